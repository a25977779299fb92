package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * The weights of a model as tensors in TensorFlow's order of axes. Operators that use the same weights in the same way
 * get the same tensor, and there is a limit, so that the tensors are never much larger than the file.
 */
final class Weights {
    /** float16 takes twice as much as float32, and each filter may be needed in a few orders. */
    private static final int COPIES = 8;
    /** So many numbers beside each other in the result are one cache line. */
    private static final int STRIP = 16;

    private final CloseStack owner;
    private long allowedBytes;
    private final Map<Key, Tensor> tensors = new HashMap<>();

    /** Tensors that lie at the same place of the file have the same numbers. */
    private record Key(FlatTable.Vector place, int type, Shape inFile, Order order, Shape shape) {}

    /** How the numbers are arranged in TensorFlow, compared with the file. */
    enum Order {
        /** The same. */
        SAME,
        /** The first axis becomes the last: {@code [out, ...]} to {@code [..., out]}. */
        FIRST_AXIS_LAST,
        /** The first axis becomes the last but one: {@code [out, h, w, in]} to {@code [h, w, out, in]}. */
        FIRST_AXIS_BEFORE_LAST
    }

    /**
     * @param owner closes the tensors
     * @param fileBytes the size of the file
     */
    Weights(CloseStack owner, long fileBytes) {
        this.owner = owner;
        this.allowedBytes = COPIES * fileBytes;
    }

    /** The numbers of a tensor, in another order of axes and with another shape. */
    Tensor get(ModelTensor source, Order order, Shape shape) throws FileFormatException {
        Key key = new Key(source.place(), source.type(), source.shape(), order, shape);
        Tensor known = tensors.get(key);
        if (known != null) {
            return known;
        }
        allowedBytes -= shape.elementCount() * Float.BYTES;
        if (allowedBytes < 0) {
            throw new FileFormatException(source.describe() + ": the weights would take more than " + COPIES
                    + " times the memory of the file; convert the model again");
        }
        float[] values = source.floats();
        if (shape.elementCount() != values.length) {
            throw new FileFormatException(source.describe() + " must have " + shape.elementCount() + " elements");
        }
        Tensor tensor = own(ordered(values, order, source.shape()), shape);
        tensors.put(key, tensor);
        return tensor;
    }

    /** A tensor of a few numbers that are not in the file. */
    Tensor own(float[] values, Shape shape) {
        Tensor tensor = Tensor.of(values, shape);
        return owner.add(tensor, tensor::close);
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
        // In strips: both sides of a narrow one stay in the cache.
        for (int strip = 0; strip < first; strip += STRIP) {
            int end = Math.min(first, strip + STRIP);
            for (int j = 0; j < middle; j++) {
                for (int i = strip; i < end; i++) {
                    for (int k = 0; k < last; k++) {
                        result[(j * first + i) * last + k] = values[(i * middle + j) * last + k];
                    }
                }
            }
        }
        return result;
    }
}
