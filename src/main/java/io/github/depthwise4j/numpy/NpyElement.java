package io.github.depthwise4j.numpy;

import io.github.depthwise4j.files.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The element types of a {@code .npy} file that can become float32, by NumPy's array-protocol names. */
enum NpyElement {
    FLOAT32_LITTLE_ENDIAN("<f4", Float.BYTES, ByteOrder.LITTLE_ENDIAN),
    FLOAT32_BIG_ENDIAN(">f4", Float.BYTES, ByteOrder.BIG_ENDIAN),
    FLOAT64_LITTLE_ENDIAN("<f8", Double.BYTES, ByteOrder.LITTLE_ENDIAN),
    FLOAT64_BIG_ENDIAN(">f8", Double.BYTES, ByteOrder.BIG_ENDIAN);

    private final String descr;
    private final int byteSize;
    private final ByteOrder byteOrder;

    NpyElement(String descr, int byteSize, ByteOrder byteOrder) {
        this.descr = descr;
        this.byteSize = byteSize;
        this.byteOrder = byteOrder;
    }

    static NpyElement of(String descr) throws FileFormatException {
        return Arrays.stream(values())
                .filter(element -> element.descr.equals(descr))
                .findFirst()
                .orElseThrow(() -> new FileFormatException("the elements are of type '" + descr
                        + "', but only float32 and float64 ('<f4', '>f4', '<f8', '>f8') can be read; convert in "
                        + "NumPy with array.astype('float32')"));
    }

    /** NumPy's name of the type. */
    String descr() {
        return descr;
    }

    /** The size of one element in bytes. */
    int byteSize() {
        return byteSize;
    }

    /**
     * Converts elements to floats; a float64 is rounded to the nearest float32.
     *
     * @param bytes the elements, from the start of the array
     * @param firstIndex the index in the file of the first of them, for the message
     */
    void decode(byte[] bytes, float[] target, int count, long firstIndex) throws FileFormatException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count * byteSize).slice().order(byteOrder);
        if (byteSize == Float.BYTES) {
            buffer.asFloatBuffer().get(target, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            double value = buffer.getDouble();
            target[i] = (float) value;
            if (Float.isInfinite(target[i]) && !Double.isInfinite(value)) {
                throw new FileFormatException("element " + (firstIndex + i) + " is " + value
                        + ", which float32 cannot hold (its largest number is " + Float.MAX_VALUE
                        + "); scale the values");
            }
        }
    }
}
