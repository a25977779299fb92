package io.github.depthwise4j.plan.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.plan.HeapBytes;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outputs whose windows see only padding. {@code -Ddepthwise4j.test.cases=50000} draws more problems, {@code
 * -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class MarginPlanTest {
    private static final int CASES = Math.max(20, TestSettings.CASES / 50);
    private static final int MOST = 3_000_000;

    private static String zeros(int rest, Random random) {
        int[] zeros = {
            random.nextInt(4) == 0 ? 0 : random.nextInt(rest), random.nextInt(4) == 0 ? 0 : random.nextInt(rest)
        };
        return "[" + zeros[0] + "," + zeros[1] + "]";
    }

    private static String first(String operation, boolean nhwc, Random random) {
        int ic = 1 + random.nextInt(random.nextBoolean() ? 4 : 40);
        int oc = operation.equals("conv2d") ? 1 + random.nextInt(20) : ic * (1 + random.nextInt(3));
        int most = 1 + random.nextInt(700);
        String rows = zeros(random.nextInt(4) == 0 ? 1 : most, random);
        String columns = zeros(random.nextInt(4) == 0 ? 1 : most, random);
        int stride = random.nextInt(3) == 0 ? 2 + random.nextInt(30) : 1;
        int gap = stride == 1 && random.nextInt(3) == 0 ? random.nextInt(12) : 0;
        return String.format(
                "%s float32 %s %s mb%dic%dih%diw%doc%dkh%dkw%dsh%dsw%ddh%ddw%d",
                operation,
                nhwc ? "NHWC" : "NCHW",
                nhwc ? "[[0,0]," + rows + "," + columns + ",[0,0]]" : "[[0,0],[0,0]," + rows + "," + columns + "]",
                1 + random.nextInt(3),
                ic,
                1 + random.nextInt(9),
                1 + random.nextInt(9),
                oc,
                1 + random.nextInt(5),
                1 + random.nextInt(5),
                stride,
                stride,
                gap,
                gap);
    }

    private static String fusion(boolean last, Random random) {
        String residual = last && random.nextInt(3) == 0 ? " residual" : "";
        return (random.nextBoolean() ? " bias" : "") + residual + (random.nextBoolean() ? " relu6" : "");
    }

    private static Problem random(String operation, Random random) {
        while (true) {
            boolean nhwc = random.nextBoolean();
            boolean separable = operation.equals("separable_conv2d");
            String line = first(separable ? "depthwise_conv2d" : operation, nhwc, random) + fusion(!separable, random);
            try {
                ConvolutionProblem problem = ConvolutionProblem.parse(line);
                boolean fits = problem.outputShape().elementCount() <= MOST;
                if (fits && !separable && hasMargins(Margins.of(problem))) {
                    return problem;
                }
                if (fits && separable) {
                    SeparableProblem pair = SeparableProblem.parse(line
                            + String.format(
                                    " then conv2d float32 %s VALID mb%dic%dih%diw%doc%dkh1kw1",
                                    nhwc ? "NHWC" : "NCHW",
                                    problem.geometry().mb(),
                                    problem.geometry().oc(),
                                    problem.geometry().oh(),
                                    problem.geometry().ow(),
                                    1 + random.nextInt(20))
                            + fusion(true, random));
                    if (hasMargins(Margins.of(pair))) {
                        return pair;
                    }
                }
            } catch (RuntimeException e) {
                // No window fits.
            }
        }
    }

    private static boolean hasMargins(Margins margins) {
        return !margins.areNone();
    }

    private static Verification verify(Problem problem, long seed) {
        return problem instanceof SeparableProblem pair
                ? Depthwise4j.verifier().verify(pair, seed)
                : Depthwise4j.verifier().verify((ConvolutionProblem) problem, seed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"depthwise_conv2d", "conv2d", "separable_conv2d"})
    void randomMarginsAreFilledWithWhatTheOracleComputes(String operation) {
        Random random = new Random(TestSettings.SEED + operation.length());
        for (int i = 0; i < CASES; i++) {
            Verification verification = verify(random(operation, random), i);
            assertThat(verification.passed())
                    .as(() -> "seed " + TestSettings.SEED + ": " + verification.describe())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NHWC [[0,0],[2000,0],[0,0],[0,0]]",
                "NHWC [[0,0],[0,2000],[0,0],[0,0]]",
                "NHWC [[0,0],[0,0],[2000,0],[0,0]]",
                "NHWC [[0,0],[0,0],[0,2000],[0,0]]",
                "NCHW [[0,0],[0,0],[2000,0],[0,0]]",
                "NCHW [[0,0],[0,0],[0,2000],[0,0]]",
                "NCHW [[0,0],[0,0],[0,0],[2000,0]]",
                "NCHW [[0,0],[0,0],[0,0],[0,2000]]"
            })
    void marginsOnOneSideAreFilled(String padding) {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("conv2d float32 " + padding + " mb2ic4ih20iw20oc6kh3kw2 bias");
        assertThat(Margins.of(problem).areNone()).isFalse();
        assertThat(verify(problem, TestSettings.SEED).passed()).isTrue();
    }

    /** The result of the core, some 240,000 numbers, moves by some 160,000 of them. */
    @Test
    void aCoreThatMovesOverItselfStaysWhole() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("conv2d float32 NHWC [[0,0],[200,0],[0,0],[0,0]] mb1ic4ih300iw102oc8kh3kw3");
        assertThat(Margins.of(problem).areNone()).isFalse();
        assertThat(verify(problem, TestSettings.SEED).passed()).isTrue();
    }

    private static float[] integers(Shape shape) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 7 % 17 - 8;
        }
        return values;
    }

    private static Tensor tensor(long... dims) {
        return Tensor.of(integers(Shape.of(dims)), dims);
    }

    private static Padding padding(DataFormat format) {
        int[] rows = {150, 90};
        int[] columns = {70, 210};
        int[] none = {0, 0};
        return Padding.explicit(
                format == DataFormat.NHWC
                        ? new int[][] {none, rows, columns, none}
                        : new int[][] {none, none, rows, columns});
    }

    private static Shape image(DataFormat format) {
        return format == DataFormat.NHWC ? Shape.of(2, 5, 6, 8) : Shape.of(2, 8, 5, 6);
    }

    private static void assertArraysGiveWhatTensorsGive(ConvolutionOperation operation, Shape shape) {
        float[] result = new float[(int) operation.outputShape(shape).elementCount()];
        Arrays.fill(result, Float.NaN);
        operation.run(integers(shape), shape, result);
        try (Tensor input = Tensor.of(integers(shape), shape.dims());
                Tensor output = operation.run(input)) {
            assertThat(result).isEqualTo(output.toFloatArray());
        }
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void marginsInArraysAreFilledToo(DataFormat format) {
        try (Tensor filter = tensor(3, 3, 8, 1);
                Tensor pointwise = tensor(1, 1, 8, 5);
                Tensor bias = tensor(8);
                Tensor secondBias = tensor(5);
                DepthwiseConv2d depthwise = DepthwiseConv2d.builder(filter)
                        .padding(padding(format))
                        .dataFormat(format)
                        .bias(bias)
                        .build();
                SeparableConv2d separable = SeparableConv2d.builder(filter, pointwise)
                        .padding(padding(format))
                        .dataFormat(format)
                        .depthwiseBias(bias)
                        .bias(secondBias)
                        .build()) {
            assertArraysGiveWhatTensorsGive(depthwise, image(format));
            assertArraysGiveWhatTensorsGive(separable, image(format));
        }
    }

    @Test
    void aCallAllocatesNothingOnTheHeap() {
        try (Tensor filter = tensor(3, 3, 8, 1);
                DepthwiseConv2d depthwise = DepthwiseConv2d.builder(filter)
                        .padding(padding(DataFormat.NHWC))
                        .build();
                Tensor input = tensor(2, 5, 6, 8);
                Tensor output = depthwise.run(input)) {
            assertThat(HeapBytes.perCall(() -> depthwise.run(input, output), 50))
                    .isZero();
        }
    }

    @Test
    void theDescriptionShowsTheCore() {
        ConvolutionProblem problem = ConvolutionProblem.parse(
                "depthwise_conv2d float32 NHWC [[0,0],[150,90],[70,210],[0,0]] mb2ic8ih5iw6oc8kh3kw3");
        try (ConvolutionPlan plan = Planner.plan(problem, PlanningEffort.ESTIMATE)) {
            assertThat(plan.description().describe())
                    .contains("computed as")
                    .contains("[[0,0],[3,2],[3,2],[0,0]]")
                    .contains("then fills what sees only padding");
        }
    }

    @ParameterizedTest
    @EnumSource(PlanningEffort.class)
    void everyEffortFillsTheMargin(PlanningEffort effort) {
        try (Tensor filter = tensor(2, 5, 3, 6);
                Conv2d ones = Conv2d.builder(filter)
                        .padding(Padding.explicit(new int[][] {{0, 0}, {300, 0}, {0, 300}, {0, 0}}))
                        .planning(effort)
                        .build();
                Tensor input = tensor(1, 4, 4, 3);
                Tensor output = ones.run(input)) {
            float[] result = output.toFloatArray();
            assertThat(result).startsWith(new float[298 * 300 * 6]);
            assertThat(output.shape()).isEqualTo(Shape.of(1, 303, 300, 6));
            assertThat(IntStream.range(0, result.length)
                            .filter(i -> result[i] != 0)
                            .map(i -> i / 6 % 300)
                            .max())
                    .as("the last column that sees the image")
                    .hasValue(3);
        } finally {
            Depthwise4j.forgetWisdom();
        }
    }
}
