package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** {@code run(input, residual, output)}: what is added, and what is refused. */
class ResidualTest {
    private static final long[] SHAPE = {2, 9, 7, 8};

    @Test
    void theResidualIsAddedBeforeTheActivation() {
        try (Tensor filter = Tensor.of(Numbers.integers(Shape.of(3, 3, 8, 1), 1), 3, 3, 8, 1);
                Tensor in = Tensor.of(Numbers.integers(Shape.of(SHAPE), 2), SHAPE);
                Tensor residual = Tensor.of(Numbers.integers(Shape.of(SHAPE), 3), SHAPE);
                Tensor out = Tensor.allocate(DataType.FLOAT32, SHAPE);
                DepthwiseConv2d plain =
                        DepthwiseConv2d.builder(filter).padding(Padding.SAME).build();
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .activation(Activation.RELU6)
                        .residual()
                        .build();
                Tensor sums = plain.run(in)) {
            op.run(in, residual, out);
            float[] expected = sums.toFloatArray();
            float[] added = residual.toFloatArray();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Math.min(Math.max(expected[i] + added[i], 0), 6);
            }
            assertThat(out.toFloatArray()).isEqualTo(expected);
        }
    }

    @Test
    void aSeparableConvolutionInBandsAddsTheRowsThatBelongToEachBand() {
        // Large enough that the image is divided.
        long[] input = {2, 112, 96, 32};
        long[] output = {2, 112, 96, 16};
        try (Tensor depthwise = Tensor.of(Numbers.integers(Shape.of(3, 3, 32, 1), 1), 3, 3, 32, 1);
                Tensor pointwise = Tensor.of(Numbers.integers(Shape.of(1, 1, 32, 16), 2), 1, 1, 32, 16);
                Tensor in = Tensor.of(Numbers.integers(Shape.of(input), 3), input);
                Tensor residual = Tensor.of(Numbers.integers(Shape.of(output), 4), output);
                Tensor out = Tensor.allocate(DataType.FLOAT32, output);
                DepthwiseConv2d first =
                        DepthwiseConv2d.builder(depthwise).padding(Padding.SAME).build();
                Conv2d second = Conv2d.builder(pointwise).residual().build();
                SeparableConv2d op = SeparableConv2d.builder(depthwise, pointwise)
                        .padding(Padding.SAME)
                        .residual()
                        .build();
                Tensor between = first.run(in);
                Tensor expected = Tensor.allocate(DataType.FLOAT32, output)) {
            assertThat(op.plan(in.shape()).bandRows()).isLessThan(112);
            op.run(in, residual, out);
            second.run(between, residual, expected);
            assertThat(out.toFloatArray()).isEqualTo(expected.toFloatArray());
        }
    }

    @Test
    void aResidualThatIsMissingOrNotExpectedOrOfAnotherShapeIsRefused() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                Tensor in = Data.random(2, SHAPE);
                Tensor out = Tensor.allocate(DataType.FLOAT32, SHAPE);
                Tensor wrong = Tensor.allocate(DataType.FLOAT32, 2, 9, 7, 4);
                DepthwiseConv2d without =
                        DepthwiseConv2d.builder(filter).padding(Padding.SAME).build();
                DepthwiseConv2d with = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .residual()
                        .build()) {
            assertThatThrownBy(() -> without.run(in, in, out))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("built without one");
            assertThatThrownBy(() -> with.run(in, out))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("none was passed");
            assertThatThrownBy(() -> with.run(in, wrong, out))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("residual = float32 [2, 9, 7, 4]");
            assertThatThrownBy(() -> with.run(in, out, out))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("overlap");
            assertThatThrownBy(() -> with.run(in, null, out)).isInstanceOf(NullPointerException.class);
            with.run(in, in, out);
        }
    }
}
