package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;

/**
 * Replaces transposed convolutions that oneDNN computes slowly. An ordinary convolution computes as many output pixels
 * for each input pixel as the strides say, as channels; then the channels are copied to rows and columns.
 *
 * <p>oneDNN's transposed convolution fills whole registers with output channels, so it wastes most of them if there are
 * few. Without AVX2 it has no
 * generated code, and is slow for fewer than four input channels.
 */
final class TransposedConvolutions {
    /** Without AVX2, oneDNN multiplies matrices, and wastes most of the time on fewer channels than this. */
    private static final int FEWEST_CHANNELS_WITHOUT_AVX2 = 4;
    /** To copy a number of the result to its place takes as long as this many products. */
    private static final long PRODUCTS_OF_A_COPY = 2;
    /** The products of an ordinary convolution take less time than as many of a transposed one. */
    private static final double GAIN = 1.15;

    /** A rearranged filter of more numbers than this (1 GB) is not made. */
    private static final long LARGEST_FILTER = 1 << 28;
    /** With longer strides than this, nearly all of the filter would be zeros. */
    private static final int LONGEST_STRIDE = 64;

    private static final int AVX512_FLOATS = 16;
    private static final int AVX2_FLOATS = 8;

    private final GraphBuilder builder;
    private final CloseStack owner;

    /** Adds convolutions to a graph; the owner closes their filters. */
    TransposedConvolutions(GraphBuilder builder, CloseStack owner) {
        this.builder = builder;
        this.owner = owner;
    }

    /** Whether an ordinary convolution is possible and faster. */
    static boolean fits(TransposedConvolutionProblem problem) {
        return problem.height().stride() <= LONGEST_STRIDE
                && problem.width().stride() <= LONGEST_STRIDE
                && Phases.of(problem.height()).hasLessPaddingThanFilter()
                && Phases.of(problem.width()).hasLessPaddingThanFilter()
                && isFaster(problem);
    }

    private static boolean isFaster(TransposedConvolutionProblem problem) {
        Phases rows = Phases.of(problem.height());
        Phases columns = Phases.of(problem.width());
        long pixels = (long) rows.stride() * columns.stride();
        long oc = problem.filterShape().dim(2);
        long ic = problem.filterShape().dim(3);
        long window = (long) rows.window() * columns.window();
        if (window * ic * pixels * oc > LARGEST_FILTER) {
            return false;
        }
        if (!OneDnn.get().hasAvx2()) {
            return window == 1 || ic < FEWEST_CHANNELS_WITHOUT_AVX2;
        }
        int register = OneDnn.get().hasAvx512() ? AVX512_FLOATS : AVX2_FLOATS;
        long transposed = (long) rows.filter() * columns.filter() * ic * padded(oc, register);
        long copied = pixels == 1 ? 0 : PRODUCTS_OF_A_COPY * pixels * oc;
        return window * ic * padded(pixels * oc, register) + copied <= GAIN * transposed;
    }

    private static long padded(long channels, int register) {
        return (channels + register - 1) / register * register;
    }

    /** Adds the ordinary convolution, and what copies its channels to rows and columns. */
    Node ordinary(Node node, TransposedConvolutionProblem problem, Node input) {
        List<Tensor> weights = ((Operator.Layer) node.operator()).weights();
        Phases rows = Phases.of(problem.height());
        Phases columns = Phases.of(problem.width());
        int pixels = rows.stride() * columns.stride();
        Tensor filter = owned(filter(problem, weights.get(0).toFloatArray()));
        Tensor bias = problem.bias() ? repeated(weights.get(1), pixels) : null;
        int[] none = {0, 0};
        Padding padding = Padding.explicit(new int[][] {none, rows.padding(), columns.padding(), none});
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(null, padding, DataFormat.NHWC, null, null);
        Node result = builder.convolution(node.name(), input, parameters, filter, bias);
        result = builder.activation(node.name(), result, problem.activation());
        if (pixels > 1) {
            DepthToSpaceProblem spread = new DepthToSpaceProblem(result.shape(), rows.stride(), columns.stride());
            result = builder.layer(node.name(), spread, List.of(result));
        }
        // The last windows may reach behind the output.
        return TensorLayers.crop(builder, node.name(), result, 0, 0, problem.outputShape());
    }

    /** From {@code [kh, kw, oc, ic]} to {@code [window rows, window columns, ic, phases, phases, oc]}. */
    private static Tensor filter(TransposedConvolutionProblem problem, float[] old) {
        Phases rows = Phases.of(problem.height());
        Phases columns = Phases.of(problem.width());
        int oc = (int) problem.filterShape().dim(2);
        int ic = (int) problem.filterShape().dim(3);
        int pixels = rows.stride() * columns.stride();
        float[] values = new float[rows.window() * columns.window() * ic * pixels * oc];
        for (int row = 0; row < rows.window(); row++) {
            for (int column = 0; column < columns.window(); column++) {
                int first = (row * columns.window() + column) * ic * pixels * oc;
                for (int pixel = 0; pixel < pixels; pixel++) {
                    int kh = rows.tap(row, pixel / columns.stride());
                    int kw = columns.tap(column, pixel % columns.stride());
                    for (int i = 0; kh >= 0 && kw >= 0 && i < oc * ic; i++) {
                        values[first + i % ic * pixels * oc + pixel * oc + i / ic] =
                                old[(kh * columns.filter() + kw) * oc * ic + i];
                    }
                }
            }
        }
        return Tensor.of(values, Shape.of(rows.window(), columns.window(), ic, (long) pixels * oc));
    }

    private Tensor repeated(Tensor bias, int times) {
        float[] once = bias.toFloatArray();
        float[] values = new float[once.length * times];
        for (int i = 0; i < values.length; i++) {
            values[i] = once[i % once.length];
        }
        return owned(Tensor.of(values, values.length));
    }

    private Tensor owned(Tensor tensor) {
        return owner.add(tensor, tensor::close);
    }
}
