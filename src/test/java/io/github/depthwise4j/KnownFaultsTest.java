package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.Verification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Problems that oneDNN, left to its own first choice, computes wrongly: found at random, shrunk, and kept.
 *
 * <p>In oneDNN 3.11.0: one input channel, a wide filter, and an output of one column (wrong on AVX-512); windows that
 * see nothing but padding, with a bias (a crash); windows that leave rows out between them (memory behind the
 * scratchpad is overwritten).
 */
@Tag("isa")
class KnownFaultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC VALID mb1ic1ih3iw3oc2kh2kw2sh1sw2",
                "depthwise_conv2d float32 NHWC VALID mb1ic1ih3iw2oc2kh2kw2sh1sw3",
                "depthwise_conv2d float32 NHWC VALID mb1ic1ih30iw3oc64kh1kw3sh1sw2",
                "depthwise_conv2d float32 NHWC VALID mb1ic1ih31iw5oc2kh30kw3sh1sw5",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih30iw4oc2kh2kw3sh1sw4",
                "depthwise_conv2d float32 NHWC [[0,0],[1,0],[4,4],[0,0]] mb3ic1ih23iw1oc7kh5kw5sh1sw7",
                "depthwise_conv2d float32 NHWC [[0,0],[1,1],[1,6],[0,0]] mb2ic1ih6iw2oc6kh7kw7sh1sw3 bias",
                "depthwise_conv2d float32 NCHW SAME mb4ic1ih3iw1oc3kh3kw3sh1sw2 bias",
                "depthwise_conv2d float32 NCHW VALID mb2ic1ih43iw5oc2kh5kw5sh1sw3"
            })
    void whatOneDnnAloneComputesWronglyIsRight(String line) {
        assertRight(ConvolutionProblem.parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC [[0,0],[1,1],[2,5],[0,0]] mb2ic8ih1iw1oc32kh2kw2sh3sw3 batch=2x1 bias",
                "depthwise_conv2d float32 NHWC [[0,0],[1,1],[2,5],[0,0]] mb1ic8ih1iw1oc32kh2kw2sh1sw3 bias",
                "depthwise_conv2d float32 NHWC VALID mb1ic1ih120iw82oc8kh1kw2sh3sw1",
                "depthwise_conv2d float32 NHWC [[0,0],[0,0],[1,0],[0,0]] mb1ic1ih120iw81oc2kh1kw2sh3sw1",
                "depthwise_conv2d float32 NCHW VALID mb1ic1ih120iw82oc8kh1kw2sh3sw1"
            })
    void whatDoesHarmWithOneImplementationIsComputedByAnother(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        float[] filter = Numbers.integers(problem.filterShape(), 1);
        // Looked at first: a fault that overwrites memory would not show in the numbers.
        try (DepthwiseConv2d operation = Convolve.operation(problem, filter, Numbers.bias(problem, 2))) {
            assertThat(operation.plan(problem.inputShape()).implementation()).doesNotContain("brg_conv_fwd");
        }
        assertRight(problem);
    }

    private static void assertRight(ConvolutionProblem problem) {
        Verification verification = Depthwise4j.verifier().verify(problem, 3);
        assertThat(verification.passed()).as(verification.describe()).isTrue();
    }
}
