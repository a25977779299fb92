package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.network.plan.CopySteps.Copy;
import io.github.depthwise4j.network.plan.PrimitiveStep.Argument;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.PreluProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the step of each node that is no convolution.
 *
 * <p>Tensors are described to oneDNN with as few axes as their layer needs: numbers one by one, or pixels and channels.
 * oneDNN has fast code for those.
 */
final class StepFactory {
    private final Constants constants;
    private final int[] roots;
    private final Parallelism parallelism;
    private final CloseStack owner;

    /**
     * @param constants takes the weights of layers
     * @param roots the root of each node
     * @param owner closes what the steps use
     */
    StepFactory(Constants constants, int[] roots, Parallelism parallelism, CloseStack owner) {
        this.constants = constants;
        this.roots = roots;
        this.parallelism = parallelism;
        this.owner = owner;
    }

    /** The step of a layer. */
    Step of(Node node) {
        LayerProblem problem = node.problemOrNull();
        PrimitiveStep.Builder step = new PrimitiveStep.Builder(node, owner);
        if (problem instanceof ActivationProblem activation) {
            activation(node, activation, step);
        } else if (problem instanceof BinaryProblem binary) {
            new BinarySteps(node, binary, parallelism, step).add(root(node, 0), root(node, 1), roots[node.index()]);
        } else if (problem instanceof ConcatenationProblem concatenation) {
            concatenation(node, concatenation, step);
        } else if (problem instanceof DepthToSpaceProblem depthToSpace) {
            spread(node, depthToSpace, step);
        } else if (problem instanceof PoolingProblem pooling) {
            new PoolingSteps(node, pooling, parallelism, step).add(root(node, 0), roots[node.index()]);
        } else if (problem instanceof PreluProblem prelu) {
            prelu(node, prelu, step);
        } else if (problem instanceof ResizeProblem resize) {
            resize(node, resize, step);
        } else if (problem instanceof SoftmaxProblem softmax) {
            softmax(node, softmax, step);
        } else if (problem instanceof TransposedConvolutionProblem transposed) {
            transposed(node, transposed, step);
        } else if (problem instanceof ZeroPaddingProblem padding) {
            padding(node, padding, step);
        } else {
            new NumberSteps(node, parallelism, step, root(node, 0), roots[node.index()]).add(problem, roots);
        }
        return step.build();
    }

    private int root(Node node, int input) {
        return roots[node.inputs().get(input).index()];
    }

    private Argument src(Node node) {
        return new Argument(Role.SRC, root(node, 0));
    }

    private Argument dst(Node node) {
        return new Argument(Role.DST, roots[node.index()]);
    }

    /** Images with channels last. */
    static MemoryDescriptor image(Shape nhwc) {
        return MemoryDescriptor.activation(
                ActivationLayout.CHANNELS_LAST, nhwc.dim(0), nhwc.dim(3), nhwc.dim(1), nhwc.dim(2));
    }

    /** Numbers one by one. */
    static MemoryDescriptor flat(long count) {
        return MemoryDescriptor.float32(new long[] {count}, new long[] {1});
    }

    /** A matrix whose rows are side by side. */
    static MemoryDescriptor matrix(long rows, long columns) {
        return MemoryDescriptor.float32(new long[] {rows, columns}, new long[] {columns, 1});
    }

    private static long channels(Shape shape) {
        return shape.dim(shape.rank() - 1);
    }

    private void activation(Node node, ActivationProblem problem, PrimitiveStep.Builder step) {
        for (Chunk chunk : Chunk.of(node, parallelism, problem.inputShape().elementCount(), Chunk.CACHE_LINE)) {
            long offset = chunk.first() * Float.BYTES;
            try (MemoryDescriptor data = flat(chunk.count())) {
                LayerPrimitive primitive =
                        step.own(LayerPrimitive.activation(problem.toString(), problem.activation(), data));
                step.call(
                                primitive,
                                new Argument(Role.SRC, root(node, 0), offset),
                                new Argument(Role.DST, roots[node.index()], offset))
                        .endSlice();
            }
        }
        step.inPlace();
    }

    /** Divided along the axes before that of the sums. */
    private void softmax(Node node, SoftmaxProblem problem, PrimitiveStep.Builder step) {
        Shape shape = problem.inputShape();
        long inner = 1;
        for (int axis = problem.axis() + 1; axis < shape.rank(); axis++) {
            inner *= shape.dim(axis);
        }
        long length = shape.dim(problem.axis());
        for (Chunk chunk : Chunk.of(node, parallelism, shape.elementCount() / length / inner, 1)) {
            long[] dims = {chunk.count(), length, inner};
            long[] strides = {length * inner, inner, 1};
            long offset = chunk.first() * length * inner * Float.BYTES;
            try (MemoryDescriptor data = MemoryDescriptor.float32(dims, strides)) {
                step.call(
                                step.own(LayerPrimitive.softmax(problem, data, 1)),
                                new Argument(Role.SRC, root(node, 0), offset),
                                new Argument(Role.DST, roots[node.index()], offset))
                        .endSlice();
            }
        }
        step.inPlace();
    }

