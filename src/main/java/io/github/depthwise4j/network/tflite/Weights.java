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
    /** The numbers of one tensor as they are in the file, and in another order: used again for the next tensor. */
    private float[] inFile = {};

    private float[] rearranged = {};

    /** Tensors that lie at the same place of the file have the same numbers. */
    private record Key(FlatTable.Vector place, int type, Shape inFile, Order order, Shape shape) {
        // Written out for a fast start: see the page of package problem.
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && place.start() == that.place.start()
                    && place.length() == that.place.length()
                    && type == that.type
                    && inFile.equals(that.inFile)
                    && order == that.order
                    && shape.equals(that.shape);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * place.start() + shape.hashCode()) + order.ordinal();
        }
    }

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
        int count = source.floatCount();
        if (shape.elementCount() != count) {
            throw new FileFormatException(source.describe() + " must have " + shape.elementCount() + " elements");
        }
        inFile = atLeast(inFile, count);
        source.copyTo(inFile);
        Tensor tensor = Tensor.of(ordered(count, order, source.shape()), 0, count, shape);
        owner.add(tensor, tensor::close);
        tensors.put(key, tensor);
        return tensor;
    }

    /** A tensor of a few numbers that are not in the file. */
    Tensor own(float[] values, Shape shape) {
        Tensor tensor = Tensor.of(values, shape);
        return owner.add(tensor, tensor::close);
    }

    private static float[] atLeast(float[] array, int length) {
        return array.length < length ? new float[length] : array;
    }

    private float[] ordered(int count, Order order, Shape shape) {
        if (count == 0) {
            return inFile;
        }
        return switch (order) {
            case SAME -> inFile;
            case FIRST_AXIS_LAST -> transposed(count, (int) shape.dim(0), 1);
            case FIRST_AXIS_BEFORE_LAST -> transposed(count, (int) shape.dim(0), (int) shape.dim(shape.rank() - 1));
        };
    }

    /** From {@code [first, middle, last]} to {@code [middle, first, last]}. */
    private float[] transposed(int count, int first, int last) {
        int middle = count / first / last;
        rearranged = atLeast(rearranged, count);
        float[] from = inFile;
        float[] to = rearranged;
        // In strips: both sides of a narrow one stay in the cache.
        for (int strip = 0; strip < first; strip += STRIP) {
            int end = Math.min(first, strip + STRIP);
            for (int j = 0; j < middle; j++) {
                for (int i = strip; i < end; i++) {
                    for (int k = 0; k < last; k++) {
                        to[(j * first + i) * last + k] = from[(i * middle + j) * last + k];
                    }
                }
            }
        }
        return to;
    }
}
