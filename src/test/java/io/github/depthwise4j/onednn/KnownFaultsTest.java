package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.onednn.kernel.KnownFaults;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFaultsTest {
    private static final SpatialAxis ROWS = new SpatialAxis(39, 2, 1, 1, 0, 0, 38);

    @Test
    void oneColumnWithAWideStrideIsKeptFromTheImplementationThatJoinsRows() {
        SpatialAxis oneColumn = new SpatialAxis(8, 4, 5, 1, 0, 0, 1);
        assertThat(KnownFaults.affect(new Kernel("brg_conv_fwd:avx512_core"), ROWS, oneColumn))
                .isTrue();
        assertThat(KnownFaults.affect(new Kernel("jit_uni_ncsp:conv+brg_conv_fwd:avx512_core"), ROWS, oneColumn))
                .isTrue();
        assertThat(KnownFaults.affect(new Kernel("jit:avx512_core"), ROWS, oneColumn))
                .isFalse();
    }

    @Test
    void severalColumnsAreLeftToIt() {
        assertThat(KnownFaults.affect(
                        new Kernel("brg_conv_fwd:avx512_core"), ROWS, new SpatialAxis(9, 4, 5, 1, 0, 0, 2)))
                .isFalse();
    }

    @Test
    void windowsOnPaddingAreKeptFromTheFamilyOfTheFaultAndLeftToItsRelative() {
        SpatialAxis onPadding = new SpatialAxis(1, 2, 3, 1, 2, 5, 3);
        assertThat(onPadding.hasWindowOnPadding()).isTrue();
        assertThat(KnownFaults.affect(new Kernel("brg_conv_fwd:avx2"), ROWS, onPadding))
                .isTrue();
        assertThat(KnownFaults.affect(new Kernel("brgconv_1x1:avx2"), ROWS, onPadding))
                .isTrue();
        assertThat(KnownFaults.affect(new Kernel("brdgmm_dw:avx2"), ROWS, onPadding))
                .isFalse();
        assertThat(KnownFaults.affect(new Kernel("jit_dw:avx2"), ROWS, onPadding))
                .isFalse();
    }

    /** The lines on which the fault was found: the plan must not use what computes them wrongly. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC VALID g1mb3ic1ih39iw8oc7kh2kw4sh1sw9",
                "depthwise_conv2d float32 NHWC SAME g1mb1ic1ih51iw4oc6kh5kw3sh1sw8 bias",
                "depthwise_conv2d float32 NCHW [[0,0],[0,0],[1,1],[0,1]] g1mb3ic1ih20iw8oc8kh2kw2sh1sw8 bias",
            })
    void theProblemsThatShowedTheFaultUseAnotherImplementation(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        try (ConvolutionPrimitive primitive =
                ConvolutionPrimitive.create(problem, ActivationLayout.of(problem), Kernel.FIRST)) {
            assertThat(KnownFaults.affect(
                            primitive.kernel(),
                            ReducedAxis.of(problem.geometry().height()),
                            ReducedAxis.of(problem.geometry().width())))
                    .isFalse();
        }
    }
}