    private void prelu(Node node, PreluProblem problem, PrimitiveStep.Builder step) {
        long channels = channels(problem.inputShape());
        long pixels = problem.inputShape().elementCount() / channels;
        int slopes = constants.add(((Operator.Layer) node.operator()).weights().get(0));
        for (Chunk chunk : Chunk.of(node, parallelism, pixels, 1)) {
            long offset = chunk.first() * channels * Float.BYTES;
            try (MemoryDescriptor data = matrix(chunk.count(), channels);
                    MemoryDescriptor weights = matrix(1, channels)) {
                step.call(
                                step.own(LayerPrimitive.prelu(problem, data, weights)),
                                new Argument(Role.SRC, root(node, 0), offset),
                                new Argument(Role.WEIGHTS, slopes),
                                new Argument(Role.DST, roots[node.index()], offset))
                        .endSlice();
            }
        }
    }

    private void resize(Node node, ResizeProblem problem, PrimitiveStep.Builder step) {
        try (MemoryDescriptor src = image(problem.inputShape());
                MemoryDescriptor dst = image(problem.outputShape())) {
            step.call(step.own(LayerPrimitive.resampling(problem, src, dst)), src(node), dst(node));
        }
    }

    private void transposed(Node node, TransposedConvolutionProblem problem, PrimitiveStep.Builder step) {
        Operator.Layer layer = (Operator.Layer) node.operator();
        try (MemoryDescriptor src = image(problem.inputShape());
                MemoryDescriptor dst = image(problem.outputShape())) {
            LayerPrimitive primitive = step.own(LayerPrimitive.deconvolution(problem, src, dst));
            Argument weights = new Argument(
                    Role.WEIGHTS, constants.addPacked(layer.weights().get(0), problem, primitive.weights()));
            if (problem.bias()) {
                Argument bias =
                        new Argument(Role.BIAS, constants.add(layer.weights().get(1)));
                step.call(primitive, src(node), weights, bias, dst(node));
            } else {
                step.call(primitive, src(node), weights, dst(node));
            }
        }
    }

    private CopySteps copies(Node node, PrimitiveStep.Builder step) {
        return new CopySteps(node, parallelism, step);
    }

    /** Copies each input to its place in the result. */
    private void concatenation(Node node, ConcatenationProblem problem, PrimitiveStep.Builder step) {
        Shape output = problem.outputShape();
        int axis = problem.axis();
        long inner = 1;
        for (int i = axis + 1; i < output.rank(); i++) {
            inner *= output.dim(i);
        }
        long whole = inner * output.dim(axis);
        long blocks = output.elementCount() / whole;
        long first = 0;
        List<Copy> parts = new ArrayList<>();
        for (int input = 0; input < problem.inputShapes().size(); input++) {
            long length = inner * problem.inputShapes().get(input).dim(axis);
            parts.add(new Copy(
                    new long[] {blocks, length},
                    root(node, input),
                    0,
                    new long[] {length, 1},
                    roots[node.index()],
                    first,
                    new long[] {whole, 1}));
            first += length;
        }
        if (blocks == 1) {
            parts.forEach(part -> copies(node, step).add(problem.toString(), List.of(part)));
        } else {
            copies(node, step).add(problem.toString(), parts);
        }
    }

    /** Copies each row of each block to its place. */
    private void spread(Node node, DepthToSpaceProblem problem, PrimitiveStep.Builder step) {
        Shape input = problem.inputShape();
        long width = input.dim(2);
        long blockRow = input.dim(3) / problem.rows();
        long row = width * input.dim(3);
        Copy copy = new Copy(
                new long[] {input.dim(0) * input.dim(1), problem.rows(), width, blockRow},
                root(node, 0),
                0,
                new long[] {row, blockRow, input.dim(3), 1},
                roots[node.index()],
                0,
                new long[] {row, width * blockRow, blockRow, 1});
        copies(node, step).add(problem.toString(), List.of(copy));
    }

    /** Copies the input into a result whose other numbers are zeros and stay so. */
    private void padding(Node node, ZeroPaddingProblem problem, PrimitiveStep.Builder step) {
        Shape input = problem.inputShape();
        long[] toStrides = strides(problem.outputShape());
        long first = 0;
        for (int axis = 0; axis < input.rank(); axis++) {
            first += problem.before().get(axis) * toStrides[axis];
        }
        Copy copy = new Copy(input.dims(), root(node, 0), 0, strides(input), roots[node.index()], first, toStrides);
        copies(node, step).add(problem.toString(), List.of(copy));
        step.needsZeros();
    }

    /** The shape with axes of length 1 in front, so that it has this rank. */
    static Shape aligned(Shape shape, int rank) {
        long[] dims = new long[rank];
        Arrays.fill(dims, 1);
        System.arraycopy(shape.dims(), 0, dims, rank - shape.rank(), shape.rank());
        return Shape.of(dims);
    }

    static long[] strides(Shape shape) {
        long[] strides = new long[shape.rank()];
        long stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.dim(axis);
        }
        return strides;
    }
}
