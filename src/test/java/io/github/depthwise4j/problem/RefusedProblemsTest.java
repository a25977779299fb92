package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every value that TensorFlow's depthwise_conv2d refuses and a Java caller can pass. */
class RefusedProblemsTest {
    private static final Shape INPUT = Shape.of(2, 5, 6, 3);
    private static final Shape FILTER = Shape.of(3, 2, 3, 4);
    private static final int[] ONES = {1, 1, 1, 1};

    @Test
    void anInputOfRankThree() {
        refused("rank", () -> problem(Shape.of(5, 6, 3), FILTER), "input shape", "[5, 6, 3]", "4 axes");
    }

    @Test
    void aFilterOfRankThreeOrFive() {
        refused("rank", () -> problem(INPUT, Shape.of(3, 2, 3)), "filter shape", "[3, 2, 3]", "4 axes");
        refused("rank", () -> problem(INPUT, Shape.of(1, 3, 2, 3, 4)), "filter shape", "[1, 3, 2, 3, 4]", "4 axes");
    }

    @Test
    void aFilterForAnotherNumberOfChannels() {
        refused(
                "depth_mismatch",
                () -> problem(INPUT, Shape.of(3, 2, 5, 4)),
                "[2, 5, 6, 3] (NHWC) has 3 channels",
                "[3, 2, 5, 4]",
                "third dimension");
    }

    @Test
    void channelsLastDataCalledChannelsFirst() {
        refused(
                "depth_mismatch",
                () -> problem(parameters(ONES, Padding.SAME, DataFormat.NCHW, null), INPUT, FILTER),
                "(NCHW) has 5 channels",
                "[3, 2, 3, 4]",
                "check the data format");
    }

    @Test
    void stridesThatAreNotFourNumbersOrTwo() {
        refused("strides", () -> parameters(null), "strides = null", "4 numbers", "NHWC");
        refused("strides", () -> parameters(new int[0]), "strides = []", "4 numbers");
        refused("strides", () -> parameters(new int[] {2}), "strides = [2]", "4 numbers");
        refused("strides", () -> parameters(new int[] {1, 1, 1}), "strides = [1, 1, 1]", "4 numbers");
        refused("strides", () -> parameters(new int[] {1, 1, 1, 1, 1}), "strides = [1, 1, 1, 1, 1]", "4 numbers");
    }

    @Test
    void numbersOfConv2dThatAreNotFourTwoOrOne() {
        for (int[] numbers : new int[][] {{}, {1, 1, 1}, {1, 1, 1, 1, 1}}) {
            assertThat(catchThrowableOfType(
                            InvalidProblemException.class,
                            () -> ConvolutionParameters.conv2d(numbers, Padding.SAME, DataFormat.NCHW, null, null)))
                    .hasMessageContaining("4 numbers in NCHW order, or 2, [height, width], or 1 for both");
            assertThat(catchThrowableOfType(
                            InvalidProblemException.class,
                            () -> ConvolutionParameters.conv2d(null, Padding.SAME, null, numbers, null)))
                    .hasMessageContaining("4 numbers in NHWC order, or 2, [height, width], or 1 for both");
        }
    }

    @Test
    void theConstructorOfParametersRefusesNull() {
        assertThat(catchThrowableOfType(
                        NullPointerException.class,
                        () -> new ConvolutionParameters(Operation.CONV2D, 1, 1, Padding.SAME, null, 1, 1, "")))
                .hasMessage("dataFormat");
        assertThat(catchThrowableOfType(
                        NullPointerException.class,
                        () -> new ConvolutionParameters(
                                Operation.CONV2D, 1, 1, Padding.SAME, DataFormat.NHWC, 1, 1, null)))
                .hasMessage("name");
    }

    @Test
    void stridesOverImagesOrChannels() {
        refused("strides", () -> parameters(new int[] {2, 1, 1, 1}), "strides = [2, 1, 1, 1]", "must be 1");
        refused("strides", () -> parameters(new int[] {1, 1, 1, 2}), "strides = [1, 1, 1, 2]", "must be 1");
        refused(
                "strides",
                () -> parameters(new int[] {1, 2, 1, 1}, Padding.SAME, DataFormat.NCHW, null),
                "strides = [1, 2, 1, 1]",
                "batch and channels, 0 and 1 in NCHW, must be 1");
    }

    @Test
    void stridesBelowOne() {
        refused("strides", () -> parameters(new int[] {1, 0, 1, 1}), "strides = [0, 1]", "1 or more");
        refused("strides", () -> parameters(new int[] {1, 1, -1, 1}), "strides = [1, -1]", "1 or more");
        refused("strides", () -> parameters(new int[] {Integer.MIN_VALUE, 1}), "-2147483648", "1 or more");
    }

    @Test
    void noPaddingAtAll() {
        refused("padding", () -> parameters(ONES, null, null, null), "padding = null", "no default", "Padding.SAME");
    }

