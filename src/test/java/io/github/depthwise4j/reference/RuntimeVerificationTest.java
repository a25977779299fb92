package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.depthwise4j.ChildJvm;
import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.Data;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.ProblemData;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.operation.BuiltConvolution;
import io.github.depthwise4j.operation.BuiltOperation;
import io.github.depthwise4j.operation.BuiltSeparable;
import io.github.depthwise4j.operation.SampledVerifier;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RuntimeVerification.OnMismatch;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are checked by the oracle while an application runs. */
class RuntimeVerificationTest {
    private static final RuntimeVerification THROWING =
            RuntimeVerification.everyNth(1).onMismatch(OnMismatch.THROW);
    private static final ConvolutionProblem PROBLEM = ProblemData.CHECKED;

    private static long verified() {
        return Depthwise4j.stats().verifiedCalls();
    }

    private static BuiltOperation<?> operation(Problem problem, RuntimeVerification verification, Tensor... tensors) {
        if (problem instanceof SeparableProblem pair) {
            return BuiltSeparable.of(
                    pair.depthwise().parameters(),
                    new BuiltSeparable.Part(
                            tensors[1], tensors[2], pair.depthwise().fusion()),
                    new BuiltSeparable.Part(
                            tensors[3], tensors[4], pair.pointwise().fusion()),
                    Planning.standard(),
                    verification);
        }
        ConvolutionProblem one = (ConvolutionProblem) problem;
        return BuiltConvolution.of(
                one.parameters(), tensors[1], tensors[2], one.fusion(), Planning.standard(), verification);
    }

    /** With THROW, a false alarm fails the call. */
    private static void assertNoAlarm(Problem problem, Random random, float special) {
        Tensor[] tensors = ProblemData.tensors(problem, random, special);
        try (BuiltOperation<?> operation = operation(problem, THROWING.samples(200), tensors)) {
            long before = verified();
            operation.run(tensors[0], tensors[tensors.length - 1]).close();
            assertThat(verified()).isEqualTo(before + 1);
        } finally {
            ProblemData.close(tensors);
        }
    }

