package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.ConvolutionProblem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a name says is what is computed. */
@Tag("isa")
class StrategyNameTest {
    @ParameterizedTest
    @MethodSource("io.github.depthwise4j.plan.SlicedPlanTest#samples")
    void theNamesOfAllCandidatesCanBeReadBack(ConvolutionProblem problem) {
        for (Strategy candidate : Candidates.of(problem)) {
            Strategy parsed = Strategy.parse(candidate.name()).orElseThrow();
            assertThat(parsed).isEqualTo(candidate);
            assertThat(parsed.name()).isEqualTo(candidate.name());
            assertThat(parsed.fits(problem)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NHWC, 'guess'",
        "NHWC, ''",
        "NHWC, 'direct()'",
        "NHWC, 'direct(no such implementation)'",
        "NHWC, 'replicate(rows=0,jit_dw:sse41)'",
        "NHWC, 'replicate(rows=99999999999,jit_dw:sse41)'",
        "NHWC, 'replicate(rows=-1,jit_dw:sse41)'",
        "NHWC, 'replicate(batch,no such implementation)'",
        "NHWC, 'replicate(rows=4,)'",
        "NHWC, 'blocks(all,nhwc,jit_dw:sse41)'",
        "NCHW, 'replicate(batch,jit_dw:sse41)'",
        "NCHW, 'blocks(0,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(15,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(64,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(all,nchw,jit_dw:sse41)'",
        "NCHW, 'indexed(4,nChw8c,jit_dw:sse41)'",
        "NCHW, 'indexed(batch,nhwc,jit_dw:sse41)'",
        "NCHW, 'blocks(all,nothing,jit_dw:sse41)'",
        "NCHW, 'blocks(2,nChw8c,jit_dw:sse41)'",
        "NCHW, 'blocks(all,nhwc,no such implementation)'",
    })
    void whatIsNoWayToComputeTheProblemIsRefused(String format, String name) {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 " + format + " SAME mb1ic16ih9iw9oc32kh3kw3");
        long plans = Plan.live();
        assertThatThrownBy(() -> Planner.plan(problem, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no candidate " + name);
        assertThat(Plan.live()).isEqualTo(plans);
    }
}
