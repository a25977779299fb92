package io.github.depthwise4j.server;

import io.github.depthwise4j.pictures.PictureReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;

/**
 * Pictures: {@code POST /path} with a PNG file. A file of a few bytes can state any size, so its size is checked before
 * anything is decoded, and memory is set aside for the largest picture that is taken.
 */
final class PictureJobs implements ComputeHandler.Jobs {
    /** For the decoder, the samples, the numbers, and the answer. */
    private static final long BYTES_PER_PIXEL = 48;

    private final PictureFunction function;
    private final Limits limits;

    PictureJobs(PictureFunction function, Limits limits) {
        this.function = function;
        this.limits = limits;
    }

    @Override
    public Job of(Request request) {
        return new Job() {
            @Override
            public long bytes() {
                return limits.pixels() * BYTES_PER_PIXEL;
            }

            @Override
            public String contentType() {
                return function.contentType();
            }

            @Override
            public ByteBuffer run(byte[] body) throws IOException {
                PngHeader header = PngHeader.of(body);
                if (header.pixels() > limits.pixels()) {
                    throw new BadRequestException("the picture has " + header.pixels() + " pixels, but at most "
                            + limits.pixels() + " are taken");
                }
                return function.apply(PictureReader.read(body));
            }
        };
    }
}
