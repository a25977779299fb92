package io.github.depthwise4j.reference.layer;

import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;

/** Functions of single numbers, sums along axes, and products of matrices. */
final class MathLoops {
    /** The arguments above which exp may overflow in float. */
    private static final double LARGEST_EXPONENT = 88;

    /** In roundings of 1; 110 were measured with SSE4.1, 74 with AVX2. */
    private static final double LOGARITHM_ERROR = 160;

    private MathLoops() {}

    static void function(FunctionProblem problem, float[] input, LayerResult result) {
        for (int i = 0; i < input.length; i++) {
            double x = input[i];
            double value = value(problem, x);
            result.set(i, value, bound(problem, x, value));
        }
    }

    private static double value(FunctionProblem problem, double x) {
        return switch (problem.kind()) {
            case ABSOLUTE -> Math.abs(x);
            case NEGATIVE -> -x;
            case SQUARE -> x * x;
            case ROOT -> Math.sqrt(x);
            case EXPONENTIAL -> Math.exp(x);
            case LOGARITHM -> Math.log(x);
            case POWER -> Math.pow(x, problem.exponent());
        };
    }

    private static double bound(FunctionProblem problem, double x, double value) {
        return switch (problem.kind()) {
            case ABSOLUTE, NEGATIVE -> 0;
            case SQUARE, ROOT -> 2 * ReferenceLayers.rounding(value);
            case EXPONENTIAL ->
                Math.abs(x) > LARGEST_EXPONENT
                        ? x > 0 ? Double.POSITIVE_INFINITY : 0x1p-118
                        : value * ReferenceLayers.gamma(ReferenceLayers.exponentialError(Math.abs(x))) + 0x1p-118;
            case LOGARITHM -> logarithmError(x, value);
            case POWER -> 8 * ReferenceLayers.rounding(value);
        };
    }

    /** oneDNN's logarithm has an absolute error, also near 1. Numbers that are not normal are 0 for some kernels. */
    static double logarithmError(double x, double value) {
        boolean normal = x == 0 || Math.abs(x) >= Float.MIN_NORMAL;
        if (!normal) {
            return Double.POSITIVE_INFINITY;
        }
        return Double.isInfinite(value) ? 0 : ReferenceLayers.U * (LOGARITHM_ERROR + 8 * Math.abs(value));
    }

    static void reduce(ReductionProblem problem, float[] input, LayerResult result) {
        int[] lengths = LayerResult.lengths(problem.inputShape());
        int[] outputLengths = LayerResult.lengths(problem.outputShape());
        int count = Math.toIntExact(problem.outputShape().elementCount());
        double[] values = new double[count];
        double[] sizes = new double[count];
        Arrays.fill(values, start(problem.kind()));
        int[] position = new int[lengths.length];
        for (float x : input) {
            int to = 0;
            for (int axis = 0; axis < lengths.length; axis++) {
                to = to * outputLengths[axis] + (outputLengths[axis] == 1 ? 0 : position[axis]);
            }
            values[to] = joined(problem.kind(), values[to], x);
            sizes[to] += Math.abs(x);
            ReferenceLayers.next(position, lengths);
        }
        double parts = problem.kind() == ReductionProblem.Kind.MEAN ? (double) input.length / count : 1;
        boolean exact =
                problem.kind() == ReductionProblem.Kind.MAXIMUM || problem.kind() == ReductionProblem.Kind.MINIMUM;
        ErrorBound bound = ErrorBound.ofTerms(input.length / count + 2L);
        for (int i = 0; i < count; i++) {
            // What a NaN does to a maximum is not specified.
            double error = exact ? Double.isNaN(values[i]) ? Double.POSITIVE_INFINITY : 0 : bound.of(sizes[i]) / parts;
            result.set(i, values[i] / parts, error);
        }
    }

    private static double start(ReductionProblem.Kind kind) {
        return switch (kind) {
            case SUM, MEAN -> 0;
            case MAXIMUM -> Double.NEGATIVE_INFINITY;
            case MINIMUM -> Double.POSITIVE_INFINITY;
        };
    }

    private static double joined(ReductionProblem.Kind kind, double value, double x) {
        return switch (kind) {
            case SUM, MEAN -> value + x;
            case MAXIMUM -> Math.max(value, x);
            case MINIMUM -> Math.min(value, x);
        };
    }

    static void multiply(MatMulProblem problem, float[] first, float[] second, LayerResult result) {
        Shape output = problem.outputShape();
        int rank = output.rank();
        int rows = (int) output.dim(rank - 2);
        int columns = (int) output.dim(rank - 1);
        int inner = (int) problem.inner();
        int[] lengths = Arrays.copyOf(LayerResult.lengths(output), rank - 2);
        int[] position = new int[lengths.length];
        ErrorBound bound = ErrorBound.ofTerms(inner);
        long matrices = output.elementCount() / rows / columns;
        int to = 0;
        for (long matrix = 0; matrix < matrices; matrix++) {
            int one = start(problem.first(), position) * rows * inner;
            int other = start(problem.second(), position) * inner * columns;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    double sum = 0;
                    double sizes = 0;
                    for (int k = 0; k < inner; k++) {
                        int from = one + (problem.transposeFirst() ? k * rows + row : row * inner + k);
                        int with = other + (problem.transposeSecond() ? column * inner + k : k * columns + column);
                        double product = (double) first[from] * second[with];
                        sum += product;
                        sizes += Math.abs(product);
                    }
                    result.set(to++, sum, bound.of(sizes));
                }
            }
            ReferenceLayers.next(position, lengths);
        }
    }

    /** The number of an operand's matrix at a position of the result. */
    private static int start(Shape operand, int[] position) {
        int index = 0;
        for (int axis = 0; axis < operand.rank() - 2; axis++) {
            int at = position[axis + position.length - (operand.rank() - 2)];
            index = index * (int) operand.dim(axis) + (operand.dim(axis) == 1 ? 0 : at);
        }
        return index;
    }
}
