package io.github.depthwise4j.spring;

import io.github.depthwise4j.tensor.Shape;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code layer.*}.
 *
 * @param height the rows of an image
 * @param width the columns of an image
 * @param channels the channels of an image
 * @param places the requests that may compute at a time; more are answered 503
 * @param memoryLimit the most native memory of the library, as {@code 512MB}; null for the library's own default
 * @param callTimes whether calls are timed, for the meter {@code depthwise4j.calls}
 */
@ConfigurationProperties("layer")
public record LayerProperties(
        @DefaultValue("56") int height,
        @DefaultValue("56") int width,
        @DefaultValue("32") int channels,
        @DefaultValue("16") int places,
        DataSize memoryLimit,
        @DefaultValue("true") boolean callTimes) {

    /** {@return one image in NHWC order} */
    Shape inputShape() {
        return Shape.of(1, height, width, channels);
    }

    /** {@return the bytes of one image} */
    int inputBytes() {
        return Math.toIntExact(inputShape().elementCount() * Float.BYTES);
    }
}
