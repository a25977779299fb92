package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {
    private static final Work WORK = Work.of(
            ConvolutionProblem.parse("depthwise_conv2d float32 NHWC VALID mb1ic8ih5iw6oc8kh3kw3"),
            Strategy.parse("direct(jit_dw:avx2)").orElseThrow());

    @Test
    void theTimeIsTheSumOfAllCounts() {
        Costs costs = Costs.parse("""
                oneDNN | calls 400 | plans 100
                jit_dw:avx2 | rows 10 |\
                  taps of rows 2 | never 7
                something else | rows 1E9
                """);
        assertThat(costs.nanos(WORK)).isEqualTo(400 + 100 + 3 * 10 + 3 * 9 * 2);
    }

    @Test
    void aKernelOfWhichNothingIsKnownIsNotChosen() {
        assertThat(Costs.parse("oneDNN | calls 400").nanos(WORK)).isInfinite();
    }

    @Test
    void aKindWithoutCostsHasThoseOfTheMoreGeneralKind() {
        Work work = Work.of(
                ConvolutionProblem.parse("conv2d float32 NHWC VALID g4mb1ic8ih5iw6oc8kh1kw1"),
                Strategy.parse("direct(jit:avx2)").orElseThrow());
        assertThat(Costs.parse("jit:avx2 | groups 10").nanos(work)).isEqualTo(40);
        assertThat(Costs.parse("jit:avx2 | groups 10\njit:avx2, groups | groups 3")
                        .nanos(work))
                .isEqualTo(12);
        assertThat(Costs.parse("jit:avx | groups 10").nanos(work)).isInfinite();
    }

    @Test
    void everyTableKnowsTheKernelsOfItsInstructionSet() {
        for (FakeKernels facts : FakeKernels.ALL) {
            for (String line : new String[] {
                "depthwise_conv2d float32 NHWC SAME mb2ic40ih9iw9oc40kh3kw3",
                "depthwise_conv2d float32 NHWC SAME mb2ic40ih9iw9oc80kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb2ic40ih9iw9oc40kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb2ic40ih9iw9oc80kh3kw3",
                "conv2d float32 NHWC SAME mb2ic40ih9iw9oc80kh3kw3",
                "conv2d float32 NCHW SAME mb2ic40ih9iw9oc80kh1kw1",
                "conv2d float32 NHWC SAME g4mb2ic40ih9iw9oc80kh3kw3",
            }) {
                ConvolutionProblem problem = ConvolutionProblem.parse(line);
                Strategy chosen = Rules.strategies(problem, facts).get(0);
                assertThat(Costs.of(facts).nanos(Work.of(problem, chosen)))
                        .as("%s with %s: %s", line, facts.isa(), chosen.name())
                        .isBetween(500.0, 1e6);
            }
        }
    }

    /** How much longer 28x28 pixels of 240 channels take with an activation than without, for each number. */
    private static double nanosOf(String activation, String kernel, KernelFacts facts) {
        String line = "conv2d float32 NHWC SAME mb1ic40ih28iw28oc240kh1kw1";
        double[] nanos = new double[2];
        for (int i = 0; i < 2; i++) {
            ConvolutionProblem problem = ConvolutionProblem.parse(line + (i == 0 ? "" : " " + activation));
            Strategy direct = Strategy.parse("direct(" + kernel + ")").orElseThrow();
            nanos[i] = Costs.of(facts).nanos(Work.of(problem, direct));
        }
        return (nanos[1] - nanos[0]) / (28 * 28 * 240);
    }

    @Test
    void kernelsOfOldInstructionSetsTakeLongerForExponentialFunctions() {
        for (FakeKernels facts : List.of(FakeKernels.AVX512, FakeKernels.AVX512_NARROW)) {
            assertThat(nanosOf("swish", "jit_1x1:avx512_core", facts)).isCloseTo(0.375, within(1e-6));
            assertThat(nanosOf("swish", "jit_1x1:avx2", facts)).isCloseTo(0.5875, within(1e-6));
            assertThat(nanosOf("tanh", "jit_1x1:avx512_core", facts)).isCloseTo(0.4, within(1e-6));
            assertThat(nanosOf("tanh", "jit_1x1:avx2", facts)).isCloseTo(2.125, within(1e-6));
            assertThat(nanosOf("relu6", "jit_1x1:avx2", facts)).isZero();
        }
    }

    /** What is activated apart is activated with the newest instruction set, and read and written once more. */
    @Test
    void theResultOfAProductIsActivatedByTheNewestInstructionSet() {
        assertThat(nanosOf("swish", "x64:gemm:jit", FakeKernels.AVX512)).isCloseTo(0.1 + 0.375, within(1e-6));
        assertThat(nanosOf("swish", "x64:gemm:jit", FakeKernels.AVX512_NARROW)).isCloseTo(0.1 + 0.375, within(1e-6));
        assertThat(nanosOf("swish", "x64:gemm:jit", FakeKernels.AVX2)).isCloseTo(0.1 + 0.5875, within(1e-6));
        assertThat(nanosOf("swish", "x64:gemm:jit", FakeKernels.SSE41)).isCloseTo(0.1 + 1.575, within(1e-6));
        assertThat(nanosOf("relu6", "x64:gemm:jit", FakeKernels.AVX512)).isCloseTo(0.1, within(1e-6));
    }

    /** A register with one number takes as long as a full one. */
    @Test
    void wholeRegistersAreActivated() {
        for (String type : List.of(
                "conv2d float32 NHWC SAME mb1ic2ih5iw6oc1kh3kw3",
                "depthwise_conv2d float32 NHWC SAME mb1ic2ih5iw6oc2kh3kw3")) {
            String kernel = type.startsWith("conv") ? "direct(jit:avx2)" : "direct(jit_dw:avx2)";
            Work work = Work.of(
                    ConvolutionProblem.parse(type + " gelu_erf"),
                    Strategy.parse(kernel).orElseThrow());
            assertThat(work.counts().get("gelu_erf")).isEqualTo(Map.of("8 numbers at a time", 30.0));
        }
    }

    @Test
    void narrowUnitsHaveTheirOwnCosts() {
        assertThat(Costs.of(FakeKernels.AVX512_NARROW)).isNotSameAs(Costs.of(FakeKernels.AVX512));
        assertThat(FakeKernels.ALL.stream().map(Costs::of)).doesNotHaveDuplicates();
    }
}
