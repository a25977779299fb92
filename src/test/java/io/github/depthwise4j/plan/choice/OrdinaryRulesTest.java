package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for ordinary convolutions. "first" stands for oneDNN's own first choice. */
class OrdinaryRulesTest {
    private static void assertKernel(String sizes, KernelFacts facts, String kernel) {
        ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 NHWC SAME " + sizes);
        Kernel expected = kernel.equals("first") ? Kernel.FIRST : new Kernel(kernel);
        assertThat(OrdinaryRules.kernel(problem, facts)).as(sizes).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "mb1ic384ih14iw14oc64kh1kw1, jit_1x1:avx2",
        "mb1ic1ih14iw14oc64kh1kw1, jit_1x1:avx2",
        "mb1ic32ih14iw14oc8kh1kw1, jit_1x1:avx2",
        "mb1ic33ih14iw14oc8kh1kw1, first",
        "mb1ic33ih14iw14oc9kh1kw1, jit_1x1:avx2",
        "mb1ic3ih224iw224oc32kh3kw3sh2sw2, jit:avx2",
        "mb1ic2ih224iw224oc8kh3kw3, jit:avx2",
        "mb1ic3ih224iw224oc8kh3kw3, first",
        "mb1ic9ih56iw56oc64kh3kw3, first",
    })
    void withAvx2(String sizes, String kernel) {
        assertKernel(sizes, FakeKernels.AVX2, kernel);
    }

    @ParameterizedTest
    @CsvSource({
        "mb1ic32ih14iw14oc8kh1kw1, jit_1x1:avx2",
        "mb1ic33ih14iw14oc8kh1kw1, brgconv_1x1:avx2",
        "mb1ic24ih14iw14oc16kh1kw1sh2sw2, jit:avx512_core",
        "mb1ic3ih14iw14oc32kh1kw1sh2sw2, jit:avx512_core",
        "mb1ic4ih14iw14oc32kh1kw1sh2sw2, first",
        "mb1ic384ih14iw14oc64kh1kw1, first",
        "mb1ic96ih56iw56oc24kh1kw1, first",
        "mb1ic3ih224iw224oc32kh3kw3sh2sw2, jit:avx512_core",
        "mb1ic9ih56iw56oc64kh3kw3, first",
        "mb1ic64ih56iw56oc8kh3kw3, brg_conv_fwd:avx2",
        "mb1ic64ih56iw5oc8kh3kw3, jit:avx512_core",
        "mb1ic8ih56iw16oc8kh3kw3, jit:avx512_core",
        "mb1ic8ih56iw17oc8kh3kw3, brg_conv_fwd:avx2",
        "mb1ic2ih56iw56oc8kh3kw3, jit:avx512_core",
    })
    void withAvx512(String sizes, String kernel) {
        assertKernel(sizes, FakeKernels.AVX512, kernel);
    }

    @ParameterizedTest
    @CsvSource({
        "mb1ic96ih56iw56oc24kh1kw1, jit_1x1:avx2",
        "mb1ic96ih56iw56oc160kh1kw1, first",
        "mb1ic96ih56iw56oc152kh1kw1, jit_1x1:avx2",
        "mb1ic96ih56iw56oc168kh1kw1, first",
        "mb1ic96ih56iw56oc25kh1kw1, first",
        "mb1ic16ih112iw112oc96kh1kw1, jit_1x1:avx2",
        "mb1ic17ih112iw112oc96kh1kw1, first",
    })
    void whereAWideOperationCountsTwiceNarrowRegistersWinIfHalfOfAWideOneIsUnused(String sizes, String kernel) {
        assertKernel(sizes, FakeKernels.AVX512.splittingAvx512(), kernel);
    }

    @Test
    void withSse41AndWithGroupsOneDnnChoosesUnlessOneChannelHasOneTap() {
        assertKernel("mb1ic384ih14iw14oc64kh1kw1", FakeKernels.SSE41, "first");
        assertKernel("mb1ic1ih14iw14oc64kh1kw1", FakeKernels.SSE41, "x64:gemm:jit");
        assertKernel("g2mb1ic384ih14iw14oc64kh1kw1", FakeKernels.AVX2, "first");
    }
}
