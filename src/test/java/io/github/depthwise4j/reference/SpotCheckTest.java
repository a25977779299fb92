package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpotCheckTest {
    private static final int ALL = Integer.MAX_VALUE;

    /** A problem's data, its check, and what the oracle makes of it as a whole. */
    private record Case(float[][] data, SpotCheck check, ReferenceResult expected) {
        static Case of(Problem problem, float[]... data) {
            if (problem instanceof SeparableProblem pair) {
                return new Case(
                        data,
                        SpotCheck.of(
                                pair,
                                Elements.of(data[0]),
                                Elements.of(data[1]),
                                elementsOrNull(data[2]),
                                elementsOrNull(data[3]),
                                elementsOrNull(data[4]),
                                elementsOrNull(data[5])),
                        ReferenceConvolution.compute(pair, data[0], data[1], data[2], data[3], data[4], data[5]));
            }
            ConvolutionProblem one = (ConvolutionProblem) problem;
            return new Case(
                    data,
                    SpotCheck.of(
                            one,
                            Elements.of(data[0]),
                            Elements.of(data[1]),
                            elementsOrNull(data[2]),
                            elementsOrNull(data[3])),
                    ReferenceConvolution.compute(one, data[0], data[1], data[2], data[3]));
        }

        private static Elements elementsOrNull(float[] values) {
            return values == null ? null : Elements.of(values);
        }

        static Case random(Problem problem, Random random) {
            Shape[] shapes = problem instanceof SeparableProblem pair
                    ? VerifierRun.shapes(pair)
                    : VerifierRun.shapes((ConvolutionProblem) problem);
            float[][] data = new float[shapes.length][];
            for (int i = 0; i < shapes.length; i++) {
                if (shapes[i] != null) {
                    data[i] = new float[(int) shapes[i].elementCount()];
                    for (int j = 0; j < data[i].length; j++) {
                        data[i][j] = 2 * random.nextFloat() - 1;
                    }
                }
            }
            return of(problem, data);
        }

        Optional<SpotCheck.Finding> check(float... output) {
            return check.check(Elements.of(output), ALL, 1);
        }
    }

    @Test
    void everyOutputIsComputedAsTheWholeTensorIsInAllOperations() {
        RandomProblems problems = new RandomProblems(5, 1_200, true);
        Random random = new Random(6);
        for (int i = 0; i < 500; i++) {
            Problem problem = problems.nextOfAnyOperation();
            Case c = Case.random(problem, random);
            float[] output = c.expected.toFloatArray();
            assertThat(c.check(output)).as("%s", problem).isEmpty();
            if (output.length > 0) {
                int wrong = random.nextInt(output.length);
                output[wrong] = Float.NEGATIVE_INFINITY;
                SpotCheck.Finding finding = c.check(output).orElseThrow();
                assertThat(finding.wrong()).isOne();
                assertThat(finding.sampled()).isEqualTo(output.length);
                assertThat(finding.expected()).as("%s", problem).isEqualTo(c.expected.value(wrong));
                assertThat(rowMajor(problem.outputShape(), finding)).isEqualTo(wrong);
            }
        }
    }

    private static int rowMajor(Shape shape, SpotCheck.Finding finding) {
        int index = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            index = index * (int) shape.dim(axis) + finding.coordinate().get(axis);
        }
        return index;
    }

    @Test
    void theBoundIsThatOfTheWholeTensor() {
        Problem problem = Problem.parse("depthwise_conv2d float32 NHWC SAME ic4ih6iw6oc4kh3kw3 bias gelu_tanh then "
                + "conv2d float32 NHWC VALID ic4ih6iw6oc5kh1kw1 bias residual swish");
        Case c = Case.random(problem, new Random(1));
        double bound = ErrorBound.of((SeparableProblem) problem).of(c.expected, 7);
        float[] output = c.expected.toFloatArray();
        float expected = output[7];
        output[7] = (float) (expected + 0.9 * bound);
        assertThat(c.check(output)).isEmpty();
        output[7] = (float) (expected + 1.2 * bound);
        assertThat(c.check(output)).hasValueSatisfying(finding -> {
            assertThat(finding.bound()).isEqualTo(bound);
            assertThat(finding.error()).isGreaterThan(bound);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "depthwise_conv2d float32 NHWC SAME ic64ih2000iw2000oc64kh3kw3 | 9",
                "conv2d float32 NCHW SAME mb4ic64ih1000iw1000oc32kh5kw5 | 1600",
                "depthwise_conv2d float32 NHWC SAME ic64ih2000iw2000oc64kh3kw3 then "
                        + "conv2d float32 NHWC VALID ic64ih2000iw2000oc32kh1kw1 | 576"
            })
    void whatACheckTakesIsSetByTheWindowsAndNotByTheTensors(String line, int readsPerOutput) {
        AtomicLong reads = new AtomicLong();
        Elements zeros = index -> {
            reads.incrementAndGet();
            return 0;
        };
        Elements input = index -> {
            assertThat(index).isNotNegative();
            return zeros.at(index);
        };
        Elements filter = index -> 1;
        SpotCheck check = Problem.parse(line) instanceof SeparableProblem pair
                ? SpotCheck.of(pair, input, filter, null, filter, null, null)
                : SpotCheck.of((ConvolutionProblem) Problem.parse(line), input, filter, null, null);
        assertThat(check.check(index -> 0, 64, 3)).isEmpty();
        assertThat(reads.get()).isPositive().isLessThanOrEqualTo(64L * readsPerOutput);
    }

    @Test
    void anEmptyOutputIsRight() {
        Problem problem = Problem.parse("depthwise_conv2d float32 NCHW SAME mb0ic3ih5iw6oc6kh3kw2");
        assertThat(Case.random(problem, new Random(1)).check(new float[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "relu6", "clip(-0.5,2)", "hard_sigmoid", "sigmoid", "leaky_relu(0)"})
    void aNanMayComeOutOfTheseActivationsAsTheirLimit(String activation) {
        Problem problem = Problem.parse("conv2d float32 NHWC VALID ic1ih1iw2oc1kh1kw1 " + activation);
        Case c = Case.of(problem, new float[] {Float.NaN, 0.25f}, new float[] {1}, null, null);
        float[] output = c.expected.toFloatArray();
        assertThat(c.check(output)).isEmpty();
        output[0] = "hard_sigmoid".equals(activation) ? 1 : activation.startsWith("clip") ? -0.5f : 0;
        assertThat(c.check(output)).isEmpty();
        output[0] = 0.75f;
        assertThat(c.check(output).orElseThrow().coordinate()).containsExactly(0, 0, 0, 0);
        output[0] = Float.NaN;
        output[1] = Float.NaN;
        assertThat(c.check(output).orElseThrow().coordinate()).containsExactly(0, 0, 1, 0);
    }

    @Test
    void withoutAnActivationANanStaysOneAndAnInfinityKeepsItsSign() {
        Problem problem = Problem.parse("conv2d float32 NHWC VALID ic1ih1iw2oc1kh1kw1");
        Case c = Case.of(problem, new float[] {Float.NaN, Float.POSITIVE_INFINITY}, new float[] {2}, null, null);
        assertThat(c.check(Float.NaN, Float.POSITIVE_INFINITY)).isEmpty();
        assertThat(c.check(0, Float.POSITIVE_INFINITY)).isPresent();
        assertThat(c.check(Float.NaN, Float.NEGATIVE_INFINITY)).isPresent();
        assertThat(c.check(Float.NaN, 1e30f)).isPresent();
    }

    @Test
    void aSpecialTapOnThePaddingMayMakeABorderNan() {
        Problem problem = Problem.parse("depthwise_conv2d float32 NHWC SAME ic1ih1iw3oc1kh1kw3");
        Case c = Case.of(problem, new float[] {1, 2, 3}, new float[] {Float.POSITIVE_INFINITY, 1, 1}, null, null);
        float[] inside = c.expected.toFloatArray();
        assertThat(inside).containsExactly(3, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertThat(c.check(inside)).isEmpty();
        assertThat(c.check(Float.NaN, inside[1], inside[2])).isEmpty();
        assertThat(c.check(7, inside[1], inside[2])).isPresent();
    }

    @Test
    void whatSeesASpecialElementBetweenTwoPartsIsNotJudgedAndItsNeighboursAre() {
        Problem problem = Problem.parse("depthwise_conv2d float32 NHWC VALID ic2ih1iw2oc2kh1kw1 relu then "
                + "conv2d float32 NHWC VALID ic2ih1iw2oc1kh1kw1");
        Case c = Case.of(
                problem, new float[] {Float.NaN, 1, 1, 1}, new float[] {1, 1}, null, new float[] {1, 1}, null, null);
        assertThat(c.check(1, 2)).isEmpty();
        assertThat(c.check(Float.NaN, 2)).isEmpty();
        assertThat(c.check(1, 3)).isPresent();
        assertThat(c.check(1, Float.NaN)).isPresent();
    }

    @Test
    void aSpecialResidualOfASeparableConvolutionIsJudged() {
        Problem problem = Problem.parse("depthwise_conv2d float32 NHWC VALID ic1ih1iw2oc1kh1kw1 then "
                + "conv2d float32 NHWC VALID ic1ih1iw2oc1kh1kw1 residual");
        Case c = Case.of(problem, new float[] {1, 1}, new float[] {1}, null, new float[] {1}, null, new float[] {
            Float.NaN, Float.POSITIVE_INFINITY
        });
        assertThat(c.check(Float.NaN, Float.POSITIVE_INFINITY)).isEmpty();
        assertThat(c.check(1, Float.POSITIVE_INFINITY)).isPresent();
        assertThat(c.check(Float.NaN, 2)).isPresent();
    }

    @Test
    void theSampleHoldsAllCornersAndPlacesOfEachKind() {
        for (String format : new String[] {"NHWC", "NCHW"}) {
            ConvolutionProblem problem = ConvolutionProblem.parse(
                    "depthwise_conv2d float32 " + format + " SAME mb6ic16ih20iw30oc16kh3kw3 batch=2x3");
            int[] points = SamplePoints.of(problem, 64, 9);
            assertThat(points).hasSize(64).doesNotHaveDuplicates().isEqualTo(SamplePoints.of(problem, 64, 9));
            assertThat(points).isNotEqualTo(SamplePoints.of(problem, 64, 10));
            long[] dims = problem.outputShape().dims();
            int[] sizes = {16, 20, 30};
            int corners = 0;
            int borders = 0;
            int channelEnds = 0;
            int inside = 0;
            for (int point : points) {
                Integer[] at = Comparison.coordinate(dims, point).toArray(Integer[]::new);
                int image = at[0] * 3 + at[1];
                int channel = format.equals("NHWC") ? at[4] : at[2];
                int row = format.equals("NHWC") ? at[2] : at[3];
                int column = format.equals("NHWC") ? at[3] : at[4];
                boolean channelEnd = channel == 0 || channel == sizes[0] - 1;
                boolean rowEnd = row == 0 || row == sizes[1] - 1;
                boolean columnEnd = column == 0 || column == sizes[2] - 1;
                if (channelEnd && rowEnd && columnEnd && (image == 0 || image == 5)) {
                    corners++;
                } else if (rowEnd || columnEnd) {
                    borders++;
                } else if (channelEnd) {
                    channelEnds++;
                } else {
                    inside++;
                }
            }
            assertThat(corners).isEqualTo(16);
            assertThat(borders).isGreaterThanOrEqualTo(10);
            assertThat(channelEnds).isGreaterThanOrEqualTo(10);
            assertThat(inside).isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void manySamplesSeeEveryPlaceInTheEndAndFewAreEnoughForSmallOutputs() {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME ic3ih5iw5oc3kh3kw3");
        boolean[] seen = new boolean[75];
        for (int seed = 0; seed < 200; seed++) {
            for (int point : SamplePoints.of(problem, 8, seed)) {
                seen[point] = true;
            }
        }
        for (int i = 0; i < seen.length; i++) {
            assertThat(seen[i]).as("place %d", i).isTrue();
        }
        int[] all = new int[75];
        Arrays.setAll(all, i -> i);
        assertThat(SamplePoints.of(problem, 75, 1)).isEqualTo(all);
        assertThat(SamplePoints.of(problem, 74, 1)).doesNotHaveDuplicates().hasSizeBetween(1, 74);
    }
}
