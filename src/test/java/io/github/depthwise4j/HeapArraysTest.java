package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations on arrays of the Java heap. */
class HeapArraysTest {
    private static final int ROUNDS = 5;
    private static final int CALLS = 200;
    private static final int THREADS = 8;

    private static Shape image(DataFormat format, long batch, long size, long channels) {
        return format == DataFormat.NHWC
                ? Shape.of(batch, size, size, channels)
                : Shape.of(batch, channels, size, size);
    }

    /** Small integers: every order of summation gives the same bits. */
    private static float[] integers(Shape shape, int seed) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 + seed) % 17 - 8;
        }
        return values;
    }

    private static DepthwiseConv2d depthwise(DataFormat format, int channels, int multiplier) {
        Shape shape = Shape.of(3, 3, channels, multiplier);
        try (Tensor filter = Tensor.of(integers(shape, 3), shape.dims())) {
            return DepthwiseConv2d.builder(filter)
                    .padding(Padding.SAME)
                    .dataFormat(format)
                    .build();
        }
    }

    private static void assertSameAsWithTensors(ConvolutionOperation operation, Shape shape) {
        float[] values = integers(shape, 1);
        float[] untouched = values.clone();
        float[] result = new float[(int) operation.outputShape(shape).elementCount()];
        operation.run(values, shape, result);
        try (Tensor in = Tensor.of(values, shape.dims());
                Tensor out = operation.run(in)) {
            assertThat(result).isEqualTo(out.toFloatArray());
        }
        assertThat(values).isEqualTo(untouched);
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void largeArraysGiveWhatTensorsGive(DataFormat format) {
        try (DepthwiseConv2d one = depthwise(format, 40, 1);
                DepthwiseConv2d two = depthwise(format, 40, 2)) {
            assertSameAsWithTensors(one, image(format, 3, 71, 40));
            assertSameAsWithTensors(two, image(format, 1, 71, 40));
        }
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void smallAndEmptyArraysDoToo(DataFormat format) {
        try (DepthwiseConv2d operation = depthwise(format, 4, 2)) {
            assertSameAsWithTensors(operation, image(format, 1, 5, 4));
            assertSameAsWithTensors(operation, image(format, 0, 5, 4));
            assertSameAsWithTensors(operation, image(format, 2, 0, 4));
        }
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void soDoTheOtherOperations(DataFormat format) {
        Shape ordinary = Shape.of(3, 3, 20, 24);
        Shape depthwise = Shape.of(3, 3, 20, 2);
        Shape pointwise = Shape.of(1, 1, 40, 30);
        Shape input = image(format, 2, 90, 20);
        try (Tensor filter = Tensor.of(integers(ordinary, 1), ordinary.dims());
                Tensor first = Tensor.of(integers(depthwise, 1), depthwise.dims());
                Tensor second = Tensor.of(integers(pointwise, 2), pointwise.dims());
                Conv2d conv = Conv2d.builder(filter)
                        .padding(Padding.SAME)
                        .dataFormat(format)
                        .build();
                SeparableConv2d separable = SeparableConv2d.builder(first, second)
                        .padding(Padding.VALID)
                        .dataFormat(format)
                        .build()) {
            assertSameAsWithTensors(conv, input);
            assertSameAsWithTensors(separable, input);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        Shape shape = Shape.of(1, 100, 100, 32);
        float[] values = Data.values(shape, 5);
        List<float[]> results = new ArrayList<>();
        try (Tensor filter = Data.random(1, 3, 3, 32, 1)) {
            for (Parallelism parallelism :
                    new Parallelism[] {Parallelism.callerOnly(), Parallelism.fixed(2), Parallelism.adaptive()}) {
                try (DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .parallelism(parallelism)
                        .build()) {
                    float[] result =
                            new float[(int) operation.outputShape(shape).elementCount()];
                    operation.run(values, shape, result);
                    results.add(result);
                }
            }
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @Test
    void aCallAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Shape shape = Shape.of(2, 40, 40, 32);
        float[] values = Data.values(shape, 5);
        try (DepthwiseConv2d operation = depthwise(DataFormat.NHWC, 32, 1)) {
            float[] result = new float[(int) operation.outputShape(shape).elementCount()];
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < CALLS; i++) {
                    operation.run(values, shape, result);
                }
                least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
            }
            assertThat(least).isZero();
        }
    }

    @Test
    void closingFreesEverything() {
        long before = LiveBlocks.settled();
        for (DataFormat format : DataFormat.values()) {
            try (DepthwiseConv2d operation = depthwise(format, 40, 2)) {
                for (long size = 60; size < 64; size++) {
                    assertSameAsWithTensors(operation, image(format, 1, size, 40));
                }
            }
        }
        LiveBlocks.await(before);
    }

    @Test
    void manyThreadsMayShareAnOperation() {
        Shape shape = Shape.of(1, 64, 64, 48);
        try (DepthwiseConv2d operation = depthwise(DataFormat.NHWC, 48, 1)) {
            Threads.run(THREADS, seed -> {
                float[] values = integers(shape, seed);
                float[] result = new float[values.length];
                try (Tensor in = Tensor.of(values, shape.dims());
                        Tensor out = operation.run(in)) {
                    float[] expected = out.toFloatArray();
                    for (int i = 0; i < CALLS; i++) {
                        operation.run(values, shape, result);
                        assertThat(result).isEqualTo(expected);
                    }
                }
            });
        }
    }

    @Test
    void whatCannotBeComputedIsRefused() {
        Shape shape = Shape.of(1, 5, 5, 4);
        float[] input = new float[100];
        float[] output = new float[100];
        DepthwiseConv2d operation = depthwise(DataFormat.NHWC, 4, 1);
        assertRefused(() -> operation.run(new float[99], shape, output), "input has 99 elements", "needs 100");
        assertRefused(() -> operation.run(input, shape, new float[101]), "output has 101 elements", "needs 100");
        assertRefused(() -> operation.run(input, shape, input), "same array", "pass another output");
        assertThatThrownBy(() -> operation.run(input, Shape.of(1, 5, 4, 5), output))
                .isInstanceOf(InvalidProblemException.class)
                .hasMessageContaining("channels");
        assertThatThrownBy(() -> operation.run(null, shape, output)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> operation.run(input, shape, null)).isInstanceOf(NullPointerException.class);
        operation.close();
        assertThatThrownBy(() -> operation.run(input, shape, output))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aResidualHasNoPlaceInIt() {
        try (Tensor filter = Data.random(1, 3, 3, 4, 1);
                DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .residual()
                        .build()) {
            assertRefused(
                    () -> operation.run(new float[100], Shape.of(1, 5, 5, 4), new float[100]),
                    "residual()",
                    "with tensors");
        }
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }
}
