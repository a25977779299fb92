package io.github.depthwise4j.reference.layer;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.BatchToSpaceProblem;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.PreluProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SliceProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.problem.layer.SpaceToBatchProblem;
import io.github.depthwise4j.problem.layer.TileProblem;
import io.github.depthwise4j.problem.layer.TransposeProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.reference.ReferenceActivation;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * The layers of a network other than convolutions, computed from their formulas in {@code double}: slow, and right.
 *
 * <p>With {@code u = 2^-24} and {@code gamma(n) = n*u / (1 - n*u)}, the bounds of the errors are:
 *
 * <table>
 * <caption>The largest error of a result</caption>
 * <tr><th>layer</th><th>bound, and where it comes from</th></tr>
 * <tr><td>maximum, minimum, nearest pixel, and all that only moves numbers</td><td>0: nothing is rounded</td></tr>
 * <tr><td>sum of n numbers, product of matrices</td><td>that of a sum of as many products</td></tr>
 * <tr><td>square, root</td><td>{@code 2u |y|}</td></tr>
 * <tr><td>exp</td><td>{@code u |y|} times {@code 5 + 2.5 |x|}; results below {@code 2^-118} may be 0</td></tr>
 * <tr><td>log</td><td>{@code u (160 + 8 |y|)}: oneDNN does not compute it better, also near 1</td></tr>
 * <tr><td>pow</td><td>{@code 8u |y|}</td></tr>
 * <tr><td>mean of n numbers</td><td>{@code gamma(n + 2) * mean of |x|}: additions, 1/n, and the product</td></tr>
 * <tr><td>arithmetic on two numbers</td><td>{@code u |y|}: one rounding (two for a division)</td></tr>
 * <tr><td>prelu</td><td>{@code u |y|}: one rounding</td></tr>
 * <tr><td>activations</td><td>as in {@link io.github.depthwise4j.reference.ErrorBound}</td></tr>
 * <tr><td>bilinear</td><td>{@code gamma(8)} times the sum of {@code |weight * x|}, and {@code 4u * in} times the
 * differences of the mixed pixels: the position has that error</td></tr>
 * <tr><td>softmax over n numbers</td><td>{@code u |y|} times {@code n + 4}, and twice {@code 5 + 2.5 d}, the error of
 * exp at {@code d} below the largest number, of {@code y} itself and of the mean over all; results below
 * {@code 2^-118} may be 0</td></tr>
 * <tr><td>transposed convolution</td><td>that of a sum of as many products, as in
 * {@link io.github.depthwise4j.reference.ErrorBound}</td></tr>
 * </table>
 *
 * <p>Stateless: any number of threads may call it.
 */
public final class ReferenceLayers {
    static final double U = 0x1p-24;
    static final double SUBNORMAL = 0x1p-149;

    private ReferenceLayers() {}

    /**
     * Computes a layer.
     *
     * @param problem what to compute
     * @param inputs the elements of its inputs in row-major order, weights last
     * @return the values, and the largest errors that are not mistakes
     * @throws IllegalArgumentException if there are not as many arrays, or elements, as the problem says
     */
    public static LayerResult compute(LayerProblem problem, float[]... inputs) {
        check(problem, inputs);
        LayerResult result = new LayerResult(problem.outputShape());
        if (problem instanceof ActivationProblem activation) {
            activate(activation.activation(), inputs[0], result);
        } else if (problem instanceof BatchToSpaceProblem joined) {
            ArrangementLoops.join(joined, inputs[0], result);
        } else if (problem instanceof BinaryProblem binary) {
            binary(binary, inputs[0], inputs[1], result);
        } else if (problem instanceof ConcatenationProblem concatenation) {
            CopyLoops.concatenate(concatenation, inputs, result);
        } else if (problem instanceof DepthToSpaceProblem depthToSpace) {
            CopyLoops.spread(depthToSpace, inputs[0], result);
        } else if (problem instanceof FunctionProblem function) {
            MathLoops.function(function, inputs[0], result);
        } else if (problem instanceof MatMulProblem matMul) {
            MathLoops.multiply(matMul, inputs[0], inputs[1], result);
        } else if (problem instanceof PoolingProblem pooling) {
            WindowLoops.pool(pooling, inputs[0], result);
        } else if (problem instanceof PreluProblem) {
            prelu(inputs[0], inputs[1], result);
        } else if (problem instanceof ReductionProblem reduction) {
            MathLoops.reduce(reduction, inputs[0], result);
        } else if (problem instanceof ResizeProblem resize) {
            CopyLoops.resize(resize, inputs[0], result);
        } else if (problem instanceof SliceProblem slice) {
            ArrangementLoops.slice(slice, inputs[0], result);
        } else if (problem instanceof SoftmaxProblem softmax) {
            softmax(softmax, inputs[0], result);
        } else if (problem instanceof SpaceToBatchProblem divided) {
            ArrangementLoops.divide(divided, inputs[0], result);
        } else if (problem instanceof TileProblem tile) {
            ArrangementLoops.tile(tile, inputs[0], result);
        } else if (problem instanceof TransposeProblem transpose) {
            ArrangementLoops.transpose(transpose, inputs[0], result);
        } else if (problem instanceof TransposedConvolutionProblem transposed) {
            WindowLoops.transpose(transposed, inputs[0], inputs[1], transposed.bias() ? inputs[2] : null, result);
        } else {
            CopyLoops.pad((ZeroPaddingProblem) problem, inputs[0], result);
        }
        return result;
    }

