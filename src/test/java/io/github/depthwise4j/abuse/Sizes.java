package io.github.depthwise4j.abuse;

import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;

/**
 * Tells the calls that would take gigabytes or hours although nothing is wrong with them: the fuzzer leaves those out.
 * What is too large for any machine is not left out, it has to be refused.
 */
final class Sizes {
    private static final long MOST_ELEMENTS = 1 << 17;
    private static final double MOST_PRODUCTS = 3e6;
    private static final long MOST_TAPS = 1 << 20;
    private static final int MOST_STEPS = 64;
    /** No machine has so much address space. */
    private static final double MORE_THAN_ANY_MEMORY = 0x1p50;

    private Sizes() {}

    static boolean tooLong(String key, Object receiver, Object[] arguments) {
        if (key.startsWith("Tensor.allocate")
                || key.startsWith("Tensor.uninitialized")
                || key.startsWith("TensorPool.acquire")) {
            Object shape = arguments[arguments.length - 1];
            return shape != null && possibleButLarge(shape instanceof Shape ? ((Shape) shape).dims() : (long[]) shape);
        }
        if (key.startsWith("NetworkBuilder.input")) {
            return possibleButLarge((long[]) arguments[1]);
        }
        if (receiver instanceof Layer layer && isLarge(layer, arguments) || anyIsLarge(arguments)) {
            return true;
        }
        if (receiver instanceof SpatialAxis axis && key.endsWith("hasWindowOnPadding()")) {
            return (double) axis.output() * axis.filter() > MOST_TAPS;
        }
        try {
            if (receiver instanceof ConvolutionOperation operation) {
                return tooLong(key, operation, arguments);
            }
            return tooLong(stated(key, receiver, arguments));
        } catch (RuntimeException e) {
            // The call itself will say so.
            return false;
        }
    }

    /** Each layer can be several times larger than the one before. */
    private static boolean isLarge(Layer layer, Object... arguments) {
        return layer.shape().elementCount() > MOST_ELEMENTS
                || Arrays.stream(arguments).anyMatch(each -> each instanceof Integer number && number > MOST_STEPS);
    }

    private static boolean anyIsLarge(Object... arguments) {
        return Arrays.stream(arguments)
                .filter(Layer[].class::isInstance)
                .flatMap(each -> Arrays.stream((Layer[]) each))
                .anyMatch(layer -> layer != null && layer.shape().elementCount() > MOST_ELEMENTS);
    }

    private static boolean tooLong(String key, ConvolutionOperation operation, Object... arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Shape shape) {
                boolean computes = !key.contains(".outputShape(");
                return tooLong(shape) || computes && tooLong(operation.outputShape(shape));
            }
            if (argument instanceof Tensor input) {
                return tooLong(operation.outputShape(input.shape()));
            }
            if (argument instanceof Shape[] shapes) {
                return Arrays.stream(shapes).anyMatch(shape -> tooLong(shape) || tooLong(operation.outputShape(shape)));
            }
        }
        return false;
    }

    private static boolean possibleButLarge(long[] dims) {
        if (dims == null || Arrays.stream(dims).anyMatch(dim -> dim <= 0)) {
            return false;
        }
        double count = Arrays.stream(dims).asDoubleStream().reduce(1, (a, b) -> a * b);
        return count > MOST_ELEMENTS && count < MORE_THAN_ANY_MEMORY;
    }

    private static boolean tooLong(Shape shape) {
        return shape.elementCount() > MOST_ELEMENTS;
    }

    /** The problem that a call states by its arguments, or null. */
    private static Problem stated(String key, Object receiver, Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Problem problem) {
                return problem;
            }
        }
        if (receiver instanceof Problem problem && key.endsWith("cost()")) {
            return problem;
        }
        boolean oneShot =
                key.startsWith("Nn.") && !key.startsWith("Nn.transpose") || key.startsWith("ReferenceConvolution.");
        return oneShot ? statedByTensors(key, arguments) : null;
    }

    private static Problem statedByTensors(String key, Object[] arguments) {
        boolean separable = key.contains("separableConv2d");
        int rest = separable ? 3 : 2;
        int[] strides = (int[]) arguments[rest];
        Padding padding = (Padding) arguments[rest + 1];
        DataFormat format = arguments.length > rest + 2 ? (DataFormat) arguments[rest + 2] : null;
        int[] dilations = arguments.length > rest + 3 ? (int[]) arguments[rest + 3] : null;
        Tensor input = (Tensor) arguments[0];
        Tensor filter = (Tensor) arguments[1];
        ConvolutionParameters parameters = key.contains(".conv2d(")
                ? ConvolutionParameters.conv2d(strides, padding, format, dilations, null)
                : ConvolutionParameters.depthwiseConv2d(strides, padding, format, dilations, null);
        return separable
                ? SeparableProblem.of(
                        parameters,
                        input.dataType(),
                        input.shape(),
                        filter.shape(),
                        ((Tensor) arguments[2]).shape(),
                        Fusion.NONE,
                        Fusion.NONE)
                : new ConvolutionProblem(parameters, input.dataType(), input.shape(), filter.shape(), false);
    }

    private static boolean tooLong(Problem problem) {
        if (problem instanceof SeparableProblem separable) {
            return tooLong(separable.depthwise()) || tooLong(separable.pointwise());
        }
        return problem instanceof ConvolutionProblem convolution && tooLong(convolution);
    }

    private static boolean tooLong(ConvolutionProblem problem) {
        double perOutput = (double) problem.geometry().kh()
                * problem.geometry().kw()
                * (problem.operation() == Operation.CONV2D ? problem.geometry().icPerGroup() : 1);
        return tooLong(problem.inputShape())
                || tooLong(problem.outputShape())
                || tooLong(problem.filterShape())
                || perOutput > MOST_TAPS
                || problem.outputShape().elementCount() * perOutput > MOST_PRODUCTS;
    }
}
