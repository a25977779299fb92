package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorBoundTest {
    private static final double U = 0x1p-24;

    @Test
    void isGammaTimesTheAbsoluteSum() {
        for (int terms : new int[] {1, 2, 9, 49, 1000}) {
            double gamma = terms * U / (1 - terms * U);
            // The oracle's own roundings and underflow may add next to nothing.
            assertThat(ErrorBound.ofTerms(terms).of(3.5)).isBetween(gamma * 3.5, gamma * 3.5 * (1 + 1e-8));
        }
    }

    @Test
    void countsTheTapsOfOneChannelAndTheBias() {
        assertThat(ErrorBound.of(problem("mb2ic5ih9iw9oc10kh3kw4")).of(1))
                .isEqualTo(ErrorBound.ofTerms(12).of(1));
        assertThat(ErrorBound.of(problem("mb2ic5ih9iw9oc10kh3kw4 bias")).of(1))
                .isEqualTo(ErrorBound.ofTerms(13).of(1));
    }

    @Test
    void catchesAValueOneUnitInTheLastPlacePerTermOff() {
        // In [1, 2) a unit in the last place is 2u, so that n of them are twice gamma(n).
        for (int terms : new int[] {1, 4, 9, 25, 49}) {
            ErrorBound bound = ErrorBound.ofTerms(terms);
            assertThat(bound.accepts((float) (1 + terms * 2 * U), 1, 1)).isFalse();
            assertThat(bound.accepts((float) (1 - terms * 2 * U), 1, 1)).isFalse();
            assertThat(bound.accepts((float) (1 - terms * U), 1, 1)).isTrue();
            assertThat(bound.accepts(1, 1, 1)).isTrue();
        }
    }

    @Test
    void acceptsSumsInFloatInEveryOrderFusedOrNot() {
        long seed = TestSettings.newSeed();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            int terms = 1 + random.nextInt(60);
            ErrorBound bound = ErrorBound.ofTerms(terms);
            // From the smallest denormal numbers to large ones.
            int exponent = random.nextInt(120) - 75;
            double sum = 0;
            double absoluteSum = 0;
            float forward = 0;
            float fused = 0;
            float[] products = new float[terms];
            for (int i = 0; i < terms; i++) {
                float x = Math.scalb((float) random.nextGaussian(), exponent + random.nextInt(8));
                float w = Math.scalb((float) random.nextGaussian(), -exponent / 2);
                w = random.nextInt(4) == 0 ? Math.scalb(w, exponent) : w;
                sum += (double) x * w;
                absoluteSum += Math.abs((double) x * w);
                products[i] = x * w;
                forward += products[i];
                fused = Math.fma(x, w, fused);
            }
            float backward = 0;
            for (int i = terms - 1; i >= 0; i--) {
                backward += products[i];
            }
            for (float actual : new float[] {forward, fused, backward}) {
                assertThat(bound.accepts(actual, sum, absoluteSum))
                        .as("seed %d, round %d: %s against %s", seed, round, actual, sum)
                        .isTrue();
            }
        }
    }

    @Test
    void allowsForUnderflowOfEveryProductAndNoMore() {
        ErrorBound bound = ErrorBound.ofTerms(4);
        // Four products of 2^-150, each rounded to zero.
        assertThat(bound.accepts(0, 0x1p-148, 0x1p-148)).isTrue();
        assertThat(bound.accepts(5 * Float.MIN_VALUE, 0, 0x1p-148)).isFalse();
        assertThat(bound.accepts(0, Float.MIN_NORMAL, Float.MIN_NORMAL)).isFalse();
    }

    @Test
    void leavesNoRoomWhereEveryTermIsZero() {
        ErrorBound bound = ErrorBound.ofTerms(9);
        assertThat(bound.of(0)).isZero();
        assertThat(bound.accepts(Float.MIN_VALUE, 0, 0)).isFalse();
        assertThat(bound.accepts(-0f, 0, 0)).isTrue();
    }

    @Test
    void asksForANanWhereANanIsExpected() {
        ErrorBound bound = ErrorBound.ofTerms(9);
        assertThat(bound.accepts(Float.NaN, Double.NaN, Double.NaN)).isTrue();
        assertThat(bound.accepts(Float.NaN, Double.NaN, Double.POSITIVE_INFINITY))
                .isTrue();
        assertThat(bound.accepts(0, Double.NaN, Double.NaN)).isFalse();
        assertThat(bound.accepts(Float.POSITIVE_INFINITY, Double.NaN, Double.NaN))
                .isFalse();
        assertThat(bound.accepts(Float.NaN, 1, 1)).isFalse();
    }

    @Test
    void asksForTheSameInfinityWhereOneIsExpected() {
        ErrorBound bound = ErrorBound.ofTerms(9);
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(bound.accepts(Float.POSITIVE_INFINITY, infinity, infinity)).isTrue();
        assertThat(bound.accepts(Float.NEGATIVE_INFINITY, -infinity, infinity)).isTrue();
        assertThat(bound.accepts(Float.NEGATIVE_INFINITY, infinity, infinity)).isFalse();
        assertThat(bound.accepts(Float.MAX_VALUE, infinity, infinity)).isFalse();
        assertThat(bound.accepts(Float.NaN, infinity, infinity)).isFalse();
        assertThat(bound.accepts(Float.POSITIVE_INFINITY, 1, 1)).isFalse();
    }

    @Test
    void saysNothingWhereAPartialSumMayOverflow() {
        ErrorBound bound = ErrorBound.ofTerms(3);
        assertThat(bound.of(Float.MAX_VALUE)).isInfinite();
        assertThat(bound.accepts(Float.POSITIVE_INFINITY, 1, 2.0 * Float.MAX_VALUE))
                .isTrue();
        assertThat(bound.of(Float.MAX_VALUE / 2)).isFinite();
    }

    @Test
    void saysNothingFromTwoToTheTwentyFourTermsOn() {
        assertThat(ErrorBound.ofTerms((1 << 24) - 1).of(1)).isFinite();
        assertThat(ErrorBound.ofTerms(1 << 24).of(1)).isInfinite();
        assertThat(ErrorBound.ofTerms(Long.MAX_VALUE).of(1)).isInfinite();
    }

    @Test
    void refusesANegativeNumberOfTerms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErrorBound.ofTerms(-1))
                .withMessageContaining("terms = -1");
    }

    private static ConvolutionProblem problem(String sizes) {
        return ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME " + sizes);
    }
}
