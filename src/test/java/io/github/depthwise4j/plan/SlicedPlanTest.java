package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in bands of few rows, smaller than any that would be divided by itself. */
class SlicedPlanTest {
    private static final ThreadLimit TWO = new ThreadLimit(2, false);

    /** Null where there is nothing to divide. */
    private static Verification verify(ConvolutionProblem problem, int rows, long seed) {
        if (problem.outputShape().elementCount() == 0
                || problem.inputShape().elementCount() == 0
                || !RowBands.isDivisible(problem)) {
            return null;
        }
        try (DirectPlan whole = DirectPlan.create(problem);
                SlicedPlan sliced = SlicedPlan.create(whole, rows, TWO)) {
            return sliced == null ? null : verify(sliced, problem, seed);
        }
    }

    private static Verification verify(SlicedPlan sliced, ConvolutionProblem problem, long seed) {
        return new Verifier((same, input, filter, bias, residual, output) -> {
                    try (PackedFilter packed = sliced.pack(filter, bias)) {
                        sliced.execute(input, packed, residual, output);
                    }
                })
                .verify(problem, seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void bandsOfAnyHeightComputeRandomProblemsRight(int rows) {
        RandomProblems problems = new RandomProblems(rows, 20_000, true);
        List<String> failures = new ArrayList<>();
        int verified = 0;
        for (int i = 0; i < 300; i++) {
            Verification verification = verify(i % 2 == 0 ? problems.next() : problems.nextConv2d(), rows, i);
            if (verification != null) {
                verified++;
                if (!verification.passed()) {
                    failures.add(verification.describe());
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(verified).isGreaterThan(80);
    }

    @Test
    void anImageWithAWindowOnThePaddingIsNotDivided() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("conv2d float32 NHWC [[0,0],[0,2],[6,3],[0,0]] ic16ih8iw116oc16kh2kw7sh4sw2");
        assertThat(RowBands.isDivisible(problem)).isFalse();
        assertThat(Slicing.bandRows(problem)).isEqualTo(Slicing.WHOLE);
    }
}
