package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Verification.Check;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final ConvolutionProblem PROBLEM = ConvolutionProblem.parse(
            "depthwise_conv2d float32 NHWC SAME mb2ic3ih5iw6oc6kh3kw2 bias n\"block \\\"1\\\"\"");

    /** Changes the result of a correct subject, or its inputs. */
    private interface Mistake {
        void in(float[] output, Tensor input, Tensor filter);
    }

    @Test
    void passesASubjectThatSumsInFloatInAnotherOrder() {
        long seed = TestSettings.newSeed();
        RandomProblems problems = new RandomProblems(seed, 5_000);
        Verifier verifier = new Verifier(FloatSubject::compute);
        for (int i = 0; i < 1_000; i++) {
            Verification verification = verifier.verify(problems.next(), i);
            assertThat(verification.passed())
                    .as("seed %d: %s", seed, verification)
                    .isTrue();
        }
    }

    @Test
    void passesACorrectSubjectOnProblemsOfAllOperationsWithEverythingFused() {
        long seed = TestSettings.newSeed();
        RandomProblems problems = new RandomProblems(seed, 2_000, true);
        Verifier verifier = new Verifier(FloatSubject::compute);
        for (int i = 0; i < 1_000; i++) {
            Verification verification =
                    switch (i % 3) {
                        case 0 -> verifier.verify(problems.next(), i);
                        case 1 -> verifier.verify(problems.nextConv2d(), i);
                        default -> verifier.verify(problems.nextSeparable(), i);
                    };
            assertThat(verification.passed())
                    .as("seed %d: %s", seed, verification)
                    .isTrue();
        }
    }

    @Test
    void catchesEveryActivationInThePlaceOfEveryOther() {
        for (Activation asked : ActivationsTest.activations().toList()) {
            for (Activation given : ActivationsTest.activations().toList()) {
                ConvolutionProblem problem = activated(asked);
                Verification verification = new Verifier((stated, input, filter, bias, residual, output) ->
                                FloatSubject.compute(activated(given), input, filter, bias, residual, output))
                        .verify(problem, 1);
                assertThat(verification.passed()).as("%s for %s", given, asked).isEqualTo(asked.equals(given));
            }
        }
    }

    private static ConvolutionProblem activated(Activation activation) {
        return ConvolutionProblem.parse("conv2d float32 NHWC SAME ic4ih20iw20oc5kh3kw3 bias"
                + (activation == Activation.NONE ? "" : " " + activation));
    }

    @Test
    void catchesAForgottenAndAnOverwrittenResidual() {
        ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 NHWC SAME ic2ih3iw3oc2kh1kw1 residual");
        ConvolutionProblem without = ConvolutionProblem.parse("conv2d float32 NHWC SAME ic2ih3iw3oc2kh1kw1");
        assertThat(new Verifier((stated, input, filter, bias, residual, output) ->
                                FloatSubject.compute(without, input, filter, bias, null, output))
                        .verify(problem, 1)
                        .failedChecks())
                .containsExactly(Check.EXACT, Check.WITHIN_BOUND);
        assertThat(new Verifier((stated, input, filter, bias, residual, output) -> {
                            FloatSubject.compute(stated, input, filter, bias, residual, output);
                            residual.asFloatBuffer().put(0, 99);
                        })
                        .verify(problem, 1)
                        .failedChecks())
                .containsExactly(Check.INPUTS_UNTOUCHED);
    }

    @Test
    void catchesOneWrongElementOfASeparableConvolutionExactly() {
        SeparableProblem problem =
                SeparableProblem.parse("depthwise_conv2d float32 NHWC SAME ic3ih4iw4oc3kh3kw3 leaky_relu(0.25) then "
                        + "conv2d float32 NHWC VALID ic3ih4iw4oc5kh1kw1 relu");
        Verifier twoSteps = new Verifier(FloatSubject::compute);
        assertThat(twoSteps.verify(problem, 1).passed()).isTrue();
        Verification verification = new Verifier(
                        FloatSubject::compute,
                        (stated, input, first, firstBias, second, secondBias, residual, output) -> {
                            float[] values = ReferenceConvolution.compute(
                                            stated,
                                            input.toFloatArray(),
                                            first.toFloatArray(),
                                            null,
                                            second.toFloatArray(),
                                            null,
                                            null)
                                    .toFloatArray();
                            values[7] += 0.25f;
                            output.copyFrom(values);
                        })
                .verify(problem, 1);
        assertThat(verification.failedChecks()).containsExactly(Check.EXACT, Check.WITHIN_BOUND);
        assertThat(verification.coordinate()).containsExactly(0, 0, 1, 2);
        assertThat(verification.bound()).isZero();
        assertThat(verification.problem()).isEqualTo(problem);
        assertThat(verification.replayCommand()).contains(problem.toString());
    }

    @Test
    void reportsHowCloseACorrectSubjectCame() {
        Verification verification = new Verifier(FloatSubject::compute).verify(PROBLEM, 7);
        assertThat(verification.failedChecks()).isEmpty();
        assertThat(verification.coordinate()).hasSize(4);
        assertThat(verification.error()).isPositive().isLessThanOrEqualTo(verification.bound());
        assertThat(verification.describe()).startsWith("passed: " + PROBLEM).contains("seed 7", "bound");
    }

    @Test
    void catchesShiftedTaps() {
        assertCaught((output, input, filter) -> {
            float[] shifted = output.clone();
            System.arraycopy(shifted, 0, output, 1, output.length - 1);
        });
    }

    @Test
    void catchesSwappedChannels() {
        assertCaught((output, input, filter) -> {
            for (int i = 0; i < output.length; i += 6) {
                float first = output[i];
                output[i] = output[i + 1];
                output[i + 1] = first;
            }
        });
    }

    @Test
    void catchesAFlippedKernel() {
        Verification verification = new Verifier((problem, input, filter, bias, residual, output) -> {
                    float[] taps = filter.toFloatArray();
                    int perTap = (int) (problem.filterShape().dim(2)
                            * problem.filterShape().dim(3));
                    float[] flipped = new float[taps.length];
                    for (int from = 0; from < taps.length; from += perTap) {
                        System.arraycopy(taps, from, flipped, taps.length - perTap - from, perTap);
                    }
                    output.copyFrom(
                            ReferenceConvolution.compute(problem, input.toFloatArray(), flipped, bias.toFloatArray())
                                    .toFloatArray());
                })
                .verify(PROBLEM, 1);
        assertThat(verification.failedChecks()).containsExactly(Check.EXACT, Check.WITHIN_BOUND);
    }

    @Test
    void catchesAForgottenBias() {
        ConvolutionProblem unbiased = new ConvolutionProblem(
                PROBLEM.parameters(), PROBLEM.dataType(), PROBLEM.inputShape(), PROBLEM.filterShape(), false);
        Verification verification = new Verifier((problem, input, filter, bias, residual, output) ->
                        FloatSubject.compute(unbiased, input, filter, null, residual, output))
                .verify(PROBLEM, 1);
        assertThat(verification.failedChecks()).containsExactly(Check.EXACT, Check.WITHIN_BOUND);
    }

    @Test
    void catchesOneElementThatIsOffByOneAndNamesIt() {
        Verification verification = verify((output, input, filter) -> output[output.length - 1] += 1);
        assertThat(verification.failedChecks()).containsExactly(Check.EXACT, Check.WITHIN_BOUND);
        assertThat(verification.coordinate()).containsExactly(1, 4, 5, 5);
        assertThat(verification.error()).isEqualTo(1);
        assertThat(verification.bound()).isZero();
        assertThat((double) verification.actual()).isEqualTo(verification.expected() + 1);
    }

    @Test
    void catchesAnErrorThatOnlyRoundedDataShow() {
        // As code would that computes in bfloat16: small integers are exact there, sums below 256 too.
        Verification verification = new Verifier((problem, input, filter, bias, residual, output) -> {
                    float[] rounded = input.toFloatArray();
                    for (int i = 0; i < rounded.length; i++) {
                        rounded[i] = Float.intBitsToFloat(Float.floatToIntBits(rounded[i]) & 0xFFFF0000);
                    }
                    try (Tensor narrow = Tensor.of(rounded, input.shape().dims())) {
                        FloatSubject.compute(problem, narrow, filter, bias, residual, output);
                    }
                })
                .verify(PROBLEM, 1);
        assertThat(verification.failedChecks()).containsExactly(Check.WITHIN_BOUND);
        assertThat(verification.error()).isGreaterThan(verification.bound());
        assertThat(verification.bound()).isPositive();
    }

    @Test
    void catchesANanWhereANumberIsExpected() {
        Verification verification = verify((output, input, filter) -> output[3] = Float.NaN);
        assertThat(verification.failedChecks()).containsExactly(Check.EXACT, Check.WITHIN_BOUND);
        assertThat(verification.coordinate()).containsExactly(0, 0, 0, 3);
        assertThat(verification.actual()).isNaN();
        assertThat(verification.error()).isInfinite();
    }

    @Test
    void catchesAnOutputThatWasNeverWritten() {
        Verification verification =
                new Verifier((problem, input, filter, bias, residual, output) -> {}).verify(PROBLEM, 1);
        assertThat(verification.failedChecks()).containsExactly(Check.EXACT, Check.WITHIN_BOUND);
        assertThat(verification.actual()).isNaN();
    }

    @Test
    void catchesAnOverwrittenInput() {
        Verification verification =
                verify((output, input, filter) -> input.asFloatBuffer().put(4, 0.5f));
        assertThat(verification.failedChecks()).containsExactly(Check.INPUTS_UNTOUCHED);
        assertThat(verification.describe()).contains("inputs untouched", "replay:");
    }

    @Test
    void catchesAnInputThatIsOverwrittenInOneOfTheTwoRunsOnly() {
        for (int wrongRun = 0; wrongRun < 2; wrongRun++) {
            int wrong = wrongRun;
            int[] run = new int[1];
            Verification verification = verify((output, input, filter) -> {
                if (run[0]++ == wrong) {
                    input.asFloatBuffer().put(4, 0.5f);
                }
            });
            assertThat(verification.failedChecks()).as("run %d", wrong).containsExactly(Check.INPUTS_UNTOUCHED);
        }
    }

    @Test
    void catchesAnOverwrittenFilter() {
        assertThat(verify((output, input, filter) -> filter.asFloatBuffer().put(0, -0f))
                        .failedChecks())
                .containsExactly(Check.INPUTS_UNTOUCHED);
    }

    @Test
    void catchesAnOverwrittenBias() {
        Verification verification = new Verifier((problem, input, filter, bias, residual, output) -> {
                    FloatSubject.compute(problem, input, filter, bias, residual, output);
                    bias.asFloatBuffer().put(5, Float.NaN);
                })
                .verify(PROBLEM, 1);
        assertThat(verification.failedChecks()).containsExactly(Check.INPUTS_UNTOUCHED);
    }

    @Test
    void aFailureNamesTheCommandThatReplaysIt() {
        Verification verification = verify((output, input, filter) -> output[0] += 1);
        assertThat(verification.describe())
                .isEqualTo(verification.toString())
                .startsWith("FAILED exact")
                .contains("output[0, 0, 0, 0]", "error 1.0", "bound 0.0")
                .endsWith(verification.replayCommand());
        assertThat(verification.describe().lines()).hasSize(2);
        Matcher command = Pattern.compile("depthwise4j verify --problem \"([^\"]*)\" --seed (-?\\d+)")
                .matcher(verification.replayCommand());
        assertThat(command.matches()).isTrue();
        assertThat(ConvolutionProblem.parse(command.group(1))).isEqualTo(PROBLEM.unnamed());
        assertThat(Long.parseLong(command.group(2))).isEqualTo(verification.seed());
    }

    @Test
    void theSameSeedGivesTheSameDataAndAnotherSeedOthers() {
        assertThat(Arrays.deepEquals(inputsOf(5), inputsOf(5))).isTrue();
        assertThat(Arrays.deepEquals(inputsOf(5), inputsOf(6))).isFalse();
    }

    @Test
    void theFirstDataAreIntegersAndTheSecondAreFractionsOfBothSigns() {
        List<float[]> inputs = new ArrayList<>();
        new Verifier((problem, input, filter, bias, residual, output) -> inputs.add(input.toFloatArray()))
                .verify(PROBLEM, 1);
        assertThat(inputs).hasSize(2);
        boolean fraction = false;
        boolean positive = false;
        boolean negative = false;
        for (int i = 0; i < inputs.get(0).length; i++) {
            assertThat(inputs.get(0)[i]).isEqualTo(Math.round(inputs.get(0)[i])).isBetween(-16f, 16f);
            float value = inputs.get(1)[i];
            fraction |= value != Math.rint(value);
            positive |= value > 0;
            negative |= value < 0;
        }
        assertThat(fraction && positive && negative).isTrue();
    }

    @Test
    void integersShrinkUntilAllSumsOfALargeFilterAreExact() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC VALID mb1ic1ih400iw400oc1kh400kw400");
        float[] largest = new float[1];
        Verification verification = new Verifier((stated, input, filter, bias, residual, output) -> {
                    if (largest[0] == 0) {
                        for (float value : input.toFloatArray()) {
                            largest[0] = Math.max(largest[0], value);
                        }
                    }
                    FloatSubject.compute(stated, input, filter, bias, residual, output);
                })
                .verify(problem, 1);
        assertThat(verification.passed()).as("%s", verification).isTrue();
        // 160000 terms: 10 * 10 each stays below 2^24, 11 * 11 does not.
        assertThat(largest[0]).isEqualTo(10);
    }

    @Test
    void anEmptyOutputPassesAndHasNoCoordinate() {
        ConvolutionProblem empty = ConvolutionProblem.parse("depthwise_conv2d float32 NCHW SAME mb0ic3ih5iw6oc6kh3kw2");
        Verification verification = new Verifier(FloatSubject::compute).verify(empty, 1);
        assertThat(verification.passed()).isTrue();
        assertThat(verification.coordinate()).isEmpty();
        assertThat(verification.describe()).contains("the output is empty");
    }

    @Test
    void whatTheSubjectThrowsIsThrown() {
        Verifier verifier = new Verifier((problem, input, filter, bias, residual, output) -> {
            throw new IllegalStateException("no engine");
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> verifier.verify(PROBLEM, 1))
                .withMessage("no engine");
    }

    private static void assertCaught(Mistake mistake) {
        assertThat(verify(mistake).failedChecks()).containsExactly(Check.EXACT, Check.WITHIN_BOUND);
    }

    private static Verification verify(Mistake mistake) {
        return new Verifier((problem, input, filter, bias, residual, output) -> {
                    FloatSubject.compute(problem, input, filter, bias, residual, output);
                    float[] values = output.toFloatArray();
                    mistake.in(values, input, filter);
                    output.copyFrom(values);
                })
                .verify(PROBLEM, 1);
    }

    /** The input of both runs. */
    private static float[][] inputsOf(long seed) {
        List<float[]> inputs = new ArrayList<>();
        new Verifier((problem, input, filter, bias, residual, output) -> inputs.add(input.toFloatArray()))
                .verify(PROBLEM, seed);
        return inputs.toArray(float[][]::new);
    }
}
