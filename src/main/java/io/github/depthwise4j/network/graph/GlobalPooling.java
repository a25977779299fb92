package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Divides the pooling of a whole image into bands of rows, one for each thread, and a pooling of their results. A
 * thread then reads the rows that it has computed in the layer before. If one thread read the whole image, half of it
 * would come from the cache of another core, and the other core would have to fetch its rows back to write to them.
 */
final class GlobalPooling {
    /** A band of fewer bytes than this is not worth a thread. */
    private static final long SMALLEST_BAND = 1 << 15;

    private final GraphBuilder builder;
    private final CloseStack owner;
    private final int threads;

    /**
     * Adds poolings to a graph.
     *
     * @param owner closes the weights of bands
     * @param threads the most threads that compute a layer. The bits depend on it
     */
    GlobalPooling(GraphBuilder builder, CloseStack owner, int threads) {
        this.builder = builder;
        this.owner = owner;
        this.threads = threads;
    }

    /** The bands of a pooling; 1 if it is not divided. Several images are divided image by image. */
    private int bands(PoolingProblem problem) {
        Shape input = problem.inputShape();
        if (!problem.isGlobal() || input.dim(0) != 1) {
            return 1;
        }
        long worth = input.elementCount() * Float.BYTES / SMALLEST_BAND;
        return (int) Math.max(1, Math.min(Math.min(threads, worth), input.dim(1)));
    }

    /** Adds a pooling, divided or not. */
    Node pool(String name, PoolingProblem problem, Node input) {
        int bands = bands(problem);
        if (bands == 1) {
            return builder.layer(name, problem, List.of(input));
        }
        int rows = (int) input.shape().dim(1);
        int columns = (int) input.shape().dim(2);
        int height = (rows + bands - 1) / bands;
        int missing = (rows + height - 1) / height * height - rows;
        int[] none = {0, 0};
        Padding padding = missing == 0 ? Padding.VALID : Padding.explicit(new int[][] {none, {0, missing}, none, none});
        PoolingProblem each =
                new PoolingProblem(problem.kind(), input.shape(), height, columns, height, columns, padding);
        Node parts = builder.layer(name, each, List.of(input));
        // The maximum needs no weights, nor do means of equally many rows.
        boolean equal = missing == 0 || problem.kind() == PoolingProblem.Kind.MAXIMUM;
        return equal
                ? builder.layer(name, PoolingProblem.global(problem.kind(), parts.shape()), List.of(parts))
                : weighted(name, parts, height, rows);
    }

    /** The mean of the means, of which the last one is that of fewer rows: a convolution with their weights. */
    private Node weighted(String name, Node parts, int height, int rows) {
        int count = (int) parts.shape().dim(1);
        int channels = (int) parts.shape().dim(3);
        float[] weights = new float[Math.multiplyExact(count, channels)];
        for (int part = 0; part < count; part++) {
            float weight = (float) Math.min(height, rows - part * height) / rows;
            Arrays.fill(weights, part * channels, (part + 1) * channels, weight);
        }
        Tensor filter = Tensor.of(weights, count, 1, channels, 1);
        ConvolutionParameters parameters = ConvolutionParameters.depthwiseConv2d(
                new int[] {1, 1, 1, 1}, Padding.VALID, DataFormat.NHWC, null, null);
        return builder.convolution(name, parts, parameters, owner.add(filter, filter::close), null);
    }
}