    @Test
    void explicitPaddingOfImagesOrChannels() {
        refused(
                "padding",
                () -> parameters(ONES, pairs(1, 0, 0, 0, 0, 0, 0, 0), null, null),
                "padding = [[1,0],[0,0],[0,0],[0,0]]",
                "batch and channels");
        refused(
                "padding",
                () -> parameters(ONES, pairs(0, 0, 0, 0, 0, 0, 0, 2), null, null),
                "padding = [[0,0],[0,0],[0,0],[0,2]]",
                "0 and 3 in NHWC, must be [0,0]");
        refused(
                "padding",
                () -> parameters(ONES, pairs(0, 0, 1, 1, 0, 0, 0, 0), DataFormat.NCHW, null),
                "padding = [[0,0],[1,1],[0,0],[0,0]]",
                "0 and 1 in NCHW, must be [0,0]");
    }

    @Test
    void explicitPaddingOfImagesOrChannelsIsRefusedWithDilationsToo() {
        refused(
                "padding",
                () -> parameters(ONES, pairs(0, 0, 0, 0, 0, 0, 0, 2), null, new int[] {2, 2}),
                "batch and channels");
    }

    @Test
    void dilationsThatAreNotTwoNumbers() {
        refused("dilations", () -> dilated(), "dilations = []", "2 numbers, [height, width]");
        refused("dilations", () -> dilated(2), "dilations = [2]", "2 numbers");
        refused("dilations", () -> dilated(2, 2, 1), "dilations = [2, 2, 1]", "2 numbers");
        refused("dilations", () -> dilated(1, 2, 2, 1), "dilations = [1, 2, 2, 1]", "2 numbers");
    }

    @Test
    void dilationsBelowOne() {
        refused("dilations", () -> dilated(0, 1), "dilations = [0, 1]", "1 or more");
        refused("dilations", () -> dilated(1, -3), "dilations = [1, -3]", "1 or more");
    }

    @Test
    void aStrideTogetherWithADilation() {
        refused(
                "stride_and_dilation",
                () -> parameters(new int[] {1, 2, 2, 1}, Padding.SAME, null, new int[] {2, 2}),
                "strides [height, width] = [2, 2]",
                "dilations = [2, 2]",
                "set the strides or the dilations to 1");
        refused(
                "stride_and_dilation",
                () -> parameters(new int[] {1, 1, 2, 1}, Padding.SAME, null, new int[] {2, 1}),
                "strides [height, width] = [1, 2]",
                "dilations = [2, 1]");
    }

    @Test
    void aFilterLargerThanThePaddedImage() {
        refused(
                "negative_output",
                () -> problem(parameters(ONES, Padding.VALID, null, null), Shape.of(1, 2, 6, 3), FILTER),
                "height of the padded input = 2",
                "spans 3",
                "pad by 1 more");
        refused(
                "negative_output",
                () -> problem(parameters(ONES, pairs(0, 0, 1, 1, 1, 0, 0, 0), null, new int[] {1, 8}), INPUT, FILTER),
                "width of the padded input = 7",
                "dilated by 8, spans 9",
                "pad by 2 more");
    }

    @Test
    void everyShortfallWhateverTheStride() {
        // TensorFlow's eager kernels return an empty tensor here, its graph mode and this library refuse.
        refused(
                "negative_output",
                () -> problem(
                        parameters(new int[] {1, 5, 5, 1}, Padding.VALID, null, null), Shape.of(1, 2, 6, 3), FILTER),
                "height of the padded input = 2");
    }

    @Test
    void aFilterWithoutElements() {
        for (Shape filter : new Shape[] {Shape.of(0, 2, 3, 4), Shape.of(3, 0, 3, 4)}) {
            refused("empty_filter", () -> problem(INPUT, filter), "filter shape = " + filter, "1 or more");
        }
    }

    @Test
    void aFilterIsRefusedBeforeThereIsAnInput() {
        refused(
                "rank",
                () -> ConvolutionProblem.checkFilter(parameters(ONES), Shape.of(3, 2), null),
                "filter shape = [3, 2]",
                "4 axes");
        refused(
                "empty_filter",
                () -> ConvolutionProblem.checkFilter(parameters(ONES), Shape.of(3, 0, 3, 4), null),
                "[3, 0, 3, 4]");
    }

    @Test
    void aDimensionThatNoIntHolds() {
        refused("size", () -> problem(Shape.of(1, 1L << 31, 1, 3), FILTER), "input shape", "[1, 2147483648, 1, 3]");
        refused("size", () -> problem(Shape.of(0, 1, (1L << 31) - 1, 3), FILTER), "[0, 1, 2147483647, 3]");
        refused("size", () -> problem(Shape.of(1L << 40, 0, 0, 3), FILTER), "[1099511627776, 0, 0, 3]");
        refused("size", () -> problem(INPUT, Shape.of(1, 1, 3, 1L << 31)), "filter shape", "[1, 1, 3, 2147483648]");
    }

