package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a separable convolution refuses names separable_conv2d, whichever of its two parts has the rule. */
class SeparableMessagesTest {
    private static final Shape INPUT = Shape.of(1, 5, 5, 3);
    private static final int[] ONES = {1, 1};

    private static Tensor depthwise;
    private static Tensor pointwise;
    private static Tensor input;

    @BeforeAll
    static void allocate() {
        depthwise = Data.random(1, 3, 3, 3, 2);
        pointwise = Data.random(2, 1, 1, 6, 4);
        input = Data.random(3, INPUT.dims());
    }

    @AfterAll
    static void close() {
        depthwise.close();
        pointwise.close();
        input.close();
    }

    private static void refused(Runnable call, String message) {
        assertThat(catchThrowable(call::run))
                .isInstanceOf(InvalidProblemException.class)
                .hasMessageStartingWith("separable_conv2d \"block1\": " + message);
    }

    private static SeparableConv2d.Builder builder(Tensor first, Tensor second) {
        return SeparableConv2d.builder(first, second).name("block1");
    }

    private static void one(int[] strides, Padding padding, DataFormat format, int[] dilations) {
        Nn.separableConv2d(input, depthwise, pointwise, strides, padding, format, dilations, "block1")
                .close();
    }

    @Test
    void aRefusedParameterIsThatOfTheWholeOperation() {
        Map<String, Consumer<SeparableConv2d.Builder>> wrong = new LinkedHashMap<>();
        wrong.put("strides = [2]", builder -> builder.strides(2));
        wrong.put("strides = [1, 2, 3]", builder -> builder.strides(1, 2, 3));
        wrong.put("strides = [0, 1]", builder -> builder.strides(0, 1));
        wrong.put("strides = [2, 1, 1, 1]", builder -> builder.strides(2, 1, 1, 1));
        wrong.put("dilations = [2]", builder -> builder.dilations(2));
        wrong.put("dilations = [0, 1]", builder -> builder.dilations(0, 1));
        wrong.put("strides [height, width] = [2, 2] with dilations", builder -> builder.strides(2, 2)
                .dilations(2, 2));
        wrong.put("padding = null", builder -> builder.padding(null));
        wrong.put(
                "padding = [[1,0]",
                builder -> builder.padding(Padding.explicit(new int[][] {{1, 0}, {0, 0}, {0, 0}, {0, 0}})));
        wrong.forEach((message, change) -> {
            SeparableConv2d.Builder builder = builder(depthwise, pointwise);
            change.accept(builder);
            refused(() -> builder.build().close(), message);
        });
    }

    @Test
    void aRefusedFilterOrBiasIsNamedByItsPart() {
        try (Tensor rankThree = Data.random(4, 3, 3, 3);
                Tensor noRows = Tensor.of(new float[0], 0, 3, 3, 2);
                Tensor wide = Data.random(5, 3, 3, 4, 1);
                Tensor noOutputs = Tensor.of(new float[0], 1, 1, 6, 0);
                Tensor bias = Data.random(6, 5)) {
            refused(() -> builder(rankThree, pointwise).build().close(), "depthwise_filter shape = [3, 3, 3], but a");
            refused(() -> builder(noRows, pointwise).build().close(), "depthwise_filter shape = [0, 3, 3, 2]");
            refused(
                    () -> builder(depthwise, wide).build().close(),
                    "pointwise_filter shape = [3, 3, 4, 1], but a pointwise filter has 4 axes, and the first two have "
                            + "size 1; pass");
            refused(() -> builder(depthwise, noOutputs).build().close(), "pointwise_filter shape = [1, 1, 6, 0]");
            refused(
                    () -> builder(depthwise, pointwise)
                            .depthwiseBias(bias)
                            .build()
                            .close(),
                    "depthwise_bias shape = [5]");
            refused(() -> builder(depthwise, pointwise).bias(bias).build().close(), "pointwise_bias shape = [5]");
        }
    }

    @Test
    void aRefusedInputIsThatOfTheWholeOperation() {
        try (SeparableConv2d op = builder(depthwise, pointwise).build()) {
            refused(() -> op.plan(Shape.of(5, 5, 3)), "input shape = [5, 5, 3], but an input has 4 axes");
            refused(() -> op.outputShape(Shape.of(1, 5, 5, 4)), "input shape [1, 5, 5, 4] (NHWC) has 4 channels");
            refused(() -> op.warmUp(Shape.of(1, 2, 5, 3)), "height of the padded input = 2");
            refused(() -> op.plan(Shape.of(60_000, 100, 100, 3)), "output shape = [60000, 98, 98, 6]");
            refused(() -> op.plan(Shape.of(1L << 32, 5, 5, 3)), "input shape = [4294967296, 5, 5, 3]");
        }
    }

    @Test
    void anOutputOfThePointwisePartThatIsTooLargeIsThatOfTheWholeOperation() {
        try (Tensor one = Data.random(1, 1, 1, 1, 1);
                Tensor many = Data.random(2, 1, 1, 1, 100);
                SeparableConv2d op = builder(one, many).build()) {
            refused(() -> op.plan(Shape.of(1, 5_000, 5_000, 1)), "output shape = [1, 5000, 5000, 100]");
        }
    }

    @Test
    void aOneShotCallNamesTheWholeOperation() {
        refused(() -> one(null, Padding.SAME, null, null), "strides = null");
        refused(() -> one(new int[] {1, -1}, Padding.SAME, null, null), "strides = [1, -1]");
        refused(() -> one(ONES, null, null, null), "padding = null");
        refused(() -> one(ONES, Padding.SAME, DataFormat.NCHW, null), "input shape [1, 5, 5, 3] (NCHW) has 5 channels");
        refused(() -> one(ONES, Padding.VALID, null, new int[] {3, 3}), "height of the padded input = 5");
    }

    @Test
    void aClosedSeparableConvolutionSaysItsName() {
        SeparableConv2d op = builder(depthwise, pointwise).build();
        op.close();
        assertThatThrownBy(() -> op.run(input).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("separable_conv2d \"block1\" is closed; close it after the last call");
    }
}
