package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code tf.nn.separable_conv2d}, stated completely: a depthwise convolution, and a {@code conv2d} of its result with a
 * filter of one row and one column, stride 1 and no padding.
 *
 * @param depthwise the first convolution
 * @param pointwise the second, whose input is the output of the first
 */
public record SeparableProblem(ConvolutionProblem depthwise, ConvolutionProblem pointwise) implements Problem {
    /** TensorFlow's name of the operation. */
    public static final String OPERATION = "separable_conv2d";

    private static final String THEN = " then ";
    private static final int RANK = 4;

    /**
     * Checks that the two belong together.
     *
     * @param depthwise the first convolution
     * @param pointwise the second
     * @throws InvalidProblemException of kind {@code pointwise} if they do not
     */
    public SeparableProblem {
        Objects.requireNonNull(depthwise, "depthwise");
        Objects.requireNonNull(pointwise, "pointwise");
        boolean fits = depthwise.operation() == Operation.DEPTHWISE_CONV2D
                && pointwise.operation() == Operation.CONV2D
                && pointwise.inputShape().equals(depthwise.outputShape())
                && pointwise.dataFormat() == depthwise.dataFormat()
                && pointwise.dataType() == depthwise.dataType()
                && pointwise.geometry().g() == 1
                && pointwise.geometry().kh() * pointwise.geometry().kw() == 1
                && pointwise
                        .outputShape()
                        .equals(withChannels(depthwise, pointwise.geometry().oc()));
        if (!fits || depthwise.fusion().residual()) {
            throw new InvalidProblemException(
                    "pointwise",
                    OPERATION + ": " + depthwise + THEN + pointwise
                            + ", but the second must be a conv2d of the first's output with a 1x1 filter, "
                            + "stride 1 and no "
                            + ""
                            + "padding, and a residual belongs to the second; state both parts so.");
        }
    }

    private static Shape withChannels(ConvolutionProblem depthwise, long channels) {
        long[] dims = depthwise.outputShape().dims();
        dims[dims.length - RANK + depthwise.dataFormat().channelAxis()] = channels;
        return Shape.of(dims);
    }

    /**
     * {@return the problem with these parameters and tensors}
     *
     * @param parameters those of the depthwise part, which are those of the whole; the name is the name of the whole
     * @param dataType the type of all tensors
     * @param inputShape {@code [N, H, W, C]} or {@code [N, C, H, W]}, where several batch axes may stand in place of N
     * @param depthwiseFilter {@code [filter_height, filter_width, C, channel_multiplier]}
     * @param pointwiseFilter {@code [1, 1, C * channel_multiplier, out_channels]}
     * @param depthwiseFusion what is done to the sums of the depthwise part; it has no residual
     * @param pointwiseFusion what is done to the sums of the pointwise part
     * @throws InvalidProblemException if a rule of the operation is broken
     */
    public static SeparableProblem of(
            ConvolutionParameters parameters,
            DataType dataType,
            Shape inputShape,
            Shape depthwiseFilter,
            Shape pointwiseFilter,
            Fusion depthwiseFusion,
            Fusion pointwiseFusion) {
        Objects.requireNonNull(depthwiseFusion, "depthwiseFusion");
        Objects.requireNonNull(pointwiseFusion, "pointwiseFusion");
        Objects.requireNonNull(inputShape, "inputShape");
        checkFilters(parameters, depthwiseFilter, null, pointwiseFilter, null);
        // The problems of the parts have the same rules. Their messages would name operations that nobody called.
        depthwiseRules(parameters).resolve(inputShape, depthwiseFilter);
        ConvolutionProblem depthwise =
                new ConvolutionProblem(parameters, dataType, inputShape, depthwiseFilter, depthwiseFusion);
        pointwiseRules(parameters).resolve(depthwise.outputShape(), pointwiseFilter);
        return new SeparableProblem(
                depthwise,
                new ConvolutionProblem(
                        pointwiseParameters(parameters),
                        dataType,
                        depthwise.outputShape(),
                        pointwiseFilter,
                        pointwiseFusion));
    }

    private static ConvolutionParameters pointwiseParameters(ConvolutionParameters depthwise) {
        return ConvolutionParameters.conv2d(null, Padding.VALID, depthwise.dataFormat(), null, depthwise.name());
    }

