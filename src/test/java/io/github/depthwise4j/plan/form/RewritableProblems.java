package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.Random;

/** Random problems of the kinds that have another form. The same seed gives the same problems. */
public final class RewritableProblems {
    /** What the problems of a draw have in common. */
    public enum Kind {
        ONE_COLUMN,
        ONE_PIXEL,
        ONE_CHANNEL,
        LARGE_FILTER,
        ONE_ROW_OF_TAPS,
        ONE_COLUMN_OF_TAPS,
        POINTWISE,
        FILTER_OF_THE_SIZE_OF_THE_IMAGE,
        FILTER_AS_WIDE_AS_THE_IMAGE,
        WINDOWS_CONTAIN_ALL_COLUMNS,
        WINDOWS_CONTAIN_THE_IMAGE,
        WINDOWS_SIDE_BY_SIDE;

        private boolean isWithoutPadding() {
            return this == FILTER_OF_THE_SIZE_OF_THE_IMAGE
                    || this == FILTER_AS_WIDE_AS_THE_IMAGE
                    || this == WINDOWS_SIDE_BY_SIDE;
        }
    }

    private static final int[] CHANNELS = {1, 2, 3, 5, 8, 9, 16, 17, 33};
    private static final int[] MULTIPLIERS = {1, 1, 1, 2, 3, 8};
    private static final Activation[] ACTIVATIONS = {Activation.NONE, Activation.RELU, Activation.RELU6};

    private final Random random;
    private int images;
    private int height;
    private int width;
    private int kh;
    private int kw;
    private int ic;

    public RewritableProblems(long seed) {
        this.random = new Random(seed);
    }

    /** The next problem of a kind, which has elements. */
    public ConvolutionProblem next(Kind kind) {
        for (; ; ) {
            try {
                ConvolutionProblem problem = draw(kind);
                if (problem.outputShape().elementCount() > 0) {
                    return problem;
                }
            } catch (InvalidProblemException e) {
                // For example a filter that is larger than the padded image. The next draw will do.
                continue;
            }
        }
    }

    private ConvolutionProblem draw(Kind kind) {
        images = 1 + random.nextInt(3);
        height = 1 + random.nextInt(20);
        width = 1 + random.nextInt(12);
        kh = 1 + random.nextInt(5);
        kw = 1 + random.nextInt(5);
        ic = pick(CHANNELS);
        shape(kind);
        boolean nhwc = random.nextBoolean();
        boolean conv2d = random.nextBoolean();
        boolean plain = kind == Kind.POINTWISE || random.nextBoolean();
        ConvolutionParameters parameters = new ConvolutionParameters(
                conv2d ? Operation.CONV2D : Operation.DEPTHWISE_CONV2D,
                plain ? 1 : 1 + random.nextInt(3),
                kind == Kind.WINDOWS_SIDE_BY_SIDE ? kw : plain ? 1 : 1 + random.nextInt(3),
                kind.isWithoutPadding() ? Padding.VALID : padding(nhwc),
                nhwc ? DataFormat.NHWC : DataFormat.NCHW,
                random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(3),
                random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(3),
                "");
        Shape input = nhwc ? Shape.of(images, height, width, ic) : Shape.of(images, ic, height, width);
        Fusion fusion = new Fusion(
                random.nextBoolean(), random.nextInt(3) == 0, ACTIVATIONS[random.nextInt(ACTIVATIONS.length)]);
        return new ConvolutionProblem(parameters, DataType.FLOAT32, input, filter(conv2d), fusion);
    }

    private void shape(Kind kind) {
        switch (kind) {
            case ONE_COLUMN -> width = 1;
            case ONE_PIXEL -> {
                images = 1 + random.nextInt(20);
                height = 1;
                width = 1;
            }
            case ONE_CHANNEL -> ic = 1;
            case LARGE_FILTER -> {
                height = 1 + random.nextInt(4);
                width = 1 + random.nextInt(4);
                kh = 1 + random.nextInt(9);
                kw = 1 + random.nextInt(9);
            }
            case ONE_ROW_OF_TAPS -> {
                kh = 1;
                width = 2 * kw + random.nextInt(10);
            }
            case ONE_COLUMN_OF_TAPS -> {
                kw = 1;
                height = 2 * kh + random.nextInt(10);
            }
            case POINTWISE -> {
                kh = 1;
                kw = 1;
            }
            case FILTER_OF_THE_SIZE_OF_THE_IMAGE -> {
                height = kh;
                width = kw;
            }
            case FILTER_AS_WIDE_AS_THE_IMAGE -> width = kw;
            case WINDOWS_CONTAIN_ALL_COLUMNS -> coveredColumns();
            case WINDOWS_CONTAIN_THE_IMAGE -> {
                coveredColumns();
                height = 1 + random.nextInt(3);
                kh = 2 * height + random.nextInt(4);
            }
            case WINDOWS_SIDE_BY_SIDE -> width = kw * (1 + random.nextInt(5));
        }
    }

    private void coveredColumns() {
        width = 1 + random.nextInt(3);
        kw = 2 * width + random.nextInt(4);
        ic = 1 + random.nextInt(5);
    }

    private Padding padding(boolean nhwc) {
        int[] none = {0, 0};
        int[] rows = {random.nextInt(kh), random.nextInt(kh)};
        int[] columns = {random.nextInt(kw), random.nextInt(kw)};
        return switch (random.nextInt(3)) {
            case 0 -> Padding.SAME;
            case 1 -> Padding.VALID;
            default ->
                Padding.explicit(
                        nhwc ? new int[][] {none, rows, columns, none} : new int[][] {none, none, rows, columns});
        };
    }

    private Shape filter(boolean conv2d) {
        int multiplier = pick(MULTIPLIERS);
        if (!conv2d) {
            return Shape.of(kh, kw, ic, multiplier);
        }
        // One group, or one for each channel.
        return random.nextBoolean()
                ? Shape.of(kh, kw, ic, pick(CHANNELS))
                : Shape.of(kh, kw, 1, (long) ic * multiplier);
    }

    private int pick(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
