package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates data for a problem, and lets the oracle and the subject compute with them. */
final class VerifierRun {
    private final Shape[] shapes;
    private final Function<float[][], ReferenceResult> oracle;
    private final Subject subject;

    /** The subject, which computes with tensors of the {@code shapes}. */
    interface Subject {
        void compute(Tensor[] arguments, Tensor output);
    }

    /** The source of the data. */
    interface Numbers {
        float next();
    }

    /** The subject's output and the oracle's output for the same data. */
    record Outcome(float[] actual, ReferenceResult expected, boolean inputsUntouched) {}

    /** A shape, its array and its tensor are null if the problem has no such argument. */
    VerifierRun(Shape[] shapes, Function<float[][], ReferenceResult> oracle, Subject subject) {
        this.shapes = shapes;
        this.oracle = oracle;
        this.subject = subject;
    }

    /** Input, filter, bias and residual. */
    static Shape[] shapes(ConvolutionProblem problem) {
        return new Shape[] {problem.inputShape(), problem.filterShape(), bias(problem), residual(problem)};
    }

    /** Input, filter and bias of the first part, filter and bias of the second, residual. */
    static Shape[] shapes(SeparableProblem problem) {
        return new Shape[] {
            problem.inputShape(),
            problem.depthwise().filterShape(),
            bias(problem.depthwise()),
            problem.pointwise().filterShape(),
            bias(problem.pointwise()),
            residual(problem.pointwise())
        };
    }

    private static @Nullable Shape bias(ConvolutionProblem problem) {
        return problem.hasBias() ? problem.biasShape() : null;
    }

    private static @Nullable Shape residual(ConvolutionProblem problem) {
        return problem.fusion().residual() ? problem.outputShape() : null;
    }

    Outcome with(Numbers numbers) {
        float[][] arrays = new float[shapes.length][];
        Arrays.setAll(arrays, i -> shapes[i] == null ? null : fill(shapes[i], numbers));
        ReferenceResult expected = oracle.apply(arrays);
        Tensor[] tensors = new Tensor[shapes.length];
        try (Tensor output =
                Tensor.uninitialized(DataType.FLOAT32, expected.shape().dims())) {
            Arrays.setAll(tensors, i -> arrays[i] == null ? null : Tensor.of(arrays[i], shapes[i].dims()));
            float[] actual = new float[expected.elementCount()];
            Arrays.fill(actual, Float.NaN);
            output.copyFrom(actual);
            subject.compute(tensors, output);
            output.copyTo(actual);
            return new Outcome(actual, expected, untouched(tensors, arrays));
        } finally {
            for (Tensor tensor : tensors) {
                if (tensor != null) {
                    tensor.close();
                }
            }
        }
    }

    private static float[] fill(Shape shape, Numbers numbers) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.next();
        }
        return values;
    }

    /** No number is -0 or NaN. So equal values have equal bits, and a NaN or -0 written over a number is found. */
    private static boolean untouched(Tensor[] tensors, float[][] arrays) {
        boolean untouched = true;
        for (int i = 0; i < tensors.length; i++) {
            untouched &= tensors[i] == null || Arrays.equals(tensors[i].toFloatArray(), arrays[i]);
        }
        return untouched;
    }
}
