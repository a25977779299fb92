package io.github.depthwise4j.onednn;

/**
 * One of oneDNN's implementations of a convolution, known by oneDNN's name for it: what kind of kernel it is, a colon,
 * and the instruction set it was written for, as in {@code brdgmm_dw:avx512_core}. The kind can have a colon too, as in
 * {@code x64:gemm:jit}.
 *
 * <p>A kernel can wrap another one to convert layouts for it. Its name then ends with a plus and the name of the other,
 * as in {@code jit_uni_ncsp:conv+brdgmm_dw:avx512_core}. The predicates here are about the kernel that convolves, which
 * is the inner one.
 *
 * <p>This is the only class that reads such names.
 *
 * @param name oneDNN's name; empty for {@link #FIRST}
 */
public record Kernel(String name) {
    /** In place of a kernel: oneDNN's own first choice among those that may be used. */
    public static final Kernel FIRST = new Kernel("");

    /** Whether oneDNN is to choose. */
    public boolean isFirst() {
        return name.isEmpty();
    }

    /** The kernel that convolves: the inner one if this wraps another, else this. */
    public Kernel convolving() {
        int plus = name.indexOf('+');
        return plus < 0 ? this : new Kernel(name.substring(plus + 1));
    }

    /** What kind of kernel convolves, as {@code brdgmm_dw}: it is the same for all instruction sets. */
    public String kind() {
        String convolving = convolving().name;
        int colon = convolving.lastIndexOf(':');
        return colon < 0 ? convolving : convolving.substring(0, colon);
    }

    private String isa() {
        String convolving = convolving().name;
        return convolving.substring(convolving.lastIndexOf(':') + 1);
    }

    /** Whether it is written for channels with one filter each. It sums the taps of a window one after the other. */
    public boolean isDepthwise() {
        return kind().endsWith("_dw");
    }

    /** Whether it is the depthwise kernel built on small matrix products. */
    public boolean isBrgemmDepthwise() {
        return kind().equals("brdgmm_dw");
    }

    /** Whether it is built on small matrix products over several channels. */
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

    /** Whether it is oneDNN's plain loops, which are correct and slow. */
    public boolean isReference() {
        return kind().startsWith("ref");
    }

    /** Whether it is written for vector registers of 64 bytes. */
    public boolean isForAvx512() {
        return isa().startsWith("avx512");
    }

    /** oneDNN's name. */
    @Override
    public String toString() {
        return name;
    }
}
