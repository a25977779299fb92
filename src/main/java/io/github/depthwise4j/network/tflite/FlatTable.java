package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A table of a flatbuffer: numbered fields, of which each may be missing. Every position and length is checked against
 * the size of the file. What a field holds is read when it is asked for.
 */
final class FlatTable {
    /** The bytes before the first field's entry in a table of offsets. */
    private static final int HEADER = 4;

    private final ByteBuffer bytes;
    private final int start;
    private final int offsets;
    private final int offsetsSize;

    /** A vector in the file: {@code length} elements from {@code start} on. */
    record Vector(int start, int length) {}

    private FlatTable(ByteBuffer bytes, long position) throws FileFormatException {
        this.bytes = bytes;
        this.start = position(bytes, position, Integer.BYTES);
        this.offsets = position(bytes, (long) start - bytes.getInt(start), HEADER);
        this.offsetsSize = Short.toUnsignedInt(bytes.getShort(offsets));
        position(bytes, offsets, offsetsSize);
    }

    /** The table at the beginning of a file. */
    static FlatTable root(ByteBuffer file) throws FileFormatException {
        ByteBuffer bytes = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        position(bytes, 0, Integer.BYTES);
        return new FlatTable(bytes, Integer.toUnsignedLong(bytes.getInt(0)));
    }

    /** The position, if so many bytes can be read there. */
    private static int position(ByteBuffer bytes, long position, long size) throws FileFormatException {
        if (position < 0 || position + size > bytes.capacity()) {
            throw new FileFormatException("the file refers to bytes " + position + " to " + (position + size)
                    + ", but has " + bytes.capacity() + "; copy or convert it again");
        }
        return (int) position;
    }

    /** The position of a field; 0 if it is missing. */
    private int field(int number, int size) throws FileFormatException {
        int entry = HEADER + number * Short.BYTES;
        if (entry + Short.BYTES > offsetsSize) {
            return 0;
        }
        int offset = Short.toUnsignedInt(bytes.getShort(offsets + entry));
        return offset == 0 ? 0 : position(bytes, (long) start + offset, size);
    }

    int integer(int number, int missing) throws FileFormatException {
        int at = field(number, Integer.BYTES);
        return at == 0 ? missing : bytes.getInt(at);
    }

    float real(int number, float missing) throws FileFormatException {
        int at = field(number, Float.BYTES);
        return at == 0 ? missing : bytes.getFloat(at);
    }

    int unsignedByte(int number) throws FileFormatException {
        int at = field(number, 1);
        return at == 0 ? 0 : Byte.toUnsignedInt(bytes.get(at));
    }

    /** A field of 64 bits without a sign; the largest number for those above it. */
    long wide(int number) throws FileFormatException {
        int at = field(number, Long.BYTES);
        long value = at == 0 ? 0 : bytes.getLong(at);
        return value < 0 ? Long.MAX_VALUE : value;
    }

    /** Bytes anywhere in the file. */
    Vector bytes(long offset, long length) throws FileFormatException {
        if (length > bytes.capacity() || offset > bytes.capacity()) {
            throw new FileFormatException("the file refers to " + length + " bytes from " + offset + " on, but has "
                    + bytes.capacity() + "; copy or convert it again");
        }
        return new Vector(position(bytes, offset, length), (int) length);
    }

    long byteSize() {
        return bytes.capacity();
    }

    boolean isTrue(int number) throws FileFormatException {
        return unsignedByte(number) != 0;
    }

    boolean has(int number) throws FileFormatException {
        return field(number, 1) != 0;
    }

    @Nullable
    FlatTable table(int number) throws FileFormatException {
        int at = field(number, Integer.BYTES);
        return at == 0 ? null : new FlatTable(bytes, at + Integer.toUnsignedLong(bytes.getInt(at)));
    }

    /** A vector of elements of this size; an empty one if the field is missing. */
    Vector vector(int number, int elementSize) throws FileFormatException {
        int at = field(number, Integer.BYTES);
        if (at == 0) {
            return new Vector(0, 0);
        }
        int vector = position(bytes, at + Integer.toUnsignedLong(bytes.getInt(at)), Integer.BYTES);
        long length = Integer.toUnsignedLong(bytes.getInt(vector));
        return new Vector(position(bytes, vector + (long) Integer.BYTES, length * elementSize), (int) length);
    }

    /** One table of a vector of tables. */
    FlatTable element(Vector tables, int index) throws FileFormatException {
        int at = tables.start + index * Integer.BYTES;
        return new FlatTable(bytes, at + Integer.toUnsignedLong(bytes.getInt(at)));
    }

    /** The numbers of a vector of integers, of which there are not too many. */
    int[] integers(int number, int most, String what) throws FileFormatException {
        Vector vector = vector(number, Integer.BYTES);
        if (vector.length > most) {
            throw new FileFormatException(what + " has " + vector.length + " entries, but at most " + most
                    + " are supported; convert the model again");
        }
        int[] values = new int[vector.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getInt(vector.start + i * Integer.BYTES);
        }
        return values;
    }

    /** The beginning of a text, without characters that a terminal might obey. */
    String text(int number, int most) throws FileFormatException {
        Vector vector = vector(number, 1);
        byte[] text = new byte[Math.min(most, vector.length)];
        bytes.get(vector.start, text);
        return new String(text, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }

    /** The bytes of a vector, in the byte order of the file. */
    ByteBuffer content(Vector vector) {
        return bytes.slice(vector.start, vector.length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
