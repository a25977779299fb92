package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * An image with another number of rows and columns, {@code tf.image.resize}: the centers of the pixels of both images
 * are laid over each other ("half pixel centers").
 *
 * <p>Along an axis of {@code in} pixels that becomes {@code out}, the center of new pixel {@code o} lies at
 * {@code p = (o + 0.5) * in / out - 0.5} of the old image. {@link Kind#BILINEAR} mixes the two old pixels around it (at
 * the border, the pixel of the border counts for both). {@link Kind#NEAREST} takes pixel
 * {@code floor((o + 0.5) * in / out)}, and needs an {@code out} that is a multiple of {@code in}.
 *
 * @param kind how a new pixel comes from the old ones
 * @param inputShape {@code [batch, height, width, channels]}
 * @param height the new rows
 * @param width the new columns
 */
public record ResizeProblem(Kind kind, Shape inputShape, int height, int width) implements LayerProblem {
    /** How a new pixel comes from the old ones. */
    public enum Kind {
        /** A mixture of the four pixels around it. */
        BILINEAR("resize_bilinear"),
        /** A copy of the nearest pixel. */
        NEAREST("resize_nearest");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** {@return a name for messages} */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Checks the rules.
     *
     * @param kind how a new pixel comes from the old ones
     * @param inputShape {@code [batch, height, width, channels]}
     * @param height the new rows
     * @param width the new columns
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public ResizeProblem {
        LayerRules.image(kind.toString(), "input shape", inputShape);
        LayerRules.positive(kind.toString(), "height", height);
        LayerRules.positive(kind.toString(), "width", width);
        if (kind == Kind.NEAREST
                && (height % inputShape.dim(LayerRules.HEIGHT) != 0 || width % inputShape.dim(LayerRules.WIDTH) != 0)) {
            throw LayerRules.refusal(
                    "size",
                    kind.toString(),
                    "size",
                    "[" + height + ", " + width + "]",
                    "the nearest pixel is defined for whole multiples of input " + inputShape + " only",
                    "use such a multiple, or bilinear");
        }
        LayerRules.result(kind.toString(), inputShape.dim(0), height, width, inputShape.dim(LayerRules.CHANNELS));
    }

    @Override
    public String operation() {
        return kind.toString();
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(inputShape);
    }

    @Override
    public Shape outputShape() {
        return Shape.of(inputShape.dim(0), height, width, inputShape.dim(LayerRules.CHANNELS));
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return kind + " " + inputShape + " to " + height + "x" + width;
    }
}
