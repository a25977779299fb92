package io.github.depthwise4j.operation.shared;

import io.github.depthwise4j.tensor.Shape;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How texts, shapes and numbers are written to a stream of Java's serialization. A reader trusts no length: it makes
 * arrays only as large as what has arrived, so that a few wrong bytes cannot ask for gigabytes of heap.
 */
public final class StreamForm {
    private static final int CHUNK = 1 << 16;
    private static final int MOST_AXES = 32;
    private static final int LARGEST_TEXT = 1 << 20;

    private StreamForm() {}

    public static void writeBytes(ObjectOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static byte[] readBytes(ObjectInputStream in) throws IOException {
        return readBytes(in, in.readInt());
    }

    private static byte[] readBytes(ObjectInputStream in, int length) throws IOException {
        if (length < 0) {
            throw new InvalidObjectException("an array of " + length + " bytes; the stream is damaged, write it again");
        }
        byte[] bytes = new byte[Math.min(length, CHUNK)];
        int read = 0;
        while (read < length) {
            if (read == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
            }
            in.readFully(bytes, read, bytes.length - read);
            read = bytes.length;
        }
        return bytes;
    }

    public static void writeText(ObjectOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    public static String readText(ObjectInputStream in) throws IOException {
        int length = in.readInt();
        if (length > LARGEST_TEXT) {
            throw new InvalidObjectException("a text of " + length + " bytes; the stream is damaged, write it again");
        }
        return new String(readBytes(in, length), StandardCharsets.UTF_8);
    }

    /** Writes the shape and the numbers, or that there are none if the shape is null. */
    public static void writeFloats(ObjectOutputStream out, Shape shape, float[] values) throws IOException {
        out.writeInt(shape == null ? -1 : shape.rank());
        if (shape == null) {
            return;
        }
        for (long dim : shape.dims()) {
            out.writeLong(dim);
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int written = 0;
        while (written < values.length) {
            int count = Math.min(values.length - written, CHUNK / Float.BYTES);
            chunk.asFloatBuffer().put(values, written, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
            written += count;
        }
    }

    /** The shape that {@link #writeFloats} wrote, or null; the numbers follow. */
    public static Shape readShape(ObjectInputStream in) throws IOException {
        int rank = in.readInt();
        if (rank == -1) {
            return null;
        }
        if (rank < 0 || rank > MOST_AXES) {
            throw new InvalidObjectException("a shape of " + rank + " axes; the stream is damaged, write it again");
        }
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = in.readLong();
        }
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(e);
        }
    }

    /** The numbers of a shape. */
    public static float[] readFloats(ObjectInputStream in, Shape shape) throws IOException {
        long bytes;
        try {
            bytes = Math.multiplyExact(shape.elementCount(), Float.BYTES);
        } catch (ArithmeticException e) {
            throw invalid(e);
        }
        if (bytes > Integer.MAX_VALUE - CHUNK) {
            throw new InvalidObjectException("an array of shape " + shape + ", but a specification has at most 2 GB");
        }
        byte[] read = readBytes(in, (int) bytes);
        float[] values = new float[read.length / Float.BYTES];
        ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** What a stream says breaks a rule. */
    public static InvalidObjectException invalid(Exception cause) {
        InvalidObjectException invalid = new InvalidObjectException(
                "the stream holds no specification of depthwise4j, or a damaged one: " + cause.getMessage());
        invalid.initCause(cause);
        return invalid;
    }
}
