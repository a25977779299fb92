package io.github.depthwise4j.onednn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the name of a kernel says about it. */
class KernelTest {
    @ParameterizedTest
    @CsvSource({
        "jit_dw:avx2, jit_dw, depthwise",
        "jit_dw:sse41, jit_dw, depthwise",
        "jit_dw:avx512_core, jit_dw, depthwise avx512",
        "brdgmm_dw:avx2, brdgmm_dw, depthwise",
        "brdgmm_dw:avx512_core_bf16, brdgmm_dw, depthwise avx512",
        "jit_uni_ncsp:conv+brdgmm_dw:avx512_core, brdgmm_dw, depthwise avx512",
        "brg_conv_fwd:avx2, brg_conv_fwd, brgemm brgemmWindow",
        "jit_uni_ncsp:conv+brg_conv_fwd:avx512_core, brg_conv_fwd, brgemm brgemmWindow avx512",
        "brgconv_1x1:avx2, brgconv_1x1, brgemm",
        "jit:avx512_core, jit, avx512",
        "jit_1x1:avx2, jit_1x1, ''",
        "jit:uni, jit, ''",
        "x64:gemm:jit, x64:gemm, gemm",
        "gemm:ref, gemm, gemm",
        "ref:any, ref, reference",
        "no such kernel, no such kernel, ''",
        "'', '', first",
    })
    void theNameTellsWhatKindOfKernelConvolves(String name, String kind, String predicates) {
        Kernel kernel = new Kernel(name);
        assertThat(kernel.kind()).isEqualTo(kind);
        assertThat(String.join(" ", holding(kernel))).isEqualTo(predicates);
    }

    private static List<String> holding(Kernel kernel) {
        List<String> holding = new ArrayList<>();
        add(holding, kernel.isFirst(), "first");
        add(holding, kernel.isReference(), "reference");
        add(holding, kernel.isGemm(), "gemm");
        add(holding, kernel.isDepthwise(), "depthwise");
        add(holding, kernel.isBrgemm(), "brgemm");
        add(holding, kernel.isBrgemmWindow(), "brgemmWindow");
        add(holding, kernel.isForAvx512(), "avx512");
        return holding;
    }

    private static void add(List<String> holding, boolean holds, String name) {
        if (holds) {
            holding.add(name);
        }
    }

    @Test
    void aKernelThatWrapsAnotherOneConvolvesByThat() {
        assertThat(new Kernel("jit_uni_ncsp:conv+jit_dw:avx2").convolving()).isEqualTo(new Kernel("jit_dw:avx2"));
        assertThat(new Kernel("jit_dw:avx2").convolving()).isEqualTo(new Kernel("jit_dw:avx2"));
    }
}
