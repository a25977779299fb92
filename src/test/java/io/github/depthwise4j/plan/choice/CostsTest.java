package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
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
}
