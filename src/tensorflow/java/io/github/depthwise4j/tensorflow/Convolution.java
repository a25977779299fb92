package io.github.depthwise4j.tensorflow;

import io.github.depthwise4j.Nn;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A problem of one of the three operations.
 *
 * @param problem the problem, or the depthwise part of a separable one
 * @param pointwise the other part of a separable one, else null
 */
record Convolution(ConvolutionProblem problem, ConvolutionProblem pointwise) {

    static Convolution of(ConvolutionProblem problem) {
        return new Convolution(problem, null);
    }

    static Convolution of(SeparableProblem separable) {
        return new Convolution(separable.depthwise(), separable.pointwise());
    }

    /** The problem of a line as {@link #toString()} writes it. */
    static Convolution parse(String line) {
        return line.contains(" then ") ? of(SeparableProblem.parse(line)) : of(ConvolutionProblem.parse(line));
    }

    String operation() {
        return pointwise == null ? problem.operation().toString() : TensorFlowCall.SEPARABLE;
    }

    /** Those of the input and of the filters. */
    List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>(List.of(problem.inputShape(), problem.filterShape()));
        if (pointwise != null) {
            shapes.add(pointwise.filterShape());
        }
        return shapes;
    }

    Shape outputShape() {
        return pointwise == null ? problem.outputShape() : pointwise.outputShape();
    }

    TensorFlowCall call() {
        return TensorFlowCall.of(
                operation(),
                problem.parameters(),
                shapes().stream().map(Shape::dims).toList());
    }

    /** This library's result. */
    float[] compute(List<float[]> values) {
        List<Tensor> tensors = new ArrayList<>();
        try {
            for (int i = 0; i < values.size(); i++) {
                tensors.add(Tensor.of(values.get(i), shapes().get(i).dims()));
            }
            try (Tensor output = compute(problem.parameters(), tensors)) {
                if (!output.shape().equals(outputShape())) {
                    throw new IllegalStateException(output.shape() + " in place of " + outputShape());
                }
                return output.toFloatArray();
            }
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    private Tensor compute(ConvolutionParameters parameters, List<Tensor> tensors) {
        int[] strides = {parameters.strideHeight(), parameters.strideWidth()};
        int[] dilations = {parameters.dilationHeight(), parameters.dilationWidth()};
        Padding padding = parameters.padding();
        DataFormat format = parameters.dataFormat();
        Tensor input = tensors.get(0);
        Tensor filter = tensors.get(1);
        if (pointwise != null) {
            return Nn.separableConv2d(input, filter, tensors.get(2), strides, padding, format, dilations, null);
        }
        return switch (problem.operation()) {
            case DEPTHWISE_CONV2D -> Nn.depthwiseConv2d(input, filter, strides, padding, format, dilations, null);
            case CONV2D -> Nn.conv2d(input, filter, strides, padding, format, dilations, null);
        };
    }

    @Override
    public String toString() {
        return pointwise == null ? problem.toString() : new SeparableProblem(problem, pointwise).toString();
    }
}
