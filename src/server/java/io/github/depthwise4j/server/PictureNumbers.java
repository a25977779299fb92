package io.github.depthwise4j.server;

import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The samples of a picture as numbers, and back. */
final class PictureNumbers {
    private static final float LARGEST = 255;

    private PictureNumbers() {}

    /** {@return one image in NHWC order} */
    static Shape shape(Picture picture) {
        return Shape.of(1, picture.height(), picture.width(), picture.channels());
    }

    /** {@return the samples times a scale, as little-endian {@code float32}} */
    static ByteBuffer of(Picture picture, float scale) {
        byte[] colors = picture.colors();
        ByteBuffer numbers = ByteBuffer.allocate(colors.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (byte sample : colors) {
            numbers.putFloat((sample & 0xFF) * scale);
        }
        return numbers.flip();
    }

    /** {@return numbers rounded to samples; what is too small or too large becomes black or white} */
    static byte[] samples(ByteBuffer numbers) {
        byte[] samples = new byte[numbers.remaining() / Float.BYTES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.round(Math.max(0, Math.min(LARGEST, numbers.getFloat())));
        }
        return samples;
    }
}