    @Test
    void whatOneDnnComputesRaisesNoAlarm() {
        RandomProblems problems = new RandomProblems(TestSettings.SEED, 20_000, true);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            assertNoAlarm(problems.nextOfAnyOperation(), random, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void norDoNanAndInfinitiesInAnyTensor(float special) {
        RandomProblems problems = new RandomProblems(TestSettings.SEED + 1, 3_000, true);
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            assertNoAlarm(problems.nextOfAnyOperation(), random, special);
        }
    }

    @Test
    void callsAreCountedPerInputShape() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .verification(
                                RuntimeVerification.firstCall().andEveryNth(3).onMismatch(OnMismatch.THROW))
                        .build();
                Tensor small = Data.random(2, 1, 5, 5, 8);
                Tensor large = Data.random(3, 2, 9, 9, 8)) {
            List<Long> checked = new ArrayList<>();
            long before = verified();
            for (int call = 1; call <= 7; call++) {
                op.run(small).close();
                op.run(large).close();
                checked.add(verified() - before);
            }
            // The first, third and sixth of each.
            assertThat(checked).containsExactly(2L, 2L, 4L, 4L, 4L, 6L, 6L);
        }
    }

    @Test
    void allOperationsCanBeBuiltSoAndNoneIsCheckedUnlessAsked() {
        try (Tensor depthwise = Data.random(1, 3, 3, 8, 1);
                Tensor pointwise = Data.random(2, 1, 1, 8, 8);
                Tensor in = Data.random(3, 1, 6, 6, 8);
                Conv2d conv = Conv2d.builder(pointwise).verification(THROWING).build();
                SeparableConv2d separable = SeparableConv2d.builder(depthwise, pointwise)
                        .verification(THROWING)
                        .build();
                Conv2d unchecked = Conv2d.builder(pointwise).build();
                Conv2d off = Conv2d.builder(pointwise)
                        .verification(RuntimeVerification.off())
                        .build()) {
            long before = verified();
            conv.run(in).close();
            separable.run(in).close();
            assertThat(verified()).isEqualTo(before + 2);
            unchecked.run(in).close();
            off.run(in).close();
            Nn.conv2d(in, pointwise, new int[] {1}, Padding.VALID).close();
            assertThat(verified()).isEqualTo(before + 2);
        }
    }

    @Test
    void callsOnArraysOfTheHeapAreCheckedToo() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 2);
                Tensor pointwise = Data.random(2, 1, 1, 16, 8);
                DepthwiseConv2d op =
                        DepthwiseConv2d.builder(filter).verification(THROWING).build();
                SeparableConv2d separable = SeparableConv2d.builder(filter, pointwise)
                        .verification(THROWING)
                        .build()) {
            Shape shape = Shape.of(2, 40, 40, 8);
            float[] input = Data.values(shape, 3);
            long before = verified();
            op.run(input, shape, new float[2 * 38 * 38 * 16]);
            separable.run(input, shape, new float[2 * 38 * 38 * 8]);
            assertThat(verified()).isEqualTo(before + 2);
        }
    }

    @Test
    void checkedCallsLeaveNothingBehind() {
        Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(10), 0);
        try (BuiltOperation<?> operation = operation(PROBLEM, THROWING, tensors);
                Tensor output =
                        Tensor.allocate(DataType.FLOAT32, PROBLEM.outputShape().dims())) {
            for (int i = 0; i < 100; i++) {
                operation.run(tensors[0], null, output);
            }
            long blocks = LiveBlocks.settled();
            for (int i = 0; i < 300; i++) {
                operation.run(tensors[0], null, output);
            }
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
        } finally {
            ProblemData.close(tensors);
        }
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuntimeVerification.everyNth(0))
                .withMessageContaining("everyNth = 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuntimeVerification.firstCall().samples(0))
                .withMessageContaining("samples = 0");
    }

    @Test
    void itSaysWhatItDoes() {
        assertThat(RuntimeVerification.off()).hasToString("off");
        assertThat(RuntimeVerification.firstCall()).hasToString("first, 64 samples, LOG");
        assertThat(RuntimeVerification.firstCall().andEveryNth(5).samples(9).onMismatch(OnMismatch.THROW))
                .hasToString("first and every 5, 9 samples, THROW");
        assertThat(RuntimeVerification.everyNth(2).onMismatch(mismatch -> {}))
                .hasToString("every 2, 64 samples, callback");
    }

    /** The program of the test below: prints how many of its calls were checked. */
    static final class CountChecks {
        private CountChecks() {}

        public static void main(String[] arguments) {
            try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                    Tensor in = Data.random(2, 1, 6, 6, 8);
                    DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
                    DepthwiseConv2d off = DepthwiseConv2d.builder(filter)
                            .verification(RuntimeVerification.off())
                            .build()) {
                for (int i = 0; i < 4; i++) {
                    op.run(in).close();
                    off.run(in).close();
                    Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.VALID)
                            .close();
                }
                // The verifier looks at every output anyway.
                Depthwise4j.verifier().verify(PROBLEM, 1);
                System.out.print(verified());
            }
        }
    }

    @Test
    void theSettingsApplyToWhateverDoesNotSayOtherwise() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .option("-Ddepthwise4j.verifyFirst=true")
                        .environment("DEPTHWISE4J_VERIFY_EVERY", "2")
                        .run(CountChecks.class))
                .isEqualTo("6");
    }

    /** The program of the test below: its operator wants calls that go wrong to throw. */
    static final class PrintAnswer {
        private PrintAnswer() {}

        public static void main(String[] arguments) {
            System.out.print(SampledVerifier.standard());
        }
    }

    @Test
    void theSettingsChooseTheAnswer() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .option("-Ddepthwise4j.verifyEvery=7")
                        .option("-Ddepthwise4j.verifyMismatch=throw")
                        .run(PrintAnswer.class))
                .isEqualTo("every 7, 64 samples, THROW");
    }
}
