package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.GraphBuilder;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.SliceProblem;
import io.github.depthwise4j.problem.layer.TransposeProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a {@link Layer}. Makes those of the layers that read it, and checks the rules that no problem checks.
 *
 * @param first the index of the first node that was made for the layer
 * @param last the node of the result
 */
record LayerNodes(NetworkBuilder builder, int first, Node last) {
    private static final int IMAGE_RANK = 4;

    void rename(String name) {
        builder.graph().rename(first, last, name);
    }

    /** Adds the nodes of a layer; messages name the layer that it reads. */
    Layer add(Function<GraphBuilder, Node> nodes) {
        GraphBuilder graph = builder.graph();
        int size = graph.size();
        try {
            return new Layer(new LayerNodes(builder, size, nodes.apply(graph)));
        } catch (InvalidProblemException e) {
            String name = graph.nameOf(last);
            if (name.isEmpty()) {
                throw e;
            }
            throw new InvalidProblemException(e.kind(), "the layer behind \"" + name + "\": " + e.getMessage());
        }
    }

    Layer layer(Function<Shape, LayerProblem> problem, Tensor... weights) {
        return add(graph -> graph.layer("", problem.apply(last.shape()), List.of(last), weights));
    }

    Layer convolution(ConvolutionParameters parameters, Tensor filter, @Nullable Tensor bias) {
        Objects.requireNonNull(filter, "filter");
        if (last.shape().rank() != IMAGE_RANK) {
            throw new InvalidProblemException(
                    "rank",
                    parameters.operation() + ": input shape = " + last.shape()
                            + ", but a layer of a network reads images of 4 axes; "
                            + "pass [batch, height, width, channels].");
        }
        return add(graph -> graph.convolution("", last, parameters, filter, bias));
    }

    Layer transposedConvolution(Tensor filter, @Nullable Tensor bias, int stride, Padding padding) {
        requireImage("conv2d_transpose: input", last.shape());
        requireImage("conv2d_transpose: filter", filter.shape());
        TransposedConvolutionProblem problem = new TransposedConvolutionProblem(
                last.shape(),
                filter.shape(),
                stride,
                stride,
                padding,
                outputSize(1, filter.shape().dim(0), stride, padding),
                outputSize(2, filter.shape().dim(1), stride, padding),
                bias != null,
                Activation.NONE);
        if (bias == null) {
            return layer(input -> problem, filter);
        }
        if (!bias.shape().equals(problem.inputShapes().get(2))) {
            throw new InvalidProblemException(
                    "bias",
                    "conv2d_transpose: bias shape = " + bias.shape() + ", but there is one number for each output "
                            + "channel; pass " + problem.inputShapes().get(2) + ".");
        }
        return layer(input -> problem, filter, bias);
    }

    private int outputSize(int axis, long filterSize, int stride, Padding padding) {
        long size = TransposedConvolutionProblem.outputSize(last.shape().dim(axis), filterSize, stride, padding);
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    Layer pooling(PoolingProblem.Kind kind, int window, int stride, Padding padding) {
        return layer(input -> new PoolingProblem(kind, input, window, window, stride, stride, padding));
    }

    Layer transpose(int[] permutation) {
        List<Integer> axes = list(permutation, "permutation");
        return layer(input -> new TransposeProblem(input, axes));
    }

    Layer slice(int[] begin, int[] size) {
        List<Integer> from = list(begin, "begin");
        List<Integer> count = list(size, "size");
        return layer(input -> new SliceProblem(input, from, count, Collections.nCopies(from.size(), 1)));
    }

    Layer reduce(ReductionProblem.Kind kind, int[] axes) {
        List<Integer> along = list(axes, "axes");
        return layer(input -> new ReductionProblem(kind, input, along));
    }

    Layer pad(List<Integer> before, List<Integer> after) {
        requireImage("pad: input", last.shape());
        return layer(input -> new ZeroPaddingProblem(input, before, after));
    }

    private static List<Integer> list(int[] values, String what) {
        return Arrays.stream(Objects.requireNonNull(values, what)).boxed().toList();
    }

    private static void requireImage(String what, Shape shape) {
        if (shape.rank() != IMAGE_RANK) {
            throw new InvalidProblemException(
                    "rank",
                    what + " shape = " + shape + ", but it must have " + IMAGE_RANK + " axes; pass such a tensor.");
        }
    }

    /** The operation, the name and the shape. */
    @Override
    public String toString() {
        String name = builder.graph().nameOf(last);
        return new Node(last.index(), name, last.operator(), last.inputs(), last.shape()).toString();
    }
}
