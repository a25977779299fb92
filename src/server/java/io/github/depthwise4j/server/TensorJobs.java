package io.github.depthwise4j.server;

import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * Raw numbers: {@code POST /path?shape=1,56,56,32} with as many {@code float32} numbers, little-endian, in the order of
 * TensorFlow. The answer has the same form. A wrong shape is refused before the body is read.
 */
final class TensorJobs implements ComputeHandler.Jobs {
    private static final Pattern SHAPE = Pattern.compile("\\d{1,9}(,\\d{1,9}){3}");

    private final Computation computation;
    private final Limits limits;

    TensorJobs(Computation computation, Limits limits) {
        this.computation = computation;
        this.limits = limits;
    }

    @Override
    public Job of(Request request) {
        Shape shape = shape(Request.extractQueryParameters(request).getValue("shape"));
        long length = request.getLength();
        long needed = bytes(shape);
        if (needed != length) {
            throw new BadRequestException("shape = " + shape + " has " + needed + " bytes, but the body has " + length);
        }
        Shape result = computation.outputShape(shape);
        long resultBytes = bytes(result);
        if (resultBytes > limits.bodyBytes()) {
            throw new BadRequestException("the answer would have " + resultBytes + " bytes, but at most "
                    + limits.bodyBytes() + " are sent; send fewer images at a time");
        }
        return new TensorJob(computation, shape, (int) resultBytes);
    }

    private static Shape shape(String text) {
        if (text == null || !SHAPE.matcher(text).matches()) {
            throw new BadRequestException("shape must be four numbers, as in ?shape=1,56,56,32");
        }
        long[] dims = Pattern.compile(",")
                .splitAsStream(text)
                .mapToLong(Long::parseLong)
                .toArray();
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage());
        }
    }

    /** Limited, because the bytes of a shape may be more than a long can count. */
    private static long bytes(Shape shape) {
        return Math.min(shape.elementCount(), Integer.MAX_VALUE) * Float.BYTES;
    }

    private record TensorJob(Computation computation, Shape shape, int resultBytes) implements Job {
        @Override
        public long bytes() {
            return resultBytes;
        }

        @Override
        public String contentType() {
            return "application/octet-stream";
        }

        @Override
        public ByteBuffer run(byte[] body) {
            ByteBuffer numbers = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer result = ByteBuffer.allocate(resultBytes).order(ByteOrder.LITTLE_ENDIAN);
            computation.run(numbers, shape, result);
            return result.clear();
        }
    }
}