    private static Refusal refusal(ConvolutionParameters parameters) {
        return new Refusal(OPERATION, parameters.name());
    }

    private static SizeRules depthwiseRules(ConvolutionParameters parameters) {
        return new SizeRules(parameters, refusal(parameters), "depthwise_");
    }

    private static SizeRules pointwiseRules(ConvolutionParameters parameters) {
        return new SizeRules(pointwiseParameters(parameters), refusal(parameters), "pointwise_");
    }

    /**
     * Checks what can be known of filters and biases before there is an input.
     *
     * @param parameters those of the depthwise part
     * @param depthwiseFilter the shape of the first filter
     * @param depthwiseBias the shape of the first bias, null if there is none
     * @param pointwiseFilter the shape of the second filter
     * @param pointwiseBias the shape of the second bias, null if there is none
     * @throws InvalidProblemException if they cannot be those of any problem
     */
    public static void checkFilters(
            ConvolutionParameters parameters,
            Shape depthwiseFilter,
            @Nullable Shape depthwiseBias,
            Shape pointwiseFilter,
            @Nullable Shape pointwiseBias) {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(depthwiseFilter, "depthwiseFilter");
        Objects.requireNonNull(pointwiseFilter, "pointwiseFilter");
        Refusal refusal = refusal(parameters);
        if (pointwiseFilter.rank() != RANK || pointwiseFilter.dim(0) != 1 || pointwiseFilter.dim(1) != 1) {
            throw refusal.because(
                    "pointwise",
                    "pointwise_filter shape",
                    pointwiseFilter,
                    "a pointwise filter has 4 axes, and the first two have size 1",
                    "pass [1, 1, in_channels * channel_multiplier, out_channels]");
        }
        depthwiseRules(parameters).checkFilter(depthwiseFilter, depthwiseBias);
        long channels = depthwiseFilter.dim(2) * depthwiseFilter.dim(3);
        if (pointwiseFilter.dim(2) != channels || pointwiseFilter.elementCount() == 0) {
            throw refusal.because(
                    "pointwise",
                    "pointwise_filter shape",
                    pointwiseFilter,
                    "its third dimension must be in_channels * channel_multiplier of the depthwise filter, " + channels
                            + ", and no dimension 0",
                    "pass [1, 1, " + channels + ", out_channels]");
        }
        pointwiseRules(parameters).checkFilter(pointwiseFilter, pointwiseBias);
    }

    /**
     * {@return the problem a text states, in the form of {@link #toString()}}
     *
     * @param line one line, as {@code toString()} writes it
     * @throws InvalidProblemException if it cannot be read, or states what is refused
     */
    public static SeparableProblem parse(String line) {
        int then = joint(line);
        if (then < 0) {
            throw new InvalidProblemException(
                    "text",
                    "problem line = " + line + ", but a separable convolution has the form: depthwise_conv2d ..." + THEN
                            + "conv2d ...; paste a line that a message, log or plan printed.");
        }
        return new SeparableProblem(
                ConvolutionProblem.parse(line.substring(0, then)),
                ConvolutionProblem.parse(line.substring(then + THEN.length())));
    }

    /** Whether a text has the form of two convolutions. */
    static boolean states(String line) {
        return joint(line) >= 0;
    }

    /**
     * Where the second convolution begins, with the word in front of it; -1 if nowhere. A quoted name may hold
     * anything.
     */
    private static int joint(String line) {
        boolean quoted = false;
        for (int i = 0; line != null && i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && line.startsWith(THEN + Operation.CONV2D + " ", i)) {
                return i;
            }
        }
        return -1;
    }

    /** {@return the shape of the input} */
    @Override
    public Shape inputShape() {
        return depthwise.inputShape();
    }

    /** {@return the shape of the result} */
    @Override
    public Shape outputShape() {
        return pointwise.outputShape();
    }

    /**
     * {@return what computing it takes, counted from the sizes: both parts, without the bytes of the intermediate
     * result between them}
     */
    @Override
    public Cost cost() {
        return Cost.of(this);
    }

    /** {@return the same problem without its name} */
    @Override
    public SeparableProblem unnamed() {
        return new SeparableProblem(depthwise.unnamed(), pointwise.unnamed());
    }

    /** {@return both parts in their one-line forms, with {@code then} between them; {@link #parse} reads it back} */
    @Override
    public String toString() {
        return depthwise + THEN + pointwise;
    }
}
