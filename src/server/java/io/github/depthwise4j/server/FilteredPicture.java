package io.github.depthwise4j.server;

import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A filter for pictures: a depthwise convolution that keeps the size. Transparency stays as it is. */
final class FilteredPicture implements PictureFunction {
    private final Computation gray;
    private final Computation colored;

    FilteredPicture(Computation gray, Computation colored) {
        this.gray = gray;
        this.colored = colored;
    }

    @Override
    public String contentType() {
        return "image/png";
    }

    @Override
    public ByteBuffer apply(Picture picture) throws IOException {
        Shape shape = PictureNumbers.shape(picture);
        ByteBuffer numbers = PictureNumbers.of(picture, 1);
        ByteBuffer result = ByteBuffer.allocate(numbers.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        (picture.channels() == 1 ? gray : colored).run(numbers, shape, result);
        return PngWriter.write(picture.withColors(PictureNumbers.samples(result.clear())));
    }
}
