package io.github.depthwise4j.server;

import io.github.depthwise4j.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** The right answers, computed in this process by the same operations without HTTP. */
public final class Expected implements AutoCloseable {
    private final Models models;

    public Expected(Path model) throws IOException {
        models = new Models(model);
    }

    /** The answer to numbers, which are {@code length} bytes from the offset on. */
    public byte[] numbers(String path, Shape shape, byte[] array, int offset, int length) {
        Computation computation = models.service().tensors().get(path);
        long bytes = computation.outputShape(shape).elementCount() * Float.BYTES;
        byte[] result = new byte[Math.toIntExact(bytes)];
        ByteBuffer input = ByteBuffer.wrap(array, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        computation.run(input, shape, ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN));
        return result;
    }

    /** The answer to a picture. */
    public byte[] picture(String path, byte[] file) throws IOException {
        ByteBuffer result =
                models.service().pictures().get(path).apply(io.github.depthwise4j.pictures.PictureReader.read(file));
        byte[] bytes = new byte[result.remaining()];
        result.get(bytes);
        return bytes;
    }

    @Override
    public void close() throws Exception {
        models.close();
    }
}
