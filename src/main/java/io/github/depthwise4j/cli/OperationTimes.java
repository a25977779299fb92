package io.github.depthwise4j.cli;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.cli.MedianTimer.Measured;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;
import java.util.function.BiConsumer;

/** Measures operations on one random input. Every run of the program uses the same numbers. */
final class OperationTimes implements AutoCloseable {
    private static final long SEED = 1;
    /** One thread, so the times compare the work without the effect of helpers. */
    private static final Parallelism ONE_THREAD = Parallelism.callerOnly();

    private final MedianTimer timer = new MedianTimer(System::nanoTime);
    private final Random random = new Random(SEED);
    private final Tensor input;

    OperationTimes(Shape input) {
        this.input = random(input);
    }

    Measured conv2d(ConvolutionProblem problem) {
        try (Tensor filter = random(problem.filterShape());
                Conv2d operation = Operations.buildConv2d(problem, filter, ONE_THREAD)) {
            return measure(operation::run, problem.outputShape());
        }
    }

    Measured depthwise(ConvolutionProblem problem) {
        try (Tensor filter = random(problem.filterShape());
                DepthwiseConv2d operation = Operations.build(problem, filter, null, ONE_THREAD)) {
            return measure(operation::run, problem.outputShape());
        }
    }

    Measured separable(SeparableProblem problem) {
        try (Tensor depthwise = random(problem.depthwise().filterShape());
                Tensor pointwise = random(problem.pointwise().filterShape());
                SeparableConv2d operation = Operations.buildSeparable(problem, depthwise, pointwise, ONE_THREAD)) {
            return measure(operation::run, problem.outputShape());
        }
    }

    private Measured measure(BiConsumer<Tensor, Tensor> operation, Shape outputShape) {
        try (Tensor output = Tensor.uninitialized(DataType.FLOAT32, outputShape.dims())) {
            return timer.measure(() -> operation.accept(input, output));
        }
    }

    /** Numbers from -1 to 1. */
    private Tensor random(Shape shape) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return Tensor.of(values, shape.dims());
    }

    @Override
    public void close() {
        input.close();
    }
}
