package io.github.depthwise4j.pictures;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG files of every kind the format knows, which ImageIO does not.
 *
 * @param samples for each pixel its samples as they are to stand in the file
 * @param palette red, green and blue of each entry, or null
 * @param transparency what the tRNS chunk holds, or null
 */
record PngBytes(
        int width,
        int height,
        int depth,
        int kind,
        boolean interlaced,
        int[][] samples,
        byte[] palette,
        byte[] transparency) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Adam7: first column and row of each pass, and the steps. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    byte[] encode() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {(byte) depth, (byte) kind, 0, 0, (byte) (interlaced ? 1 : 0)});
        chunk(out, "IHDR", header.toByteArray());
        if (palette != null) {
            chunk(out, "PLTE", palette);
        }
        if (transparency != null) {
            chunk(out, "tRNS", transparency);
        }
        chunk(out, "IDAT", data());
        chunk(out, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private byte[] data() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream packed = new DeflaterOutputStream(bytes)) {
            for (int[] pass : interlaced ? PASSES : new int[][] {{0, 0, 1, 1}}) {
                if (pass[0] < width) {
                    for (int y = pass[1]; y < height; y += pass[3]) {
                        packed.write(0);
                        packed.write(row(y, pass[0], pass[2]));
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private byte[] row(int y, int first, int step) {
        PackedBits bits = new PackedBits();
        for (int x = first; x < width; x += step) {
            for (int sample : samples[y * width + x]) {
                bits.put(sample, depth);
            }
        }
        return bits.bytes();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) checksum.getValue());
    }
}