    /** oneDNN divides by zero, and ends the process, where it rounds the channels up to more than an int holds. */
    @Test
    void channelsThatNoIntHoldsOnceTheyAreRoundedUp() {
        refused(
                "size",
                () -> problem(Shape.of(1, 1, 1, 2147483585), Shape.of(1, 1, 2147483585, 1)),
                "input shape = [1, 1, 1, 2147483585]",
                "at most 2147483584 channels");
        refused(
                "size",
                () -> problem(Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 2147483585)),
                "filter shape = [1, 1, 1, 2147483585]",
                "at most 2147483584 channels");
    }

    @Test
    void dimensionsWhoseProductOverflowsAnInt() {
        refused("size", () -> problem(Shape.of(1 << 10, 1 << 10, 1 << 10, 3), FILTER), "input shape", "2147483647");
        refused("size", () -> problem(INPUT, Shape.of(1 << 15, 1 << 15, 3, 1)), "filter shape", "2147483647");
    }

    @Test
    void anOutputThatOverflowsAnIntThoughTheInputDoesNot() {
        refused(
                "size",
                () -> problem(Shape.of(1 << 10, 1 << 10, 1 << 8, 3), Shape.of(1, 1, 3, 4)),
                "output shape = [1024, 1024, 256, 12]");
    }

    @Test
    void anOutputThatOverflowsALongThoughTheInputIsEmpty() {
        Padding padding = pairs(0, 0, 1 << 30, 1 << 29, 1 << 30, 1 << 29, 0, 0);
        refused(
                "size",
                () -> problem(parameters(ONES, padding, null, null), Shape.of(1 << 30, 0, 0, 3), Shape.of(1, 1, 3, 4)),
                "output shape = [1073741824, 1610612736, 1610612736, 12]");
    }

    @Test
    void paddingThatOverflowsAnInt() {
        Padding padding = pairs(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0, 0);
        refused(
                "size",
                () -> problem(parameters(new int[] {Integer.MAX_VALUE, 1}, padding, null, null), INPUT, FILTER),
                "height of the padded input = 4294967299",
                "pad less");
    }

    @Test
    void aDilatedFilterThatOverflowsAnInt() {
        refused(
                "size",
                () -> problem(parameters(ONES, Padding.SAME, null, new int[] {Integer.MAX_VALUE, 1}), INPUT, FILTER),
                "height of the dilated filter",
                "4294967295",
                "smaller filter or dilation");
    }

    @Test
    void aNameStandsInTheMessage() {
        InvalidProblemException exception = catchThrowableOfType(
                InvalidProblemException.class,
                () -> ConvolutionParameters.depthwiseConv2d(new int[3], Padding.SAME, null, null, "block_1/depthwise"));
        assertThat(exception).hasMessageStartingWith("depthwise_conv2d \"block_1/depthwise\": strides = [0, 0, 0]");
    }

    @Test
    void aDataFormatThatIsNone() {
        for (String text : new String[] {"NHCW", "nhwc", "", null}) {
            InvalidProblemException exception = catchThrowableOfType(
                    InvalidProblemException.class, () -> ConvolutionParameters.parseDataFormat(text));
            assertThat(exception.kind()).isEqualTo("data_format");
            assertThat(exception).hasMessageContainingAll("\"" + text + "\"", "NHWC and NCHW");
        }
    }

    private static void refused(String kind, ThrowingCallable call, String... words) {
        InvalidProblemException exception = catchThrowableOfType(InvalidProblemException.class, call);
        assertThat(exception).as("refused as " + kind).isNotNull();
        assertThat(exception.kind()).isEqualTo(kind);
        assertThat(exception)
                .hasMessageStartingWith("depthwise_conv2d: ")
                .hasMessageContaining(", but ")
                .hasMessageContainingAll(words);
    }

    private static ConvolutionParameters dilated(int... dilations) {
        return parameters(ONES, Padding.SAME, null, dilations);
    }

    private static ConvolutionParameters parameters(int[] strides) {
        return parameters(strides, Padding.SAME, null, null);
    }

    private static ConvolutionParameters parameters(
            int[] strides, Padding padding, DataFormat format, int[] dilations) {
        return ConvolutionParameters.depthwiseConv2d(strides, padding, format, dilations, null);
    }

    private static ConvolutionProblem problem(Shape input, Shape filter) {
        return problem(parameters(ONES), input, filter);
    }

    private static ConvolutionProblem problem(ConvolutionParameters parameters, Shape input, Shape filter) {
        return new ConvolutionProblem(parameters, DataType.FLOAT32, input, filter, false);
    }

    private static Padding pairs(int... ends) {
        int[][] pairs = new int[4][];
        for (int axis = 0; axis < 4; axis++) {
            pairs[axis] = new int[] {ends[2 * axis], ends[2 * axis + 1]};
        }
        return Padding.explicit(pairs);
    }
}
