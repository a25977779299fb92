package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Translates operators on images. */
final class ImageOperators {
    private static final int FILTER_RANK = 4;
    private static final int CUSTOM_BYTES = 12;

    private ImageOperators() {}

    private static Shape filterShape(OperatorCall call, int input) throws FileFormatException {
        Shape shape = call.constant(input).shape();
        if (shape.rank() != FILTER_RANK) {
            throw new FileFormatException(call.constant(input).describe() + " is a filter and must have 4 axes");
        }
        return shape;
    }

    static Node conv2d(OperatorCall call) throws FileFormatException {
        FlatTable options = call.options();
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(
                new int[] {options.integer(2, 1), options.integer(1, 1)},
                call.padding(0),
                DataFormat.NHWC,
                new int[] {options.integer(5, 1), options.integer(4, 1)},
                null);
        // The file has [out, height, width, in].
        Shape inFile = filterShape(call, 1);
        Shape shape = Shape.of(inFile.dim(1), inFile.dim(2), inFile.dim(3), inFile.dim(0));
        Tensor filter = call.weights(1, Weights.Order.FIRST_AXIS_LAST, shape);
        Node node = call.graph().convolution(call.name(), call.input(0), parameters, filter, call.vectorOrNull(2));
        return call.activated(node, 3);
    }

    static Node depthwiseConv2d(OperatorCall call) throws FileFormatException {
        FlatTable options = call.options();
        int[] strides = {options.integer(2, 1), options.integer(1, 1)};
        int[] dilations = {options.integer(6, 1), options.integer(5, 1)};
        // The file has [1, height, width, channels * multiplier].
        Shape inFile = filterShape(call, 1);
        Node input = call.input(0);
        long channels = input.shape().rank() == FILTER_RANK ? input.shape().dim(3) : 0;
        if (channels == 0 || inFile.dim(0) != 1 || inFile.dim(3) % channels != 0) {
            throw new FileFormatException(call.constant(1).describe()
                    + " must be [1, height, width, a multiple of the channels of " + input.shape() + "]");
        }
        Shape shape = Shape.of(inFile.dim(1), inFile.dim(2), channels, inFile.dim(3) / channels);
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(strides, call.padding(0), DataFormat.NHWC, dilations, null);
        Tensor filter = call.weights(1, Weights.Order.SAME, shape);
        Node node = call.graph().convolution(call.name(), input, parameters, filter, call.vectorOrNull(2));
        return call.activated(node, 4);
    }

    static Node pooling(OperatorCall call, PoolingProblem.Kind kind) throws FileFormatException {
        FlatTable options = call.options();
        Node input = call.input(0);
        PoolingProblem problem = new PoolingProblem(
                kind,
                input.shape(),
                options.integer(4, 0),
                options.integer(3, 0),
                options.integer(2, 0),
                options.integer(1, 0),
                call.padding(0));
        return call.activated(call.graph().layer(call.name(), problem, List.of(input)), 5);
    }

    /** {@code alignCorners} is the number of that option; half pixel centers follow. */
    static Node resize(OperatorCall call, ResizeProblem.Kind kind, int alignCorners) throws FileFormatException {
        Node input = call.input(0);
        int[] size = call.integers(1);
        if (size.length != 2) {
            throw new FileFormatException("the size " + Arrays.toString(size) + " must have two numbers");
        }
        boolean aligned = call.hasOptions() && call.options().isTrue(alignCorners);
        boolean halfPixels = call.hasOptions() && call.options().isTrue(alignCorners + 1);
        if (aligned && halfPixels) {
            throw new FileFormatException("align_corners and half_pixel_centers are both true, but only one may be");
        }
        ResizeProblem half = new ResizeProblem(kind, input.shape(), size[0], size[1]);
        // For whole multiples, the old rule without half pixels finds the same nearest pixel.
        boolean same = kind == ResizeProblem.Kind.NEAREST && !aligned && half.isByPrimitive()
                || half.outputShape().equals(input.shape());
        ResizeProblem.Centers centers = halfPixels || same
                ? ResizeProblem.Centers.HALF_PIXEL
                : aligned ? ResizeProblem.Centers.ALIGN_CORNERS : ResizeProblem.Centers.TOP_LEFT;
        ResizeProblem problem = new ResizeProblem(kind, centers, input.shape(), size[0], size[1]);
        return call.graph().layer(call.name(), problem, List.of(input));
    }

    static Node depthToSpace(OperatorCall call) throws FileFormatException {
        int size = call.options().integer(0, 0);
        Node input = call.input(0);
        return call.graph().layer(call.name(), new DepthToSpaceProblem(input.shape(), size, size), List.of(input));
    }

    static Node transposeConv(OperatorCall call) throws FileFormatException {
        FlatTable options = call.options();
        Node node = transposed(
                call,
                call.input(2),
                call.padding(0),
                options.integer(2, 1),
                options.integer(1, 1),
                call.vectorOrNull(3));
        return call.activated(node, 3);
    }

    /** MediaPipe's operator: the options are padding, stride of the width and stride of the height. */
    static Node transposeWithBias(OperatorCall call) throws FileFormatException {
        ByteBuffer options = call.operator().customOptions();
        if (options.capacity() < CUSTOM_BYTES) {
            throw new FileFormatException("its options have " + options.capacity() + " bytes, but must have "
                    + CUSTOM_BYTES + "; convert the model again");
        }
        int kind = options.getInt(0);
        if (kind != 1 && kind != 2) {
            throw new FileFormatException("the padding " + kind + " is neither SAME (1) nor VALID (2)");
        }
        Padding padding = kind == 1 ? Padding.SAME : Padding.VALID;
        return transposed(
                call,
                call.input(0),
                padding,
                options.getInt(2 * Integer.BYTES),
                options.getInt(Integer.BYTES),
                call.vectorOrNull(2));
    }

    private static Node transposed(
            OperatorCall call, Node input, Padding padding, int strideHeight, int strideWidth, Tensor bias)
            throws FileFormatException {
        // The file has [out, height, width, in].
        Shape inFile = filterShape(call, 1);
        Shape shape = Shape.of(inFile.dim(1), inFile.dim(2), inFile.dim(0), inFile.dim(3));
        Tensor filter = call.weights(1, Weights.Order.FIRST_AXIS_BEFORE_LAST, shape);
        Shape output = call.outputShape();
        if (output.rank() != FILTER_RANK) {
            throw new FileFormatException("the result " + output + " is not an image of 4 axes");
        }
        TransposedConvolutionProblem problem = new TransposedConvolutionProblem(
                input.shape(),
                shape,
                strideHeight,
                strideWidth,
                padding,
                (int) output.dim(1),
                (int) output.dim(2),
                bias != null,
                Activation.NONE);
        if (bias != null && !bias.shape().equals(problem.inputShapes().get(2))) {
            throw new FileFormatException("the bias has shape " + bias.shape() + ", but must have "
                    + problem.inputShapes().get(2));
        }
        Tensor[] weights = bias == null ? new Tensor[] {filter} : new Tensor[] {filter, bias};
        return call.graph().layer(call.name(), problem, List.of(input), weights);
    }
}
