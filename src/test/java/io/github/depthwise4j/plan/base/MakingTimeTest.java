package io.github.depthwise4j.plan.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kernels oneDNN makes soon. What is written beside a kernel was measured on a CPU with AVX-512. */
class MakingTimeTest {
    private static boolean isShort(String kernel, String line) {
        return MakingTime.isShort(MakingTime.micros(ConvolutionProblem.parse(line), new Kernel(kernel)));
    }

    /** oneDNN makes them in at most 3 ms. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw100oc24kh3kw3 bias swish",
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw100oc25kh7kw7 bias swish",
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw100oc24kh3kw15 bias swish",
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw100oc24kh3kw21",
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw400oc24kh3kw5dw31 bias swish",
                "brg_conv_fwd:avx512_core | conv2d float32 NHWC SAME ic16ih50iw100oc17kh7kw7 bias swish",
                "brg_conv_fwd:avx512_core | conv2d float32 NHWC SAME ic16ih50iw100oc17kh25kw25 bias swish",
            })
    void kernelsForLittlePaddingAreMadeSoon(String kernel, String line) {
        assertThat(isShort(kernel, line)).isTrue();
    }

    /** oneDNN makes them in 4 to 34 ms. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw800oc24kh3kw33",
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw800oc36kh3kw21",
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw120oc24kh3kw21 bias swish",
                "brg_conv_fwd:avx2 | conv2d float32 NHWC SAME ic16ih50iw120oc36kh3kw21 bias tanh",
                "brg_conv_fwd:avx512_core | conv2d float32 NHWC SAME ic16ih50iw800oc24kh3kw33 bias swish",
                "brg_conv_fwd:avx512_core | conv2d float32 NHWC SAME ic16ih20iw120oc16kh3kw27 bias gelu_erf",
            })
    void kernelsForManyColumnsOfPaddingTakeLong(String kernel, String line) {
        assertThat(isShort(kernel, line)).isFalse();
    }

    /** One kernel takes 2.2 ms, and one for the channels that are left as long. */
    @ParameterizedTest
    @ValueSource(strings = {"ic16ih50iw120oc%dkh3kw21", "ic16ih50iw120oc%dkh3kw19 bias relu"})
    void outputChannelsThatAreLeftNeedTheirOwnKernels(String sizes) {
        String line = "conv2d float32 NHWC SAME " + sizes;
        assertThat(isShort("brg_conv_fwd:avx2", String.format(line, 48))).isTrue();
        assertThat(isShort("brg_conv_fwd:avx2", String.format(line, 50))).isFalse();
    }
}
