package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final ErrorBound BOUND = ErrorBound.ofTerms(9);

    @Test
    void theWorstOutputIsTheOneFurthestBeyondItsOwnBound() {
        // 1000 may be off by 5e-4, 0.001 by 5e-10.
        Comparison comparison = compare(new float[] {1000.0001f, 0.001001f, 0}, new double[] {1000, 0.001, 0});
        assertThat(comparison.index()).isEqualTo(1);
        assertThat(comparison.passed()).isFalse();
        assertThat(comparison.error()).isBetween(0.9e-6, 1.1e-6);
        assertThat(comparison.bound()).isBetween(5e-10, 6e-10);
    }

    @Test
    void anErrorWhereNoneIsAllowedIsWorseThanAnyOther() {
        Comparison comparison = compare(new float[] {2, 1e-30f}, new double[] {1, 0});
        assertThat(comparison.index()).isEqualTo(1);
        assertThat(comparison.passed()).isFalse();
    }

    @Test
    void whereAnythingIsAllowedNothingIsWrong() {
        double[] large = {1e39};
        assertThat(compare(new float[] {Float.POSITIVE_INFINITY}, large).passed())
                .isTrue();
        assertThat(compare(new float[] {Float.NaN}, large).passed()).isTrue();
    }

    @Test
    void expectedInfinitiesAndNansAreNoErrors() {
        double[] expected = {Double.NaN, Double.POSITIVE_INFINITY};
        assertThat(compare(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, expected)
                        .passed())
                .isTrue();
        assertThat(compare(new float[] {Float.NaN, Float.NaN}, expected).passed())
                .isFalse();
        assertThat(compare(new float[] {1, Float.POSITIVE_INFINITY}, expected).passed())
                .isFalse();
    }

    /** Of outputs with one term each that is not 0. */
    private static Comparison compare(float[] actual, double[] expected) {
        ReferenceResult result = new ReferenceResult(Shape.of(expected.length), expected.length);
        for (int i = 0; i < expected.length; i++) {
            result.set(i, expected[i], expected[i], Math.abs(expected[i]), 0);
        }
        return Comparison.of(actual, result, i -> BOUND.of(result, i));
    }
}
