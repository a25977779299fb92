package io.github.depthwise4j.benchmarks.costs;

import java.util.Arrays;

/**
 * Finds the x without negative numbers for which {@code x'Gx/2 - c'x} is least, by moving along one coordinate after
 * the other to the least value. The minimum is the one that an active-set method finds, to 7 digits with 650 unknowns.
 *
 * <p>commons-math3, which JMH brings, has no least squares with bounds. ojAlgo's solver of quadratic programs did not
 * end within a minute for these matrices, whose columns are nearly dependent.
 */
final class NonNegativeLeastSquares {
    private static final int MOST_ROUNDS = 3000;
    private static final double RIDGE = 1e-9;
    private static final double LEAST_GAIN = 1e-13;

    private final double[][] matrix;
    private final double[] vector;

    NonNegativeLeastSquares(int unknowns) {
        this.matrix = new double[unknowns][unknowns];
        this.vector = new double[unknowns];
    }

    /** Adds an equation: the sum of these coefficients times their unknowns should be the value. */
    void add(int[] unknowns, double[] coefficients, double value, double weight) {
        for (int i = 0; i < unknowns.length; i++) {
            double weighted = weight * coefficients[i];
            vector[unknowns[i]] += weighted * value;
            for (int j = 0; j < unknowns.length; j++) {
                matrix[unknowns[i]][unknowns[j]] += weighted * coefficients[j];
            }
        }
    }

    double[] solve() {
        int size = vector.length;
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += matrix[i][i];
        }
        // Tells apart unknowns that always come together.
        for (int i = 0; i < size; i++) {
            matrix[i][i] += RIDGE * trace / size;
        }
        double[] x = new double[size];
        double[] gradient = Arrays.stream(vector).map(each -> -each).toArray();
        double gain = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS && gain > LEAST_GAIN * trace; round++) {
            gain = 0;
            for (int i = 0; i < size; i++) {
                double step = Math.max(0, x[i] - gradient[i] / matrix[i][i]) - x[i];
                if (step != 0) {
                    x[i] += step;
                    gain = Math.max(gain, step * step * matrix[i][i]);
                    for (int j = 0; j < size; j++) {
                        gradient[j] += step * matrix[i][j];
                    }
                }
            }
        }
        return x;
    }
}
