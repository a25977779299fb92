package io.github.depthwise4j.abuse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last call in a file whose content outlives the JVM: what is there after a crash is what crashed. */
final class Trace {
    private static final int LONGEST = 4096;
    private static final int ITEMS_SHOWN = 12;

    private final MappedByteBuffer target;

    private Trace(MappedByteBuffer target) {
        this.target = target;
    }

    /** A trace to a file, or none where the name is null. */
    static Trace to(String file) {
        if (file == null) {
            return new Trace(null);
        }
        try (RandomAccessFile open = new RandomAccessFile(file, "rw")) {
            return new Trace(open.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, LONGEST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void before(long number, String key, Object[] arguments) {
        if (target != null) {
            byte[] text = ("call " + number + ": " + key + text(arguments) + "\n").getBytes(StandardCharsets.UTF_8);
            byte[] line = Arrays.copyOf(text, LONGEST);
            target.put(0, line);
        }
    }

    static String text(Object[] arguments) {
        StringBuilder text = new StringBuilder(" with ");
        for (Object each : arguments) {
            text.append(text(each)).append("; ");
        }
        return text.toString();
    }

    private static String text(Object value) {
        if (value != null && value.getClass().isArray()) {
            StringBuilder items = new StringBuilder(Array.getLength(value) + " items [");
            for (int i = 0; i < Math.min(ITEMS_SHOWN, Array.getLength(value)); i++) {
                items.append(text(Array.get(value, i))).append(' ');
            }
            return items.append(']').toString();
        }
        String text = value == null ? "null" : described(value);
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }

    private static String described(Object value) {
        return value.getClass().getSimpleName() + " " + value;
    }
}