    private static void check(LayerProblem problem, float[]... inputs) {
        List<Shape> shapes = problem.inputShapes();
        if (inputs.length != shapes.size()) {
            throw new IllegalArgumentException(
                    inputs.length + " inputs were passed, but there are " + shapes.size() + " in: " + problem);
        }
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].length != shapes.get(i).elementCount()) {
                throw new IllegalArgumentException("inputs[" + i + "].length = " + inputs[i].length + ", but must be "
                        + shapes.get(i).elementCount() + " for: " + problem);
            }
        }
    }

    static double gamma(double terms) {
        double product = terms * U;
        return product < 1 ? product / (1 - product) : Double.POSITIVE_INFINITY;
    }

    /** One rounding of a number. */
    static double rounding(double value) {
        return Double.isInfinite(value) || Double.isNaN(value)
                ? 0
                : Math.abs(value) >= Float.MAX_VALUE ? Double.POSITIVE_INFINITY : U * Math.abs(value) + SUBNORMAL;
    }

    private static void activate(Activation activation, float[] input, LayerResult result) {
        for (int i = 0; i < input.length; i++) {
            result.set(
                    i,
                    ReferenceActivation.apply(activation, input[i]),
                    ReferenceActivation.bound(activation, input[i], 0));
        }
    }

    private static void binary(BinaryProblem problem, float[] first, float[] second, LayerResult result) {
        Shape output = problem.outputShape();
        int[] firstSteps = steps(problem.first(), output);
        int[] secondSteps = steps(problem.second(), output);
        int[] lengths = LayerResult.lengths(output);
        int[] position = new int[lengths.length];
        for (int i = 0; i < output.elementCount(); i++) {
            double exact =
                    arithmetic(problem.kind(), first[at(position, firstSteps)], second[at(position, secondSteps)]);
            double bound = isExact(problem.kind()) ? 0 : rounding(exact) * (1 + U);
            if (problem.kind() == BinaryProblem.Kind.DIVIDE) {
                bound *= 2;
            }
            result.set(
                    i,
                    ReferenceActivation.apply(problem.activation(), exact),
                    ReferenceActivation.bound(problem.activation(), exact, bound));
            next(position, lengths);
        }
    }

    private static boolean isExact(BinaryProblem.Kind kind) {
        return kind == BinaryProblem.Kind.MAXIMUM || kind == BinaryProblem.Kind.MINIMUM;
    }

    private static double arithmetic(BinaryProblem.Kind kind, double first, double second) {
        return switch (kind) {
            case ADD -> first + second;
            case SUBTRACT -> first - second;
            case MULTIPLY -> first * second;
            case DIVIDE -> first / second;
            case MAXIMUM -> Math.max(first, second);
            case MINIMUM -> Math.min(first, second);
        };
    }

    /** The distance, for each axis of the output, from one entry of a broadcast operand to the next. */
    private static int[] steps(Shape operand, Shape output) {
        int[] steps = new int[output.rank()];
        int step = 1;
        for (int axis = operand.rank() - 1; axis >= 0; axis--) {
            if (operand.dim(axis) > 1) {
                steps[axis + output.rank() - operand.rank()] = step;
            }
            step *= (int) operand.dim(axis);
        }
        return steps;
    }

    private static int at(int[] position, int[] steps) {
        int index = 0;
        for (int axis = 0; axis < position.length; axis++) {
            index += position[axis] * steps[axis];
        }
        return index;
    }

    /** Counts a position up, the last axis fastest. */
    static void next(int[] position, int[] lengths) {
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            if (++position[axis] < lengths[axis]) {
                return;
            }
            position[axis] = 0;
        }
    }

    private static void prelu(float[] input, float[] slopes, LayerResult result) {
        for (int i = 0; i < input.length; i++) {
            double x = input[i];
            double value = x > 0 ? x : slopes[i % slopes.length] * x;
            result.set(i, value, x > 0 ? 0 : rounding(value));
        }
    }

    private static void softmax(SoftmaxProblem problem, float[] input, LayerResult result) {
        long[] dims = problem.inputShape().dims();
        int length = Math.toIntExact(dims[problem.axis()]);
        int stride = 1;
        for (int axis = problem.axis() + 1; axis < dims.length; axis++) {
            stride *= Math.toIntExact(dims[axis]);
        }
        for (int block = 0; block < input.length; block += length * stride) {
            for (int first = block; first < block + stride; first++) {
                softmax(input, first, stride, length, problem.logarithm(), result);
            }
        }
    }

    /** The numbers along the axis, each {@code stride} behind the one before. */
    private static void softmax(
            float[] input, int first, int stride, int length, boolean logarithm, LayerResult result) {
        int end = first + length * stride;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = first; i < end; i += stride) {
            largest = Math.max(largest, input[i]);
        }
        double sum = 0;
        double errors = 0;
        for (int i = first; i < end; i += stride) {
            double power = Math.exp(input[i] - largest);
            sum += power;
            errors += power * exponentialError(largest - input[i]);
        }
        for (int i = first; i < end; i += stride) {
            if (logarithm) {
                double value = input[i] - largest - Math.log(sum);
                double absolute = gamma(length + 4 + errors / sum) + MathLoops.logarithmError(sum, Math.log(sum));
                result.set(i, value, absolute + 4 * U * (Math.abs(value) + Math.abs(input[i]) + Math.abs(largest)));
                continue;
            }
            double value = Math.exp(input[i] - largest) / sum;
            double relative = length + 4 + exponentialError(largest - input[i]) + errors / sum;
            result.set(i, value, value * gamma(relative) + 0x1p-118);
        }
    }

    /** The error of oneDNN's exp, in roundings: it grows with the distance of its argument from 0. */
    static double exponentialError(double distance) {
        return 5 + 2.5 * Math.min(distance, 100);
    }
}
