package io.github.depthwise4j.numpy;

import io.github.depthwise4j.errors.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The element types of a {@code .npy} file that can become float32. */
enum NpyElement {
    FLOAT32_LITTLE_ENDIAN("<f4", Float.BYTES, ByteOrder.LITTLE_ENDIAN),
    FLOAT32_BIG_ENDIAN(">f4", Float.BYTES, ByteOrder.BIG_ENDIAN),
    FLOAT64_LITTLE_ENDIAN("<f8", Double.BYTES, ByteOrder.LITTLE_ENDIAN),
    FLOAT64_BIG_ENDIAN(">f8", Double.BYTES, ByteOrder.BIG_ENDIAN);

    /**
     * The codes that NumPy reads, each behind a mark of the byte order or none. All but {@code >} stand for the order
     * of the machine, which is little-endian on x86.
     */
    private static final Pattern CODE = Pattern.compile("([<>=|]?)(f4|f8|f|d)");

    /** The names that NumPy reads, without a mark; {@code float} is Python's, a float64. */
    private static final Map<String, NpyElement> NAMES = Map.of(
            "float32", FLOAT32_LITTLE_ENDIAN,
            "single", FLOAT32_LITTLE_ENDIAN,
            "float64", FLOAT64_LITTLE_ENDIAN,
            "double", FLOAT64_LITTLE_ENDIAN,
            "float", FLOAT64_LITTLE_ENDIAN);

    private final String descr;
    private final int byteSize;
    private final ByteOrder byteOrder;

    NpyElement(String descr, int byteSize, ByteOrder byteOrder) {
        this.descr = descr;
        this.byteSize = byteSize;
        this.byteOrder = byteOrder;
    }

    /** The type that a header names. */
    static NpyElement of(String descr) throws FileFormatException {
        NpyElement named = NAMES.get(descr);
        if (named != null) {
            return named;
        }
        Matcher code = CODE.matcher(descr);
        if (!code.matches()) {
            throw new FileFormatException("the elements are of type '" + descr
                    + "', but only float32 and float64 ('<f4', '>f4', '<f8', '>f8') can be read; convert in "
                    + "NumPy with array.astype('float32')");
        }
        boolean bigEndian = code.group(1).equals(">");
        return switch (code.group(2)) {
            case "f", "f4" -> bigEndian ? FLOAT32_BIG_ENDIAN : FLOAT32_LITTLE_ENDIAN;
            default -> bigEndian ? FLOAT64_BIG_ENDIAN : FLOAT64_LITTLE_ENDIAN;
        };
    }

    /** The name of the type as NumPy writes it. */
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
