package io.github.depthwise4j.spring;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.tensor.TensorPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /layer}: one image as little-endian {@code float32} numbers in NHWC order, and the same back. */
@RestController
class LayerController {
    private final DepthwiseConv2d layer;
    private final TensorPool pool;
    private final Shape shape;
    private final int bytes;
    private final Semaphore places;

    LayerController(DepthwiseConv2d layer, TensorPool pool, LayerProperties properties) {
        this.layer = layer;
        this.pool = pool;
        this.shape = properties.inputShape();
        this.bytes = properties.inputBytes();
        this.places = new Semaphore(properties.places());
    }

    @PostMapping(path = "/layer", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> layer(InputStream body) throws IOException {
        byte[] image = body.readNBytes(bytes + 1); // never more than can be right
        if (image.length != bytes) {
            return text(HttpStatus.BAD_REQUEST, "the body must have " + bytes + " bytes");
        }
        if (!places.tryAcquire()) {
            return busy();
        }
        try (Tensor input = pool.acquire(shape);
                Tensor output = pool.acquire(layer.outputShape(shape))) {
            input.copyFrom(ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN));
            layer.run(input, output);
            ByteBuffer numbers = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            output.copyTo(numbers);
            return ResponseEntity.ok(numbers.array());
        } finally {
            places.release();
        }
    }

    /** The request has a wrong shape or parameter. */
    @ExceptionHandler
    ResponseEntity<byte[]> wrong(InvalidProblemException failure) {
        return text(HttpStatus.BAD_REQUEST, failure.getMessage());
    }

    /** The memory limit is reached: a later request may be lucky. */
    @ExceptionHandler(NativeMemoryException.class)
    ResponseEntity<byte[]> busy() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .build();
    }

    private static ResponseEntity<byte[]> text(HttpStatus status, String message) {
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_PLAIN)
                .body(message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
