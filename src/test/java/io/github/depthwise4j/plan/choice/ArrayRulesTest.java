package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.TiledStrategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.RandomProblems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -Ddepthwise4j.test.seed=7} takes other random problems. */
class ArrayRulesTest {
    private static final int CASES = 500;
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_261_128L);

    private static String copying(String sizes, FakeKernels facts) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 " + sizes);
        Strategy direct = new Strategy.Direct(new Kernel("jit_dw:" + facts.isa()));
        Strategy copying = ArrayRules.copyingOrNull(problem, direct, facts);
        return copying == null ? "none" : copying.name();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NHWC SAME mb1ic96ih56iw56oc96kh7kw7 | replicate.*jit_dw:avx512_core\\) | replicate.*avx2\\)",
                "NHWC SAME mb1ic240ih28iw28oc240kh5kw5 | none | replicate\\(rows=28,jit_dw:avx2\\)",
                "NHWC SAME mb1ic512ih14iw14oc512kh3kw3 | none | replicate\\(rows=14,jit_dw:avx2\\)",
                "NHWC SAME mb1ic256ih28iw28oc256kh3kw3 | none | none",
                "NHWC SAME mb1ic16ih7iw7oc16kh7kw7 | none | none",
                "NHWC SAME mb1ic672ih14iw14oc672kh7kw7sh2sw2 | none | none",
            })
    void inputsAreCopiedIfManyTapsReadThem(String sizes, String avx512, String avx2) {
        assertThat(copying(sizes, FakeKernels.AVX512)).matches(avx512);
        assertThat(copying(sizes, FakeKernels.AVX2)).matches(avx2);
        assertThat(copying(sizes, FakeKernels.SSE41)).isEqualTo("none");
    }

    @Test
    void onlyACopyThatFitsReplacesAStrategy() {
        RandomProblems problems = new RandomProblems(SEED, RandomProblems.DEFAULT_MAX_ELEMENTS, true);
        int copied = 0;
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = problems.next();
            if (!Strategy.hasElements(problem)) {
                continue;
            }
            for (FakeKernels facts : List.of(FakeKernels.AVX512, FakeKernels.AVX2)) {
                Strategy strategy = Rules.choose(problem, facts);
                Strategy copying = ArrayRules.copyingOrNull(problem, strategy, facts);
                if (copying != null) {
                    copied++;
                    assertThat(copying).as("seed %d, %s", SEED, problem).isInstanceOf(TiledStrategy.class);
                    assertThat(strategy).as("seed %d, %s", SEED, problem).isInstanceOf(Strategy.Direct.class);
                    assertThat(copying.fits(problem))
                            .as("seed %d, %s", SEED, problem)
                            .isTrue();
                }
            }
        }
        assertThat(copied).as("problems that are copied").isPositive();
    }
}
