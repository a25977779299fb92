package io.github.depthwise4j.pictures;

import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The color that a PNG file declares transparent. Java's reader loses it for gray with less than 8 bits.
 *
 * @param samples its gray, or its red, green and blue, as stored in the file
 * @param largest the largest possible sample of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PngTransparency(int[] samples, int largest) {
    private static final int FIRST_CHUNK = 8;
    private static final int BIT_DEPTH = 24;
    private static final int LENGTH_TYPE_AND_CHECKSUM = 12;
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int DATA = 0x49444154;
    private static final int TRANSPARENCY = 0x74524e53;

    /** That color, or null if there is none. The position of the stream is the same afterwards. */
    static @Nullable PngTransparency of(ImageInputStream in) throws IOException {
        long start = in.getStreamPosition();
        try {
            in.seek(start + BIT_DEPTH);
            int depth = in.readUnsignedByte();
            int kind = in.readUnsignedByte();
            if (kind != GRAY && kind != RGB) {
                return null;
            }
            return !seekTransparency(in, start + FIRST_CHUNK) ? null : read(in, kind == GRAY ? 1 : 3, (1 << depth) - 1);
        } catch (EOFException e) {
            return null;
        } finally {
            in.seek(start);
        }
    }

    /** Moves to the chunk with the transparent color, which precedes the data; false if there is none. */
    private static boolean seekTransparency(ImageInputStream in, long firstChunk) throws IOException {
        long chunk = firstChunk;
        while (true) {
            in.seek(chunk);
            long length = in.readUnsignedInt();
            int type = in.readInt();
            if (type == TRANSPARENCY || type == DATA) {
                return type == TRANSPARENCY;
            }
            chunk += length + LENGTH_TYPE_AND_CHECKSUM;
        }
    }

    private static PngTransparency read(ImageInputStream in, int count, int largest) throws IOException {
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            samples[i] = in.readUnsignedShort() & largest;
        }
        return new PngTransparency(samples, largest);
    }

    /** The samples as Java's reader returns them: as indices of a palette, or scaled to its number of bits. */
    int[] decoded(ColorModel model) {
        int[] decoded = samples.clone();
        for (int i = 0; i < decoded.length && !(model instanceof IndexColorModel); i++) {
            decoded[i] = (int) ((long) decoded[i] * ((1 << model.getComponentSize(i)) - 1) / largest);
        }
        return decoded;
    }
}
