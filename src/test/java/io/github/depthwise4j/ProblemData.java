package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;

/** Tensors for any problem. */
public final class ProblemData {
    /** A problem with what has corners, borders, channels and images, and a name. */
    public static final ConvolutionProblem CHECKED = ConvolutionProblem.parse(
            "depthwise_conv2d float32 NHWC SAME mb2ic16ih20iw24oc32kh3kw3 bias relu6 n\"layer\"");

    private ProblemData() {}

    /**
     * Input, filter, bias and residual, or input, both filters with their biases, and residual; null if there is
     * none.
     */
    public static Tensor[] tensors(Problem problem, Random random, float special) {
        Shape[] shapes = problem instanceof SeparableProblem pair
                ? new Shape[] {
                    pair.inputShape(),
                    pair.depthwise().filterShape(),
                    pair.depthwise().hasBias() ? pair.depthwise().biasShape() : null,
                    pair.pointwise().filterShape(),
                    pair.pointwise().hasBias() ? pair.pointwise().biasShape() : null,
                    pair.pointwise().fusion().residual() ? pair.outputShape() : null
                }
                : shapes((ConvolutionProblem) problem);
        Tensor[] tensors = new Tensor[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            if (shapes[i] != null) {
                float[] values = Data.values(shapes[i], random.nextLong());
                if (special != 0 && values.length > 0 && random.nextBoolean()) {
                    values[random.nextInt(values.length)] = special;
                }
                tensors[i] = Tensor.of(values, shapes[i].dims());
            }
        }
        return tensors;
    }

    static Shape[] shapes(ConvolutionProblem problem) {
        return new Shape[] {
            problem.inputShape(),
            problem.filterShape(),
            problem.hasBias() ? problem.biasShape() : null,
            problem.fusion().residual() ? problem.outputShape() : null
        };
    }

    public static void close(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }
}
