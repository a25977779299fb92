package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random problems of all kinds, by oneDNN against the oracle: always the same ones, and some that no build has seen
 * before.
 *
 * <p>{@code -Ddepthwise4j.test.cases=100000} takes more of them, {@code -Ddepthwise4j.test.seed=7} others. What fails
 * is replayed by the seed, or by its line in the failure alone: {@code
 * Depthwise4j.verifier().verify(ConvolutionProblem.parse(line), seed)}.
 */
class RandomProblemsNativeTest {
    private static final int MOST_FAILURES = 5;

    /** What is drawn, and how many of the cases there are of it. */
    private record Kind(String name, boolean fused, int share, Draw draw) {}

    @FunctionalInterface
    private interface Draw {
        Function<Verifier, Verification> next(RandomProblems problems, long dataSeed);
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("depthwise", false, 1, (problems, seed) -> one(problems.next(), seed)),
                new Kind("conv2d", false, 1, (problems, seed) -> one(problems.nextConv2d(), seed)),
                new Kind("separable", false, 3, (problems, seed) -> pair(problems.nextSeparable(), seed)),
                new Kind("depthwise, fused", true, 3, (problems, seed) -> one(problems.next(), seed)),
                new Kind("conv2d, fused", true, 3, (problems, seed) -> one(problems.nextConv2d(), seed)),
                new Kind("separable, fused", true, 3, (problems, seed) -> pair(problems.nextSeparable(), seed)));
    }

    private static Function<Verifier, Verification> one(ConvolutionProblem problem, long dataSeed) {
        return verifier -> verifier.verify(problem, dataSeed);
    }

    private static Function<Verifier, Verification> pair(SeparableProblem problem, long dataSeed) {
        return verifier -> verifier.verify(problem, dataSeed);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theProblemsOfAFixedSeedAreComputedRight(Kind kind) {
        assertAllRight(kind, TestSettings.SEED, TestSettings.CASES / kind.share);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void problemsNeverSeenBeforeAreComputedRight(Kind kind) {
        assertAllRight(kind, new Random().nextInt(Integer.MAX_VALUE), TestSettings.CASES / kind.share / 3);
    }

    private static void assertAllRight(Kind kind, long seed, int count) {
        RandomProblems problems = new RandomProblems(seed, RandomProblems.DEFAULT_MAX_ELEMENTS, kind.fused);
        Verifier verifier = Depthwise4j.verifier();
        List<String> failures = new ArrayList<>();
        int done = 0;
        while (done < count && failures.size() < MOST_FAILURES) {
            Verification verification = kind.draw.next(problems, done).apply(verifier);
            if (!verification.passed()) {
                failures.add("problem " + done + ": " + verification.describe());
            }
            done++;
        }
        assertThat(failures)
                .as(
                        "of %d problems; all of them again: mvn test -Dtest=RandomProblemsNativeTest "
                                + "-Ddepthwise4j.test.seed=%d -Ddepthwise4j.test.cases=%d",
                        done, seed, count * kind.share)
                .isEmpty();
    }
}
