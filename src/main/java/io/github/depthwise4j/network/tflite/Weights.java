package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * The weights of a model as tensors in TensorFlow's order of axes. Operators that use the same weights in the same way
 * get the same tensor, so that the tensors are never much larger than the file.
 */
final class Weights {
    private final CloseStack owner;
    private final Map<Key, Tensor> tensors = new HashMap<>();

    private record Key(int tensor, Order order, Shape shape) {}

    /** How the numbers are arranged in TensorFlow, compared with the file. */
    enum Order {
        /** The same. */
        SAME,
        /** The first axis becomes the last: {@code [out, ...]} to {@code [..., out]}. */
        FIRST_AXIS_LAST,
        /** The first axis becomes the last but one: {@code [out, h, w, in]} to {@code [h, w, out, in]}. */
        FIRST_AXIS_BEFORE_LAST
    }

    /** The owner closes the tensors. */
    Weights(CloseStack owner) {
        this.owner = owner;
    }

    /** The numbers of a tensor, in another order of axes and with another shape. */
    Tensor get(int index, ModelTensor source, Order order, Shape shape) throws FileFormatException {
        Key key = new Key(index, order, shape);
        Tensor known = tensors.get(key);
        if (known != null) {
            return known;
        }
        float[] values = source.floats();
        if (shape.elementCount() != values.length) {
            throw new FileFormatException(source.describe() + " must have " + shape.elementCount() + " elements");
        }
        Tensor tensor = Tensor.of(ordered(values, order, source.shape()), shape);
        owner.add(tensor, tensor::close);
        tensors.put(key, tensor);
        return tensor;
    }

    private static float[] ordered(float[] values, Order order, Shape shape) {
        return switch (order) {
            case SAME -> values;
            case FIRST_AXIS_LAST -> transposed(values, (int) shape.dim(0), 1);
            case FIRST_AXIS_BEFORE_LAST -> transposed(values, (int) shape.dim(0), (int) shape.dim(shape.rank() - 1));
        };
    }

    /** From {@code [first, middle, last]} to {@code [middle, first, last]}. */
    private static float[] transposed(float[] values, int first, int last) {
        int middle = values.length / first / last;
        float[] result = new float[values.length];
        int from = 0;
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < middle; j++) {
                for (int k = 0; k < last; k++) {
                    result[(j * first + i) * last + k] = values[from++];
                }
            }
        }
        return result;
    }
}
