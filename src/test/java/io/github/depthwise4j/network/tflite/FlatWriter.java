package io.github.depthwise4j.network.tflite;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes flatbuffers front to back: each table before what it refers to. It shares no code with the reader. Fields are
 * {@code Integer}, {@code Float}, {@code Byte}, {@code String}, {@code int[]}, {@code byte[]}, a table, or a list of
 * tables.
 */
final class FlatWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Runnable> later = new ArrayList<>();
    private byte[] result;

    /** A table as its fields by number. */
    static final class Table {
        private final Map<Integer, Object> fields = new TreeMap<>();

        Table with(int field, Object value) {
            fields.put(field, value);
            return this;
        }

        Object get(int field) {
            return fields.get(field);
        }

        private int byteSize() {
            return fields.values().stream()
                    .mapToInt(value -> value instanceof Long ? 8 : 4)
                    .sum();
        }
    }

    private record Patch(int at, int target) {}

    private final List<Patch> patches = new ArrayList<>();

    static byte[] write(Table root, String identifier) {
        FlatWriter writer = new FlatWriter();
        writer.integer(0);
        writer.bytes.writeBytes(identifier.getBytes(StandardCharsets.US_ASCII));
        writer.patches.add(new Patch(0, writer.table(root)));
        while (!writer.later.isEmpty()) {
            writer.later.remove(0).run();
        }
        writer.result = writer.bytes.toByteArray();
        ByteBuffer buffer = ByteBuffer.wrap(writer.result).order(ByteOrder.LITTLE_ENDIAN);
        writer.patches.forEach(patch -> buffer.putInt(patch.at, patch.target - patch.at));
        return writer.result;
    }

    private void integer(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void align() {
        while (bytes.size() % 4 != 0) {
            bytes.write(0);
        }
    }

    /** Writes the offsets and the fields of a table; returns its position. */
    private int table(Table table) {
        align();
        int fields = table.fields.isEmpty() ? 0 : 1 + ((TreeMap<Integer, Object>) table.fields).lastKey();
        int offsetsSize = 4 + 2 * fields;
        ByteBuffer offsets = ByteBuffer.allocate(offsetsSize + 3 & ~3).order(ByteOrder.LITTLE_ENDIAN);
        offsets.putShort((short) offsetsSize).putShort((short) (4 + table.byteSize()));
        int place = 4;
        for (int field : table.fields.keySet()) {
            offsets.putShort(4 + 2 * field, (short) place);
            place += table.fields.get(field) instanceof Long ? 8 : 4;
        }
        bytes.writeBytes(offsets.array());
        int start = bytes.size();
        integer(offsets.capacity());
        for (Object value : table.fields.values()) {
            field(value);
        }
        return start;
    }

    /** Every field takes 4 bytes, but a long takes 8. */
    private void field(Object value) {
        if (value instanceof Integer number) {
            integer(number);
        } else if (value instanceof Long number) {
            integer(number.intValue());
            integer((int) (number >> 32));
        } else if (value instanceof Float number) {
            integer(Float.floatToRawIntBits(number));
        } else if (value instanceof Byte number) {
            integer(number & 0xff);
        } else {
            int at = bytes.size();
            integer(0);
            later.add(() -> patches.add(new Patch(at, content(value))));
        }
    }

    private int content(Object value) {
        if (value instanceof Table table) {
            return table(table);
        }
        align();
        int start = bytes.size();
        if (value instanceof int[] numbers) {
            integer(numbers.length);
            for (int number : numbers) {
                integer(number);
            }
        } else if (value instanceof List<?> tables) {
            integer(tables.size());
            tables.forEach(this::field);
        } else {
            byte[] content = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
            integer(content.length);
            bytes.writeBytes(content);
        }
        return start;
    }
}
