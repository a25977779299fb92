package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What a server does beforehand is not done again by its first calls. */
class WarmUpTest {
    private static final Shape SMALL = Shape.of(1, 7, 7, 8);
    private static final Shape LARGE = Shape.of(2, 9, 9, 8);

    @Test
    void loadingReturnsWhatInfoShowsHoweverOftenItIsCalled() {
        LibraryInfo first = Depthwise4j.load();
        assertThat(Depthwise4j.load()).isEqualTo(first);
        assertThat(Depthwise4j.info()).isEqualTo(first);
        assertThat(first.nativeLibrary()).contains("dnnl");
    }

    @Test
    void aWarmDepthwiseConvolutionMakesNoPlan() {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
            assertWarm(op);
        }
    }

    @Test
    void aWarmConvolutionMakesNoPlan() {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 8, 4);
                Conv2d op = Conv2d.builder(filter).build()) {
            assertWarm(op);
        }
    }

    @Test
    void aWarmSeparableConvolutionMakesNoPlan() {
        try (Tensor depthwise = Tensor.allocate(DataType.FLOAT32, 3, 3, 8, 1);
                Tensor pointwise = Tensor.allocate(DataType.FLOAT32, 1, 1, 8, 4);
                SeparableConv2d op =
                        SeparableConv2d.builder(depthwise, pointwise).build()) {
            assertWarm(op);
        }
    }

    private static void assertWarm(ConvolutionOperation op) {
        long before = Depthwise4j.stats().plans();
        op.warmUp(SMALL, LARGE);
        long warm = Depthwise4j.stats().plans();
        assertThat(warm).isGreaterThan(before);
        for (Shape shape : new Shape[] {SMALL, LARGE}) {
            try (Tensor in = Tensor.allocate(DataType.FLOAT32, shape.dims())) {
                op.run(in).close();
            }
            op.run(
                    new float[(int) shape.elementCount()],
                    shape,
                    new float[(int) op.outputShape(shape).elementCount()]);
        }
        op.warmUp(LARGE, SMALL);
        assertThat(Depthwise4j.stats().plans()).isEqualTo(warm);
    }

    @Test
    void anOperationWithAResidualIsWarmedUpForTensors() {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 1, 1, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).residual().build();
                Tensor in = Tensor.allocate(DataType.FLOAT32, SMALL.dims());
                Tensor out = Tensor.allocate(DataType.FLOAT32, SMALL.dims())) {
            op.warmUp(SMALL);
            long warm = Depthwise4j.stats().plans();
            op.run(in, in, out);
            assertThat(Depthwise4j.stats().plans()).isEqualTo(warm);
        }
    }

    @Test
    void whatCannotBeComputedIsRefused() {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 8, 1)) {
            DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
            assertThatThrownBy(() -> op.warmUp(SMALL, Shape.of(1, 7, 7, 9)))
                    .isInstanceOf(InvalidProblemException.class);
            assertThatThrownBy(() -> op.warmUp((Shape) null)).isInstanceOf(NullPointerException.class);
            op.close();
            assertThatThrownBy(() -> op.warmUp(SMALL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }
}
