package io.github.depthwise4j.server;

import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A picture of the network's size, with samples from 0 to 1; the answer is what the network makes of it, as numbers.
 */
final class PictureThroughNetwork implements PictureFunction {
    private static final float SCALE = 1 / 255f;

    private final Computation network;

    PictureThroughNetwork(Computation network) {
        this.network = network;
    }

    @Override
    public String contentType() {
        return "application/octet-stream";
    }

    @Override
    public ByteBuffer apply(Picture picture) {
        Shape shape = PictureNumbers.shape(picture);
        int bytes = Math.toIntExact(network.outputShape(shape).elementCount() * Float.BYTES);
        ByteBuffer result = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        network.run(PictureNumbers.of(picture, SCALE), shape, result);
        return result.clear();
    }
}
