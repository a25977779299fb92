package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final Shape SMALL_IMAGE = Shape.of(1, 15, 15, 3);

    private static ConvolutionProblem conv2d(int stride, Padding padding, Shape input, Shape filter, Fusion fusion) {
        return new ConvolutionProblem(
                ConvolutionParameters.conv2d(new int[] {stride}, padding, null, null, null),
                DataType.FLOAT32,
                input,
                filter,
                fusion);
    }

    private static ConvolutionProblem depthwise(int stride, Padding padding, Shape input, Shape filter) {
        return new ConvolutionProblem(
                ConvolutionParameters.depthwiseConv2d(new int[] {stride, stride}, padding, null, null, null),
                DataType.FLOAT32,
                input,
                filter,
                Fusion.NONE);
    }

    private static SeparableProblem separable(int stride, Padding padding, Shape input, int taps, long out) {
        long channels = input.dim(3);
        return SeparableProblem.of(
                ConvolutionParameters.depthwiseConv2d(new int[] {stride, stride}, padding, null, null, null),
                DataType.FLOAT32,
                input,
                Shape.of(taps, taps, channels, 1),
                Shape.of(1, 1, channels, out),
                Fusion.NONE,
                Fusion.NONE);
    }

    /** An image of 15 x 15 x 3, filters of 3 x 3, 8 output channels: by it the operations are often explained. */
    @Test
    void theExampleOfTheTextbooks() {
        Cost ordinary = conv2d(1, Padding.VALID, SMALL_IMAGE, Shape.of(3, 3, 3, 8), Fusion.NONE)
                .cost();
        // 13 x 13 windows of 3 x 3 x 3 taps, 8 times; moved are 675 + 216 + 1352 numbers of 4 bytes
        assertThat(ordinary).isEqualTo(new Cost(36_504, 36_504, 216, 8_972));
        assertThat(ordinary.flops()).isEqualTo(73_008);
        assertThat(ordinary.arithmeticIntensity()).isCloseTo(73_008.0 / 8_972, within(1e-12));

        Cost depthwise =
                depthwise(1, Padding.VALID, SMALL_IMAGE, Shape.of(3, 3, 3, 1)).cost();
        assertThat(depthwise).isEqualTo(new Cost(4_563, 4_563, 27, 4 * (675 + 27 + 507)));

        Cost separable = separable(1, Padding.VALID, SMALL_IMAGE, 3, 8).cost();
        // 27 + 24 weights, each once at 169 positions; the tensor between the two parts is not moved
        assertThat(separable).isEqualTo(new Cost(8_619, 8_619, 51, 4 * (675 + 51 + 1352)));
    }

    @Test
    void tapsOnPaddingAreCountedApart() {
        Cost cost =
                depthwise(1, Padding.SAME, SMALL_IMAGE, Shape.of(3, 3, 3, 1)).cost();
        assertThat(cost.multiplyAdds()).isEqualTo(15 * 15 * 9 * 3);
        // along each axis the first and the last window lose one of their three taps
        assertThat(cost.multiplyAddsInside()).isEqualTo(43 * 43 * 3);
    }

    @Test
    void biasResidualAndGroupsAreCounted() {
        Shape input = Shape.of(2, 4, 4, 6);
        Shape filter = Shape.of(1, 1, 3, 8);
        Fusion everything = new Fusion(true, true, Activation.RELU);
        assertThat(conv2d(1, Padding.SAME, input, filter, Fusion.NONE).cost())
                .isEqualTo(new Cost(2 * 16 * 8 * 3, 2 * 16 * 8 * 3, 24, 4 * (192 + 24 + 256)));
        assertThat(conv2d(1, Padding.SAME, input, filter, everything).cost())
                .isEqualTo(new Cost(2 * 16 * 8 * 3, 2 * 16 * 8 * 3, 32, 4 * (192 + 32 + 256 + 256)));
    }

    /** A. Howard et al., "MobileNets", 2017, table 8: 569 million multiply-adds and 4.2 million parameters. */
    @Test
    void theLayersOfMobileNetAddUpToThePublishedNumbers() {
        int[] outputs = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
        int[] strides = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};
        ConvolutionProblem first =
                conv2d(2, Padding.SAME, Shape.of(1, 224, 224, 3), Shape.of(3, 3, 3, 32), Fusion.NONE);
        Cost total = first.cost();
        Shape shape = first.outputShape();
        for (int i = 0; i < outputs.length; i++) {
            SeparableProblem block = separable(strides[i], Padding.SAME, shape, 3, outputs[i]);
            total = total.plus(block.cost());
            shape = block.outputShape();
        }
        assertThat(shape).isEqualTo(Shape.of(1, 7, 7, 1024));
        Cost classifier = conv2d(1, Padding.SAME, Shape.of(1, 1, 1, 1024), Shape.of(1, 1, 1024, 1000), Fusion.BIAS)
                .cost();
        total = total.plus(classifier);
        assertThat(total.multiplyAdds()).isEqualTo(568_740_352);
        assertThat(total.parameters() / 1e6).isCloseTo(4.2, within(0.05));
        assertThat(total.multiplyAddsInside()).isBetween(550_000_000L, total.multiplyAdds());
    }

    @Test
    void tapsAreCountedAsIfOneByOne() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            ConvolutionProblem problem = random(random);
            ConvolutionGeometry sizes = problem.geometry();
            long inside = 0;
            long all = 0;
            for (int out = 0; out < sizes.ow(); out++) {
                for (int tap = 0; tap < sizes.kw(); tap++) {
                    int position = sizes.width().position(out, tap);
                    inside += position >= 0 && position < sizes.iw() ? 1 : 0;
                    all++;
                }
            }
            assertThat(problem.cost().multiplyAdds()).as(problem.toString()).isEqualTo(all * 2);
            assertThat(problem.cost().multiplyAddsInside())
                    .as(problem.toString())
                    .isEqualTo(inside * 2);
        }
    }

    /** One row, two channels, and along the columns whatever may happen. */
    private static ConvolutionProblem random(Random random) {
        int width = random.nextInt(12);
        int taps = 1 + random.nextInt(5);
        int dilation = 1 + random.nextInt(4);
        int[] pair = {random.nextInt(20), 17 + random.nextInt(10)};
        Padding padding =
                random.nextBoolean() ? Padding.SAME : Padding.explicit(new int[][] {{0, 0}, {0, 0}, pair, {0, 0}});
        return new ConvolutionProblem(
                ConvolutionParameters.conv2d(
                        new int[] {1, 1 + random.nextInt(6)}, padding, DataFormat.NHWC, new int[] {1, dilation}, null),
                DataType.FLOAT32,
                Shape.of(1, 1, width, 1),
                Shape.of(1, taps, 1, 2),
                Fusion.NONE);
    }

    @Test
    void nothingCostsNothing() {
        Cost empty = depthwise(1, Padding.SAME, Shape.of(0, 5, 5, 2), Shape.of(3, 3, 2, 1))
                .cost();
        assertThat(empty).isEqualTo(new Cost(0, 0, 18, 72));
        assertThat(Cost.NONE.arithmeticIntensity()).isZero();
        assertThat(Cost.NONE.plus(empty)).isEqualTo(empty);
    }

    @Test
    void theLargestProblemsCanBeCounted() {
        Cost cost = conv2d(
                        1, Padding.VALID, Shape.of(1, 46_000, 46_000, 1), Shape.of(23_000, 23_000, 1, 1), Fusion.NONE)
                .cost();
        assertThat(cost.multiplyAdds()).isEqualTo(23_001L * 23_001 * 23_000 * 23_000);
        assertThat(cost.multiplyAddsInside()).isEqualTo(cost.multiplyAdds());
    }
}
