package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Dense layers. They are pointwise convolutions of an image whose pixels are the rows of the input: so they are
 * planned, packed, fused and divided as those.
 */
public final class DenseLayers {
    private static final int MATRIX_RANK = 2;

    private DenseLayers() {}

    /**
     * Adds a dense layer.
     *
     * @param kernel {@code [inputs, outputs]}
     * @param bias {@code [outputs]}, or null
     * @throws InvalidProblemException if a rule is broken
     */
    public static Node add(GraphBuilder graph, String name, Node input, Tensor kernel, @Nullable Tensor bias) {
        Shape shape = input.shape();
        check(shape, kernel.shape());
        long inputs = kernel.shape().dim(0);
        long outputs = kernel.shape().dim(1);
        long rows = shape.elementCount() / inputs;
        Node image = graph.reshape(name, input, Shape.of(1, 1, rows, inputs));
        ConvolutionParameters parameters =
                ConvolutionParameters.conv2d(null, Padding.VALID, DataFormat.NHWC, null, null);
        Node result = graph.convolution(name, image, parameters, Shape.of(1, 1, inputs, outputs), kernel, bias);
        long[] dims = shape.dims();
        dims[dims.length - 1] = outputs;
        return graph.reshape(name, result, Shape.of(dims));
    }

    private static void check(Shape input, Shape kernel) {
        if (kernel.rank() != MATRIX_RANK
                || input.rank() == 0
                || kernel.dim(0) != input.dim(input.rank() - 1)
                || kernel.elementCount() == 0) {
            throw new InvalidProblemException(
                    "shape",
                    "dense: kernel shape = " + kernel + ", but it must be a matrix with one row for each entry of the "
                            + "last axis of input " + input + "; pass [inputs, outputs].");
        }
    }
}
