package io.github.depthwise4j.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes uncompressed TIFF files of every kind, with the highest byte first.
 *
 * @param colors the number of the photometric interpretation
 * @param format 1 whole numbers, 2 with a sign, 3 floating-point, 0 not said
 * @param planar whether each channel is stored on its own
 * @param extra what the channel behind the colors is (0 unknown, 1 opacity they are multiplied by, 2 opacity), or -1
 * @param samples for each pixel its samples as they are to stand in the file
 * @param palette all reds, all greens, all blues, of 16 bits, or null
 */
record TiffBytes(
        int width,
        int height,
        int colors,
        int depth,
        int format,
        boolean planar,
        int extra,
        int[][] samples,
        int[] palette) {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int HEADER = 8;

    byte[] encode() {
        int channels = samples[0].length;
        byte[][] parts = planar ? new byte[channels][] : new byte[][] {part(0, channels)};
        for (int c = 0; planar && c < channels; c++) {
            parts[c] = part(c, c + 1);
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int[] starts = new int[parts.length];
        int[] lengths = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            starts[i] = HEADER + data.size();
            lengths[i] = parts[i].length;
            data.writeBytes(parts[i]);
        }
        TreeMap<Integer, int[]> shorts = new TreeMap<>(Map.of(
                256, new int[] {width},
                257, new int[] {height},
                258, all(channels, depth),
                259, new int[] {1},
                262, new int[] {colors},
                277, new int[] {channels},
                278, new int[] {height},
                284, new int[] {planar ? 2 : 1}));
        if (format > 0) {
            shorts.put(339, all(channels, format));
        }
        if (extra >= 0) {
            shorts.put(338, new int[] {extra});
        }
        if (palette != null) {
            shorts.put(320, palette);
        }
        return file(data.toByteArray(), shorts, Map.of(273, starts, 279, lengths));
    }

    private static int[] all(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private byte[] part(int firstChannel, int endChannel) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int y = 0; y < height; y++) {
            PackedBits row = new PackedBits();
            for (int x = 0; x < width; x++) {
                for (int c = firstChannel; c < endChannel; c++) {
                    row.put(samples[y * width + x][c], depth);
                }
            }
            bytes.writeBytes(row.bytes());
        }
        return bytes.toByteArray();
    }

    private static byte[] file(byte[] data, Map<Integer, int[]> shorts, Map<Integer, int[]> longs) {
        TreeMap<Integer, int[]> entries = new TreeMap<>(shorts);
        entries.putAll(longs);
        int directory = HEADER + data.length + data.length % 2;
        int outside = directory + 2 + entries.size() * 12 + 4;
        ByteBuffer file = ByteBuffer.allocate(
                outside + 4 * entries.values().stream().mapToInt(v -> v.length).sum());
        file.putShort((short) 0x4d4d).putShort((short) 42).putInt(directory).put(data);
        file.position(directory);
        file.putShort((short) entries.size());
        for (Map.Entry<Integer, int[]> entry : entries.entrySet()) {
            int[] values = entry.getValue();
            int size = longs.containsKey(entry.getKey()) ? 4 : 2;
            file.putShort(entry.getKey().shortValue()).putShort((short) (size == 4 ? LONG : SHORT));
            file.putInt(values.length);
            int next = file.position() + 4;
            if (values.length * size > 4) {
                file.putInt(outside);
                file.position(outside);
                outside += values.length * size;
            }
            for (int value : values) {
                if (size == 4) {
                    file.putInt(value);
                } else {
                    file.putShort((short) value);
                }
            }
            file.position(next);
        }
        return file.array();
    }
}
