package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A problem as the numbers that can be varied one at a time. Several batch axes are left out.
 *
 * @param operation the operation; {@link Operation#DEPTHWISE_CONV2D} for a separable convolution
 * @param format the data format
 * @param padding SAME, VALID, or any explicit padding, whose pairs are then in the numbers
 * @param numbers all parameters
 * @param fusion bias, residual and activation; of the pointwise part of a separable convolution
 */
record Sizes(Operation operation, DataFormat format, Padding padding, Map<Parameter, Integer> numbers, Fusion fusion) {

    Sizes {
        numbers = new EnumMap<>(numbers);
    }

    static Sizes of(Problem problem) {
        SeparableProblem both = problem instanceof SeparableProblem separable ? separable : null;
        ConvolutionProblem first = both == null ? (ConvolutionProblem) problem : both.depthwise();
        ConvolutionProblem last = both == null ? first : both.pointwise();
        ConvolutionGeometry geometry = first.geometry();
        Map<Parameter, Integer> numbers = new EnumMap<>(Parameter.class);
        numbers.put(Parameter.MB, geometry.mb());
        numbers.put(Parameter.G, geometry.g());
        numbers.put(Parameter.IC, geometry.icPerGroup());
        numbers.put(Parameter.OC, geometry.ocPerGroup());
        SpatialAxis height = geometry.height();
        numbers.put(Parameter.IH, height.input());
        numbers.put(Parameter.KH, height.filter());
        numbers.put(Parameter.SH, height.stride());
        numbers.put(Parameter.DH, height.dilation());
        numbers.put(Parameter.PT, height.padBefore());
        numbers.put(Parameter.PB, height.padAfter());
        SpatialAxis width = geometry.width();
        numbers.put(Parameter.IW, width.input());
        numbers.put(Parameter.KW, width.filter());
        numbers.put(Parameter.SW, width.stride());
        numbers.put(Parameter.DW, width.dilation());
        numbers.put(Parameter.PL, width.padBefore());
        numbers.put(Parameter.PR, width.padAfter());
        numbers.put(Parameter.POINTWISE, both == null ? 0 : last.geometry().oc());
        return new Sizes(
                first.operation(), first.dataFormat(), first.parameters().padding(), numbers, last.fusion());
    }

    int get(Parameter parameter) {
        return numbers.get(parameter);
    }

    Sizes with(Parameter parameter, int value) {
        Map<Parameter, Integer> others = new EnumMap<>(numbers);
        others.put(parameter, value);
        return new Sizes(operation, format, padding, others, fusion);
    }

    Sizes with(Fusion other) {
        return new Sizes(operation, format, padding, numbers, other);
    }

    /** Whether a change of the parameter gives another problem of the same operation. */
    boolean canVary(Parameter parameter) {
        if (parameter.needsExplicitPadding()) {
            return padding.isExplicit();
        }
        return switch (parameter) {
            case IC -> operation == Operation.CONV2D;
            case POINTWISE -> get(Parameter.POINTWISE) > 0;
            default -> true;
        };
    }

    /** The problem; empty if a rule is broken, or if there is nothing to compute. */
    Optional<Problem> problem() {
        try {
            int pointwise = get(Parameter.POINTWISE);
            ConvolutionProblem first = first(pointwise == 0 ? fusion : Fusion.NONE);
            Problem whole = pointwise == 0
                    ? first
                    : SeparableProblem.of(
                            first.parameters(),
                            DataType.FLOAT32,
                            first.inputShape(),
                            first.filterShape(),
                            Shape.of(1, 1, first.geometry().oc(), pointwise),
                            Fusion.NONE,
                            fusion);
            boolean empty = whole.inputShape().elementCount() == 0
                    || whole.outputShape().elementCount() == 0;
            return empty ? Optional.empty() : Optional.of(whole);
        } catch (InvalidProblemException e) {
            return Optional.empty();
        }
    }

    private ConvolutionProblem first(Fusion itsFusion) {
        boolean depthwise = operation == Operation.DEPTHWISE_CONV2D;
        int[] strides = {get(Parameter.SH), get(Parameter.SW)};
        int[] dilations = {get(Parameter.DH), get(Parameter.DW)};
        Padding zeros = padding.isExplicit() ? Parameter.padding(this, format.heightAxis()) : padding;
        ConvolutionParameters parameters = depthwise
                ? ConvolutionParameters.depthwiseConv2d(strides, zeros, format, dilations, null)
                : ConvolutionParameters.conv2d(strides, zeros, format, dilations, null);
        int g = get(Parameter.G);
        long[] input = new long[4];
        input[0] = get(Parameter.MB);
        input[format.heightAxis()] = get(Parameter.IH);
        input[format.widthAxis()] = get(Parameter.IW);
        input[format.channelAxis()] = (long) g * get(Parameter.IC);
        long filters = depthwise ? get(Parameter.OC) : (long) g * get(Parameter.OC);
        Shape filter = Shape.of(get(Parameter.KH), get(Parameter.KW), depthwise ? g : get(Parameter.IC), filters);
        return new ConvolutionProblem(parameters, DataType.FLOAT32, Shape.of(input), filter, itsFusion);
    }
}
