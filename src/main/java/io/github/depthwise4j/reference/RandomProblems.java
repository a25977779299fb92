package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.Random;

/**
 * An endless sequence of valid problems of all kinds. Odd and large cases are more frequent than in a uniform draw.
 *
 * <p>The problems have all operations, data formats and paddings, unequal strides, dilations, multipliers, channel
 * numbers near the widths of vector registers, images of one pixel or none, several batch axes, and empty outputs. Some
 * have a bias. On request, some have residuals and activations of every kind.
 *
 * <p>The same seed gives the same sequence on every machine. Not thread-safe.
 */
public final class RandomProblems {
    /** The default limit on elements: a problem then takes milliseconds. */
    public static final int DEFAULT_MAX_ELEMENTS = 50_000;

    private static final int[] CHANNELS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 64, 65};
    private static final int[] SQUARE_FILTERS = {1, 2, 3, 3, 3, 5, 7};
    private static final int LARGEST_FILTER = 7;
    private static final int LARGEST_MULTIPLIER = 8;

    private static final float[] SLOPES = {0.2f, 0.3f, 0.25f, 0, 1, -0.5f, 1.5f, 4};

    /** A limit that keeps the oracle fast. */
    private static final double MOST_PRODUCTS_PER_ELEMENT = 100;

    private final Random random;
    private final int maxElements;
    private final boolean fused;

    /**
     * The sequence of a seed, with problems of at most {@link #DEFAULT_MAX_ELEMENTS} elements.
     *
     * @param seed any number; the same seed gives the same problems
     */
    public RandomProblems(long seed) {
        this(seed, DEFAULT_MAX_ELEMENTS);
    }

    /**
     * The sequence of a seed and a limit.
     *
     * @param seed any number; the same seed gives the same problems
     * @param maxElements the largest number of elements of an input and of an output, 1 or more
     * @throws IllegalArgumentException if the limit is below 1
     */
    public RandomProblems(long seed, int maxElements) {
        this(seed, maxElements, false);
    }

    /**
     * The sequence of a seed and a limit, with everything that can be fused, or with biases only.
     *
     * @param seed any number; the same seed gives the same problems
     * @param maxElements the largest number of elements of an input and of an output, 1 or more
     * @param fused whether problems can have residuals and activations
     * @throws IllegalArgumentException if the limit is below 1
     */
    public RandomProblems(long seed, int maxElements, boolean fused) {
        if (maxElements < 1) {
            throw new IllegalArgumentException("maxElements = " + maxElements + ", but must be 1 or more");
        }
        this.random = new Random(seed);
        this.maxElements = maxElements;
        this.fused = fused;
    }

    /** {@return the next depthwise problem} */
    public ConvolutionProblem next() {
        for (; ; ) {
            ConvolutionProblem problem = draw();
            if (fits(problem)) {
                return problem;
            }
        }
    }

    /**
     * {@return the next conv2d problem: one group, two, one for each channel, or others; stride and dilation together}
     */
    public ConvolutionProblem nextConv2d() {
        for (; ; ) {
            ConvolutionProblem problem = drawConv2d();
            if (fits(problem) && products(problem.geometry()) <= MOST_PRODUCTS_PER_ELEMENT * maxElements) {
                return problem;
            }
        }
    }

    /** {@return the next separable problem; the limit also holds for the tensor between its parts} */
    public SeparableProblem nextSeparable() {
        for (; ; ) {
            SeparableProblem problem = drawSeparable();
            if (fits(problem.depthwise())
                    && fits(problem.pointwise())
                    && products(problem.pointwise().geometry()) <= MOST_PRODUCTS_PER_ELEMENT * maxElements) {
                return problem;
            }
        }
    }

    /** {@return the next problem of any operation: as many depthwise ones as of the other two together} */
    public Problem nextOfAnyOperation() {
        return switch (random.nextInt(4)) {
            case 0 -> nextConv2d();
            case 1 -> nextSeparable();
            default -> next();
        };
    }

    private boolean fits(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        return Math.max(geometry.srcElements(), geometry.dstElements()) <= maxElements;
    }

    /** The products of all sums together. */
    private static double products(ConvolutionGeometry geometry) {
        return (double) geometry.dstElements() * geometry.kh() * geometry.kw() * geometry.icPerGroup();
    }

    /** The random numbers for the rows, or for the columns. */
    private record Axis(int input, int filter, int stride, int dilation, int padBefore, int padAfter) {}

    private enum Form {
        SAME,
        VALID,
        EXPLICIT
    }

    private ConvolutionProblem draw() {
        DataFormat format = random.nextBoolean() ? DataFormat.NHWC : DataFormat.NCHW;
        Form form = Form.values()[random.nextInt(Form.values().length)];
        int squareFilter = oneIn(2) ? 0 : pick(SQUARE_FILTERS);
        boolean dilated = oneIn(4);
        Axis height = axis(form, squareFilter, dilated, false);
        Axis width = axis(form, squareFilter, dilated, false);
        int channels = channels();
        int multiplier = oneIn(2) ? 1 : between(1, LARGEST_MULTIPLIER);
        ConvolutionParameters parameters = ConvolutionParameters.depthwiseConv2d(
                new int[] {height.stride, width.stride},
                padding(form, format, height, width),
                format,
                new int[] {height.dilation, width.dilation},
                null);
        return new ConvolutionProblem(
                parameters,
                DataType.FLOAT32,
                inputShape(format, height.input, width.input, channels),
                Shape.of(height.filter, width.filter, channels, multiplier),
                fused ? fusion(true) : fusionOfBias());
    }

    private ConvolutionProblem drawConv2d() {
        DataFormat format = random.nextBoolean() ? DataFormat.NHWC : DataFormat.NCHW;
        Form form = Form.values()[random.nextInt(Form.values().length)];
        int squareFilter = oneIn(2) ? 0 : pick(SQUARE_FILTERS);
        boolean dilated = oneIn(3);
        Axis height = axis(form, squareFilter, dilated, true);
        Axis width = axis(form, squareFilter, dilated, true);
        int groups =
                switch (random.nextInt(5)) {
                    case 0, 1 -> 1;
                    case 2 -> 2;
                    case 3 -> between(2, LARGEST_MULTIPLIER);
                    default -> channels();
                };
        int inputChannels = groups == 1 ? channels() : oneIn(2) ? 1 : between(1, LARGEST_MULTIPLIER);
        int outputChannels = groups == 1 ? channels() : between(1, LARGEST_MULTIPLIER);
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(
                new int[] {height.stride, width.stride},
                padding(form, format, height, width),
                format,
                new int[] {height.dilation, width.dilation},
                null);
        return new ConvolutionProblem(
                parameters,
                DataType.FLOAT32,
                inputShape(format, height.input, width.input, groups * inputChannels),
                Shape.of(height.filter, width.filter, inputChannels, groups * outputChannels),
                fused ? fusion(true) : fusionOfBias());
    }

    private SeparableProblem drawSeparable() {
        ConvolutionProblem depthwise = draw();
        return SeparableProblem.of(
                depthwise.parameters(),
                depthwise.dataType(),
                depthwise.inputShape(),
                depthwise.filterShape(),
                Shape.of(1, 1, depthwise.geometry().oc(), channels()),
                fused ? fusion(false) : fusionOfBias(),
                fused ? fusion(true) : fusionOfBias());
    }

    private int channels() {
        return oneIn(3) ? between(1, 40) : pick(CHANNELS);
    }

    private Fusion fusionOfBias() {
        return oneIn(3) ? Fusion.BIAS : Fusion.NONE;
    }

    private Fusion fusion(boolean withResidual) {
        Activation.Kind kind = Activation.Kind.values()[random.nextInt(Activation.Kind.values().length)];
        Activation activation =
                switch (kind) {
                    case LEAKY_RELU -> Activation.leakyRelu(SLOPES[random.nextInt(SLOPES.length)]);
                    case CLIP -> clip();
                    default -> new Activation(kind, 0, 0);
                };
        return new Fusion(oneIn(2), withResidual && oneIn(3), activation);
    }

    private Activation clip() {
        float low = oneIn(8) ? Float.NEGATIVE_INFINITY : between(-8, 4) / 4f;
        return Activation.clip(low, Math.max(low, oneIn(8) ? Float.POSITIVE_INFINITY : between(0, 24) / 4f));
    }

    private Axis axis(Form form, int squareFilter, boolean dilated, boolean dilatedStrides) {
        int filter = squareFilter > 0 ? squareFilter : between(1, LARGEST_FILTER);
        int dilation = dilated ? between(1, 4) : 1;
        int stride = dilated && !dilatedStrides ? 1 : stride();
        int extent = (filter - 1) * dilation + 1;
        int padBefore = form == Form.EXPLICIT ? pad(extent) : 0;
        int padAfter = form == Form.EXPLICIT ? pad(extent) : 0;
        int input = imageSize();
        if (form != Form.SAME) {
            // At least one window has to fit.
            input = Math.max(input, extent - padBefore - padAfter);
        }
        return new Axis(input, filter, stride, dilation, padBefore, padAfter);
    }

    /** Usually small; sometimes longer than the largest filter. */
    private int stride() {
        return oneIn(8) ? between(1, LARGEST_FILTER + 4) : between(1, 3);
    }

    /** Usually less than the window; sometimes more than all of it. */
    private int pad(int extent) {
        return oneIn(8) ? extent + random.nextInt(4) : random.nextInt(extent);
    }

    private int imageSize() {
        return switch (random.nextInt(16)) {
            case 0 -> random.nextInt(2);
            case 1, 2 -> 1;
            case 3, 4, 5, 6 -> between(30, 120);
            default -> between(1, 30);
        };
    }

    private static Padding padding(Form form, DataFormat format, Axis height, Axis width) {
        return switch (form) {
            case SAME -> Padding.SAME;
            case VALID -> Padding.VALID;
            case EXPLICIT -> {
                int[][] pairs = new int[4][2];
                pairs[format.heightAxis()] = new int[] {height.padBefore, height.padAfter};
                pairs[format.widthAxis()] = new int[] {width.padBefore, width.padAfter};
                yield Padding.explicit(pairs);
            }
        };
    }

    private Shape inputShape(DataFormat format, int height, int width, int channels) {
        int batchAxes = oneIn(8) ? between(2, 3) : 1;
        long[] dims = new long[batchAxes + 3];
        for (int axis = 0; axis < batchAxes; axis++) {
            dims[axis] = oneIn(20) ? 0 : between(1, batchAxes == 1 ? 4 : 2);
        }
        dims[batchAxes - 1 + format.heightAxis()] = height;
        dims[batchAxes - 1 + format.widthAxis()] = width;
        dims[batchAxes - 1 + format.channelAxis()] = channels;
        return Shape.of(dims);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private int between(int smallest, int largest) {
        return smallest + random.nextInt(largest - smallest + 1);
    }

    private int pick(int[] values) {
        return values[random.nextInt(values.length)];
    }
}
