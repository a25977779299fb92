package io.github.depthwise4j.server;

import java.nio.ByteBuffer;

/**
 * The size that a PNG file states: its first 8 bytes are always the same, the next 8 begin its header, and then come
 * width and height.
 */
record PngHeader(int width, int height) {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int WIDTH = 16;
    private static final int END = 24;

    static PngHeader of(byte[] file) {
        if (file.length < END || ByteBuffer.wrap(file).getLong() != SIGNATURE) {
            throw new BadRequestException("the body must be a PNG file");
        }
        ByteBuffer size = ByteBuffer.wrap(file).position(WIDTH);
        return new PngHeader(size.getInt(), size.getInt());
    }

    long pixels() {
        return Integer.toUnsignedLong(width) * Integer.toUnsignedLong(height) < 0
                ? Long.MAX_VALUE
                : Integer.toUnsignedLong(width) * Integer.toUnsignedLong(height);
    }
}
