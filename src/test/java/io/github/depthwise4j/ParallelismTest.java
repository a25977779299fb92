package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The number of threads changes the time a call takes, and nothing else. */
class ParallelismTest {
    private static final List<Parallelism> ALL =
            List.of(Parallelism.callerOnly(), Parallelism.adaptive(), Parallelism.fixed(2), Parallelism.fixed(100));

    @ParameterizedTest
    @CsvSource({
        "1, 56, 56, 64, 3, 1, 1",
        "3, 30, 31, 33, 5, 1, 1",
        "2, 57, 43, 32, 3, 2, 1",
        "1, 61, 40, 48, 3, 1, 3",
        "1, 40, 40, 16, 7, 1, 1"
    })
    void aDepthwiseConvolutionGivesTheSameBits(int n, int h, int w, int c, int k, int stride, int dilation) {
        try (Tensor filter = Data.random(1, k, k, c, 2);
                Tensor bias = Data.random(2, 2L * c);
                Tensor in = Data.random(3, n, h, w, c)) {
            float[] expected = null;
            for (Parallelism parallelism : ALL) {
                try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                                .padding(Padding.SAME)
                                .strides(stride, stride)
                                .dilations(dilation, dilation)
                                .bias(bias)
                                .activation(Activation.SWISH)
                                .parallelism(parallelism)
                                .build();
                        Tensor out = op.run(in)) {
                    expected = expected == null ? out.toFloatArray() : expected;
                    for (int i = 0; i < 20; i++) {
                        op.run(in, out);
                        assertThat(out.toFloatArray()).as("%s", parallelism).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void aSeparableConvolutionInBandsGivesTheSameBits() {
        try (Tensor depthwise = Data.random(1, 3, 3, 32, 1);
                Tensor pointwise = Data.random(2, 1, 1, 32, 24);
                Tensor in = Data.random(3, 2, 112, 96, 32)) {
            float[] expected = null;
            for (Parallelism parallelism : ALL) {
                try (SeparableConv2d op = SeparableConv2d.builder(depthwise, pointwise)
                                .padding(Padding.SAME)
                                .parallelism(parallelism)
                                .build();
                        Tensor out = op.run(in)) {
                    assertThat(op.plan(in.shape()).bandRows()).isLessThan(112);
                    expected = expected == null ? out.toFloatArray() : expected;
                    assertThat(out.toFloatArray()).as("%s", parallelism).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aNumberBelowOneIsRefused() {
        assertThatThrownBy(() -> Parallelism.fixed(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threads = 0");
    }

    @Test
    void parallelismSaysWhatItIs() {
        assertThat(ALL)
                .extracting(Parallelism::toString)
                .containsExactly("callerOnly", "adaptive", "fixed(2)", "fixed(100)");
        assertThat(Parallelism.fixed(2)).isEqualTo(Parallelism.fixed(2)).isNotEqualTo(Parallelism.fixed(3));
    }
}
