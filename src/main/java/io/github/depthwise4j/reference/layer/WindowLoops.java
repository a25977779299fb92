package io.github.depthwise4j.reference.layer;

import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.ReferenceActivation;
import org.jspecify.annotations.Nullable;

/** Layers that move a window over an image. */
final class WindowLoops {
    private WindowLoops() {}

    static void pool(PoolingProblem problem, float[] input, LayerResult result) {
        int[] lengths = LayerResult.lengths(problem.inputShape());
        SpatialAxis height = problem.height();
        SpatialAxis width = problem.width();
        int to = 0;
        for (int image = 0; image < lengths[0]; image++) {
            for (int y = 0; y < height.output(); y++) {
                for (int x = 0; x < width.output(); x++) {
                    for (int channel = 0; channel < lengths[3]; channel++) {
                        Window window = new Window();
                        for (int row = first(height, y); row < end(height, y); row++) {
                            for (int column = first(width, x); column < end(width, x); column++) {
                                int pixel = (image * lengths[1] + row) * lengths[2] + column;
                                window.add(input[pixel * lengths[3] + channel]);
                            }
                        }
                        window.store(problem.kind(), result, to++);
                    }
                }
            }
        }
    }

    /** The first position of the image in a window. */
    private static int first(SpatialAxis axis, int output) {
        return Math.max(0, axis.position(output, 0));
    }

    /** The position behind the last one of the image in a window. */
    private static int end(SpatialAxis axis, int output) {
        return Math.min(axis.input(), axis.position(output, axis.filter() - 1) + 1);
    }

    /** What is known of the numbers of a window. */
    private static final class Window {
        private int count;
        private double sum;
        private double sizes;
        private double largest = Double.NEGATIVE_INFINITY;

        void add(double value) {
            count++;
            sum += value;
            sizes += Math.abs(value);
            largest = Math.max(largest, value);
        }

        void store(PoolingProblem.Kind kind, LayerResult result, int to) {
            if (kind == PoolingProblem.Kind.MAXIMUM) {
                // What a NaN does to a maximum is not specified.
                result.set(to, largest, Double.isNaN(largest) ? Double.POSITIVE_INFINITY : 0);
            } else {
                boolean finite = !Double.isNaN(sizes) && !Double.isInfinite(sizes);
                double bound = ReferenceLayers.gamma(count + 2.0) * sizes / count + ReferenceLayers.SUBNORMAL;
                boolean mayOverflow = sizes * (1 + ReferenceLayers.gamma(count)) >= Float.MAX_VALUE;
                result.set(to, sum / count, !finite ? 0 : mayOverflow ? Double.POSITIVE_INFINITY : bound);
            }
        }
    }

    static void transpose(
            TransposedConvolutionProblem problem,
            float[] input,
            float[] filter,
            float @Nullable [] bias,
            LayerResult result) {
        int[] in = LayerResult.lengths(problem.inputShape());
        int[] taps = LayerResult.lengths(problem.filterShape());
        int[] out = LayerResult.lengths(problem.outputShape());
        SpatialAxis height = problem.height();
        SpatialAxis width = problem.width();
        double[] sums = new double[Math.toIntExact(problem.outputShape().elementCount())];
        double[] sizes = new double[sums.length];
        for (int image = 0; image < in[0]; image++) {
            for (int y = 0; y < in[1]; y++) {
                for (int i = 0; i < taps[0]; i++) {
                    int row = height.position(y, i);
                    if (row < 0 || row >= out[1]) {
                        continue;
                    }
                    for (int x = 0; x < in[2]; x++) {
                        for (int j = 0; j < taps[1]; j++) {
                            int column = width.position(x, j);
                            if (column < 0 || column >= out[2]) {
                                continue;
                            }
                            int from = ((image * in[1] + y) * in[2] + x) * in[3];
                            int to = ((image * out[1] + row) * out[2] + column) * out[3];
                            add(input, from, filter, (i * taps[1] + j) * taps[2] * taps[3], taps, sums, sizes, to);
                        }
                    }
                }
            }
        }
        long terms = (long) taps[0] * taps[1] * taps[3] + 1;
        ErrorBound bound = ErrorBound.ofTerms(terms);
        for (int i = 0; i < sums.length; i++) {
            double added = bias == null ? 0 : bias[i % out[3]];
            double sum = sums[i] + added;
            result.set(
                    i,
                    ReferenceActivation.apply(problem.activation(), sum),
                    ReferenceActivation.bound(problem.activation(), sum, bound.of(sizes[i] + Math.abs(added))));
        }
    }

    /** Adds the products of one input pixel and one tap, for all channels. */
    private static void add(
            float[] input, int from, float[] filter, int tap, int[] taps, double[] sums, double[] sizes, int to) {
        for (int o = 0; o < taps[2]; o++) {
            for (int c = 0; c < taps[3]; c++) {
                double product = (double) input[from + c] * filter[tap + o * taps[3] + c];
                sums[to + o] += product;
                sizes[to + o] += Math.abs(product);
            }
        }
    }
}
