package io.github.depthwise4j.onednn.kernel;

/**
 * One of oneDNN's implementations of a convolution, identified by oneDNN's name. The name is the kind of the kernel, a
 * colon, and the instruction set of the kernel, as in {@code brdgmm_dw:avx512_core}. The kind can contain a colon too,
 * as in {@code x64:gemm:jit}.
 *
 * <p>A kernel can wrap another one and convert layouts for it. Its name then ends with a plus and the name of the inner
 * kernel, as in {@code jit_uni_ncsp:conv+brdgmm_dw:avx512_core}. The predicates of this class describe the inner
 * kernel, which convolves.
 *
 * <p>This is the only class that reads such names.
 *
 * @param name oneDNN's name; empty for {@link #FIRST}
 */
public record Kernel(String name) {
    /** Stands for oneDNN's first choice among the usable kernels. */
    public static final Kernel FIRST = new Kernel("");

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof Kernel kernel && name.equals(kernel.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Whether oneDNN chooses the kernel. */
    public boolean isFirst() {
        return name.isEmpty();
    }

    /** The kernel that convolves: the inner kernel if this one wraps another, else this one. */
    public Kernel convolving() {
        int plus = name.indexOf('+');
        return plus < 0 ? this : new Kernel(name.substring(plus + 1));
    }

    /** The kind of the kernel that convolves, as {@code brdgmm_dw}. It is the same for all instruction sets. */
    public String kind() {
        String convolving = convolving().name;
        int colon = convolving.lastIndexOf(':');
        return colon < 0 ? convolving : convolving.substring(0, colon);
    }

    private String isa() {
        String convolving = convolving().name;
        return convolving.substring(convolving.lastIndexOf(':') + 1);
    }

    /** Whether it is made for one filter per channel. Such a kernel sums the taps of a window one after the other. */
    public boolean isDepthwise() {
        return kind().endsWith("_dw");
    }

    /** Whether it uses small matrix products over several channels. */
    public boolean isBrgemm() {
        return kind().startsWith("brg");
    }

    /** Whether it is the {@link #isBrgemm} kernel for windows of more than one tap. */
    public boolean isBrgemmWindow() {
        return kind().startsWith("brg_conv_fwd");
    }

    /** Whether it copies windows into a matrix and multiplies that. */
    public boolean isGemm() {
        return kind().contains("gemm");
    }

    /** Whether it is oneDNN's plain loop, which is correct but slow. */
    public boolean isReference() {
        return kind().startsWith("ref");
    }

    /** Whether it needs AVX-512. */
    public boolean isForAvx512() {
        return isa().startsWith("avx512");
    }

    /** The numbers in a vector register of its instruction set; those of AVX2 if the name tells none. */
    public int vector() {
        return isForAvx512() ? 16 : isa().equals("sse41") ? 4 : 8;
    }

    /** oneDNN's name. */
    @Override
    public String toString() {
        return name;
    }
}
