package io.github.depthwise4j.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonNegativeLeastSquaresTest {
    private static final int UNKNOWNS = 12;

    /** At the least squares, a step can only make them larger: upwards from zero, and both ways from elsewhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noAllowedStepMakesTheSquaresSmaller(long seed) {
        Random random = new Random(seed);
        int[] unknowns = IntStream.range(0, UNKNOWNS).toArray();
        double[] wanted = random.doubles(UNKNOWNS, -1, 1).toArray();
        double[][] rows = new double[100][];
        double[] values = new double[rows.length];
        NonNegativeLeastSquares squares = new NonNegativeLeastSquares(UNKNOWNS);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.doubles(UNKNOWNS).toArray();
            values[i] = product(rows[i], wanted);
            squares.add(unknowns, rows[i], values[i], 1);
        }
        double[] x = squares.solve();
        assertThat(x).as("seed %d", seed).contains(0.0);
        for (int j = 0; j < UNKNOWNS; j++) {
            double slope = 0;
            for (int i = 0; i < rows.length; i++) {
                slope += rows[i][j] * (product(rows[i], x) - values[i]);
            }
            assertThat(x[j]).as("seed %d", seed).isNotNegative();
            if (x[j] > 0) {
                assertThat(slope).as("seed %d, unknown %d", seed, j).isCloseTo(0, within(1e-3));
            } else {
                assertThat(slope).as("seed %d, unknown %d", seed, j).isGreaterThan(-1e-3);
            }
        }
    }

    private static double product(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }
}
