package io.github.depthwise4j.numpy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes .npy files by hand, good and bad ones. */
public final class NpyBytes {
    private NpyBytes() {}

    /** A header of the given version around a dictionary, as it stands. */
    static byte[] header(int major, int minor, String dictionary) {
        byte[] text = dictionary.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + (major == 1 ? 2 : 4) + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) major)
                .put((byte) minor);
        return (major == 1 ? bytes.putShort((short) text.length) : bytes.putInt(text.length))
                .put(text)
                .array();
    }

    static String dictionary(String descr, boolean fortran, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape
                + ", }\n";
    }

    /** The numbers in the type that descr names, in the order given. */
    static byte[] data(String descr, double... values) {
        boolean wide = descr.endsWith("8");
        ByteBuffer bytes = ByteBuffer.allocate(values.length * (wide ? 8 : 4))
                .order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (wide) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat((float) value);
            }
        }
        return bytes.array();
    }

    public static byte[] file(String descr, boolean fortran, String shape, double... values) {
        return concat(header(1, 0, dictionary(descr, fortran, shape)), data(descr, values));
    }

    static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    public static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NpyReader reader(byte[] bytes) {
        return new NpyReader(new ByteArrayInputStream(bytes), bytes.length);
    }
}
