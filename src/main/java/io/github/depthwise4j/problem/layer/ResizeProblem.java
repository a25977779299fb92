package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Objects;

/**
 * An image with another number of rows and columns, {@code tf.image.resize} and the older
 * {@code tf.compat.v1.image.resize}.
 *
 * <p>Along an axis of {@code in} pixels that becomes {@code out}, {@link Kind#BILINEAR} mixes the two old pixels around
 * a position (at the border, the pixel of the border counts for both), and {@link Kind#NEAREST} takes the pixel there.
 * For the new pixel {@code o}, {@link Centers} says where that is.
 *
 * @param kind how a new pixel comes from the old ones
 * @param centers how the two images are laid over each other
 * @param inputShape {@code [batch, height, width, channels]}
 * @param height the new rows
 * @param width the new columns
 */
public record ResizeProblem(Kind kind, Centers centers, Shape inputShape, int height, int width)
        implements LayerProblem {
    /** The most products of old and new pixels of an axis, if a matrix mixes them. */
    private static final long LARGEST_MATRIX = 1 << 24;

    /** How the two images are laid over each other. */
    public enum Centers {
        /**
         * The borders meet: bilinear {@code (o + 0.5) * in / out - 0.5}, nearest {@code floor((o + 0.5) * in / out)}.
         */
        HALF_PIXEL(""),
        /**
         * The centers of the pixels in the corners meet: {@code o * (in - 1) / (out - 1)}, nearest rounded half up.
         * With one new pixel, {@code o * in / out}.
         */
        ALIGN_CORNERS(" align_corners"),
        /** The centers of the first pixels meet: {@code o * in / out}, nearest rounded down. */
        TOP_LEFT(" top_left");

        private final String text;

        Centers(String text) {
            this.text = text;
        }
    }

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
     * @param centers how the two images are laid over each other
     * @param inputShape {@code [batch, height, width, channels]}
     * @param height the new rows
     * @param width the new columns
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public ResizeProblem {
        Objects.requireNonNull(centers, "centers");
        LayerRules.image(kind.toString(), "input shape", inputShape);
        LayerRules.positive(kind.toString(), "height", height);
        LayerRules.positive(kind.toString(), "width", width);
        if (!isByPrimitive(kind, centers, inputShape, height, width)) {
            mixable(kind, "height", inputShape.dim(LayerRules.HEIGHT), height);
            mixable(kind, "width", inputShape.dim(LayerRules.WIDTH), width);
        }
        LayerRules.result(kind.toString(), inputShape.dim(0), height, width, inputShape.dim(LayerRules.CHANNELS));
    }

    /**
     * Half pixel centers, as {@code tf.image.resize} has them.
     *
     * @param kind how a new pixel comes from the old ones
     * @param inputShape {@code [batch, height, width, channels]}
     * @param height the new rows
     * @param width the new columns
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public ResizeProblem(Kind kind, Shape inputShape, int height, int width) {
        this(kind, Centers.HALF_PIXEL, inputShape, height, width);
    }

    private static void mixable(Kind kind, String axis, long old, int size) {
        if (old * size > LARGEST_MATRIX) {
            throw LayerRules.refusal(
                    "size",
                    kind.toString(),
                    axis,
                    size,
                    "times the " + old + " old pixels it must be at most " + LARGEST_MATRIX
                            + ", unless half pixel centers are resized bilinear or to whole multiples",
                    "use half pixel centers, or a smaller image");
        }
    }

    private static boolean isByPrimitive(Kind kind, Centers centers, Shape shape, int height, int width) {
        return centers == Centers.HALF_PIXEL
                && (kind == Kind.BILINEAR
                        || height % shape.dim(LayerRules.HEIGHT) == 0 && width % shape.dim(LayerRules.WIDTH) == 0);
    }

    /** {@return whether oneDNN has a primitive for it} Otherwise rows and columns are mixed by matrices. */
    public boolean isByPrimitive() {
        return isByPrimitive(kind, centers, inputShape, height, width);
    }

    /**
     * {@return the position in the old image of a new pixel along an axis}
     *
     * @param index the new pixel
     * @param in the old length of the axis
     * @param out its new length
     */
    public double position(int index, long in, long out) {
        if (centers == Centers.ALIGN_CORNERS && out > 1) {
            double exact = index * (in - 1.0) / (out - 1.0);
            return kind == Kind.NEAREST ? Math.floor(exact + 0.5) : exact;
        }
        boolean half = centers == Centers.HALF_PIXEL;
        if (kind == Kind.NEAREST) {
            return Math.min(in - 1.0, Math.floor((index + (half ? 0.5 : 0)) * in / out));
        }
        double position = half ? (index + 0.5) * in / out - 0.5 : (double) index * in / out;
        return Math.min(Math.max(position, 0), in - 1.0);
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
        return kind + " " + inputShape + centers.text + " to " + height + "x" + width;
    }
}
