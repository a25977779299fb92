package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Rules that several kinds of layers share, and the words of all refusals. */
final class LayerRules {
    static final int IMAGE_RANK = 4;
    static final int HEIGHT = 1;
    static final int WIDTH = 2;
    static final int CHANNELS = 3;

    private LayerRules() {}

    static InvalidProblemException refusal(
            String kind, String operation, String parameter, Object value, String rule, String remedy) {
        return new InvalidProblemException(
                kind, operation + ": " + parameter + " = " + value + ", but " + rule + "; " + remedy + ".");
    }

    /** Refuses shapes that are not those of images. */
    static void image(String operation, String parameter, Shape shape) {
        if (shape.rank() != IMAGE_RANK) {
            throw refusal(
                    "rank",
                    operation,
                    parameter,
                    shape,
                    "an image has 4 axes",
                    "pass [batch, height, width, channels]");
        }
        tensor(operation, parameter, shape);
    }

    /** Refuses tensors without elements, and those that cannot be indexed. */
    static void tensor(String operation, String parameter, Shape shape) {
        if (shape.elementCount() == 0) {
            throw refusal(
                    "size",
                    operation,
                    parameter,
                    shape,
                    "the tensors of a network have elements",
                    "make every dimension 1 or more");
        }
        if (shape.elementCount() > Integer.MAX_VALUE) {
            throw tooLarge(operation, parameter, shape);
        }
    }

    static InvalidProblemException tooLarge(String operation, String parameter, Object shape) {
        return refusal(
                "size",
                operation,
                parameter,
                shape,
                "a tensor has at most 2147483647 elements",
                "use a smaller batch or image");
    }

    /** The shape of these dimensions, if it can be that of a tensor. */
    static Shape result(String operation, long... dims) {
        try {
            Shape shape = Shape.of(dims);
            tensor(operation, "output shape", shape);
            return shape;
        } catch (InvalidProblemException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw tooLarge(operation, "output shape", Arrays.toString(dims));
        }
    }

    /** Refuses a list that has not one entry for each axis of the shape. */
    static void entries(String operation, String parameter, List<Integer> list, Shape shape) {
        if (list.size() != shape.rank() || list.isEmpty()) {
            throw refusal(
                    "rank",
                    operation,
                    parameter,
                    list,
                    "there must be one entry for each axis of input " + shape + ", of which there is at least one",
                    "pass " + Math.max(1, shape.rank()) + " entries");
        }
    }

    /** Refuses borders of an image that are not four numbers from 0 on. */
    static void borders(String operation, String parameter, List<Integer> list) {
        if (list.size() != IMAGE_RANK || list.stream().anyMatch(pixels -> pixels < 0)) {
            throw refusal(
                    "padding",
                    operation,
                    parameter,
                    list,
                    "there must be four numbers from 0 on",
                    "pass pixels above, below, at the left and at the right");
        }
    }

    /** Refuses an axis that the shape does not have. */
    static void axis(String operation, int axis, Shape shape) {
        if (axis < 0 || axis >= shape.rank()) {
            throw refusal(
                    "axis",
                    operation,
                    "axis",
                    axis,
                    "shape " + shape + " has " + shape.rank() + " axes",
                    "pass 0 to " + (shape.rank() - 1));
        }
    }

    /**
     * The windows along the rows or the columns, with TensorFlow's sizes: those of a convolution without dilation.
     *
     * @param name {@code height} or {@code width}, for messages
     * @param axis the axis of the image, 1 or 2
     */
    static SpatialAxis windows(
            String operation, String name, Shape image, int axis, int window, int stride, Padding padding) {
        positive(operation, "window " + name, window);
        if (stride < 1) {
            throw refusal(
                    "strides",
                    operation,
                    "stride of the " + name,
                    stride,
                    "a window must advance by 1 or more",
                    "pass 1 or more");
        }
        int input = (int) image.dim(axis);
        if (padding.equals(Padding.SAME)) {
            int output = (int) (((long) input + stride - 1) / stride);
            long needed = Math.max(0, (output - 1L) * stride + window - input);
            countable(operation, name, input + needed);
            return new SpatialAxis(input, window, stride, 1, (int) (needed / 2), (int) (needed - needed / 2), output);
        }
        int[] pair = padding.isExplicit() ? padding.pairs()[axis] : new int[2];
        if (padding.isExplicit()) {
            pixelsOnly(operation, padding);
        }
        countable(operation, name, (long) input + pair[0] + pair[1]);
        long room = (long) input + pair[0] + pair[1] - window;
        if (room < 0) {
            throw refusal(
                    "negative_output",
                    operation,
                    name + " of the padded input",
                    (long) input + pair[0] + pair[1],
                    "the window spans " + window + ", so that not one window fits",
                    "use SAME, or pad by " + -room + " more");
        }
        return new SpatialAxis(input, window, stride, 1, pair[0], pair[1], (int) (room / stride + 1));
    }

    private static void countable(String operation, String name, long padded) {
        if (padded >= Integer.MAX_VALUE) {
            throw refusal(
                    "size",
                    operation,
                    name + " of the padded input",
                    padded,
                    "it must stay below 2147483647",
                    "use a smaller window, or pad less");
        }
    }

    private static void pixelsOnly(String operation, Padding padding) {
        int[][] pairs = padding.pairs();
        if ((pairs[0][0] | pairs[0][1] | pairs[CHANNELS][0] | pairs[CHANNELS][1]) != 0) {
            throw refusal(
                    "padding",
                    operation,
                    "padding",
                    padding,
                    "the pairs of batch and channels, 0 and 3, must be [0,0]",
                    "pad rows and columns only");
        }
    }

    static void positive(String operation, String parameter, long value) {
        if (value < 1) {
            throw refusal("size", operation, parameter, value, "it must be 1 or more", "pass 1 or more");
        }
    }
}
