package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order in which strategies are tried. */
@Tag("isa")
class ChoicesTest {
    /** With AVX2, oneDNN has mostly slow kernels for these two. */
    private static final String GROUPS = "conv2d float32 NCHW SAME g4mb17ic24ih93iw307oc4kh2kw2sh3sw3";

    private static final String STRIDES = "conv2d float32 NHWC SAME g6mb1ic36ih238iw178oc6kh3kw3sh4sw4 bias elu";
    /** On every CPU, oneDNN has slow kernels for some strategies. */
    private static final String DILATIONS = "depthwise_conv2d float32 NHWC SAME ic31ih50iw25oc403kh3kw3dh19dw19";

    /** The strategies that are tried after the first two, that of the rules and oneDNN's own. */
    private static List<Strategy> further(ConvolutionProblem problem, boolean onlyFast) {
        Choices choices = Choices.of(problem, PlanningEffort.ESTIMATE);
        List<Strategy> tried = new ArrayList<>();
        while (choices.skipPoor(onlyFast)) {
            tried.add(choices.current().strategy());
        }
        tried.removeIf(Strategy.Direct.FIRST::equals);
        return tried;
    }

    @ParameterizedTest
    @ValueSource(strings = {GROUPS, STRIDES, DILATIONS})
    void insteadOfASlowPlanOnlyFastOnesAreTried(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        FastParts parts = new FastParts(problem, KernelFacts.ofOneDnn());
        List<Strategy> fast =
                further(problem, false).stream().filter(parts::areFast).toList();
        assertThat(further(problem, true)).isEqualTo(fast);
    }

    @ParameterizedTest
    @ValueSource(strings = DILATIONS)
    void insteadOfAPlanWithMuchMemorySlowOnesAreTriedToo(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        assertThat(further(problem, false))
                .hasSizeGreaterThan(further(problem, true).size());
    }
}
