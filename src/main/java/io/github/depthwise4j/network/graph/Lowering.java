package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.layer.BatchToSpaceProblem;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.problem.layer.SpaceToBatchProblem;
import io.github.depthwise4j.problem.layer.TileProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces layers for which oneDNN has no primitive, or only a slow one, by others.
 *
 * <ul>
 *   <li>Space to batch becomes zeros around the image and another order of axes; batch to space the inverse.
 *   <li>A resizing without half pixel centers becomes a product with a matrix along the rows, and one along the
 *       columns. Each row of a matrix holds what one new pixel takes from the old ones.
 *   <li>Reductions along other axes than the last ones become poolings and products, see {@link Reductions}.
 *   <li>The pooling of a large image is divided, see {@link GlobalPooling}.
 *   <li>The copies of a tile are made along one axis after the other.
 *   <li>Softmax of few classes is computed with the classes as rows.
 *   <li>A transposed convolution to few channels becomes an ordinary one, see {@link TransposedConvolutions}.
 *   <li>An operand of arithmetic that is repeated along some axes between others is written out before.
 * </ul>
 */
final class Lowering {
    /** Softmax of at most so many classes is transposed: then oneDNN computes many pixels at a time. */
    private static final int MOST_NARROW_CLASSES = 16;

    /** With fewer rows than this, the two transpositions cost more than they save. */
    private static final int FEWEST_NARROW_ROWS = 64;

    private final GraphBuilder builder = new GraphBuilder();
    private final CloseStack owner;
    private final GlobalPooling pooling;
    private final Map<Node, Node> copies = new HashMap<>();

    private Lowering(CloseStack owner, int threads) {
        this.owner = owner;
        this.pooling = new GlobalPooling(builder, owner, threads);
    }

    /**
     * The graph with other layers.
     *
     * @param owner closes the matrices and filters that are made
     * @param threads the most threads that compute a layer
     */
    static Graph lower(Graph graph, CloseStack owner, int threads) {
        Lowering lowering = new Lowering(owner, threads);
        graph.nodes().forEach(node -> lowering.copies.put(node, lowering.copy(node)));
        return lowering.builder.build(
                graph.outputs().stream().map(lowering.copies::get).toList());
    }

    private Node copy(Node node) {
        List<Node> inputs = node.inputs().stream().map(copies::get).toList();
        Node other = otherOrNull(node, inputs);
        return other == null ? builder.copy(node, node.operator(), inputs) : other;
    }

    /** The last of the nodes that replace a node; null if it stays. */
    private Node otherOrNull(Node node, List<Node> inputs) {
        String name = node.name();
        LayerProblem problem = node.problemOrNull();
        if (problem instanceof SpaceToBatchProblem divided) {
            return divide(name, divided, inputs.get(0));
        }
        if (problem instanceof BatchToSpaceProblem joined) {
            return join(name, joined, inputs.get(0));
        }
        if (problem instanceof ResizeProblem resized && !resized.isByPrimitive()) {
            return resize(name, resized, inputs.get(0));
        }
        if (problem instanceof ReductionProblem reduction && Reductions.fits(reduction)) {
            Node reduced = new Reductions(builder, owner, pooling).reduce(name, reduction, inputs.get(0));
            // A node of its own keeps the name.
            return reduced == inputs.get(0) ? builder.copy(node, new Operator.Reshape(), inputs) : reduced;
        }
        if (problem instanceof PoolingProblem pooled) {
            return pooling.pool(name, pooled, inputs.get(0));
        }
        if (problem instanceof SoftmaxProblem softmax && isNarrow(softmax)) {
            return softmaxOfColumns(name, softmax, inputs.get(0));
        }
        if (problem instanceof TileProblem tile && isAlongSeveralAxes(tile)) {
            return TensorLayers.tile(builder, name, inputs.get(0), tile.multiples());
        }
        if (problem instanceof TransposedConvolutionProblem transposed && TransposedConvolutions.fits(transposed)) {
            return new TransposedConvolutions(builder, owner).ordinary(node, transposed, inputs.get(0));
        }
        if (problem instanceof BinaryProblem binary && isRepeatedIrregularly(binary)) {
            return withRepeatedOperand(name, binary, inputs.get(0), inputs.get(1));
        }
        return null;
    }

    private static boolean isNarrow(SoftmaxProblem problem) {
        Shape shape = problem.inputShape();
        long classes = shape.dim(shape.rank() - 1);
        return problem.isAlongLastAxis()
                && classes <= MOST_NARROW_CLASSES
                && shape.elementCount() / classes >= FEWEST_NARROW_ROWS;
    }

    /**
     * Transposes, computes softmax along the first axis, and transposes back: oneDNN computes the rows of a softmax one
     * by one, but many columns at a time.
     */
    private Node softmaxOfColumns(String name, SoftmaxProblem problem, Node input) {
        Shape shape = problem.inputShape();
        long classes = shape.dim(shape.rank() - 1);
        Node rows = builder.reshape(name, input, Shape.of(shape.elementCount() / classes, classes));
        Node columns = TensorLayers.transpose(builder, name, rows, List.of(1, 0));
        SoftmaxProblem upright = new SoftmaxProblem(columns.shape(), 0, problem.logarithm());
        Node result = builder.layer(name, upright, List.of(columns));
        return builder.reshape(name, TensorLayers.transpose(builder, name, result, List.of(1, 0)), shape);
    }

    private static boolean isAlongSeveralAxes(TileProblem problem) {
        return problem.multiples().stream().filter(copies -> copies > 1).count() > 1;
    }

    /** Whether an operand is repeated in a way that no fast primitive has. */
    private static boolean isRepeatedIrregularly(BinaryProblem problem) {
        Shape output = problem.outputShape();
        Shape smaller = problem.first().equals(output) ? problem.second() : problem.first();
        return Repetition.of(smaller, output).kind() == Repetition.Kind.OTHER;
    }

    /** Repeats the operands to the shape of the result first. */
    private Node withRepeatedOperand(String name, BinaryProblem problem, Node first, Node second) {
        Shape output = problem.outputShape();
        Node one = TensorLayers.broadcastTo(builder, name, first, output);
        Node other = TensorLayers.broadcastTo(builder, name, second, output);
        return builder.layer(
                name, new BinaryProblem(problem.kind(), output, output, problem.activation()), List.of(one, other));
    }

    private Node divide(String name, SpaceToBatchProblem problem, Node input) {
        List<Integer> paddings = problem.paddings();
        Node padded = paddings.stream().allMatch(zeros -> zeros == 0)
                ? input
                : builder.layer(
                        name,
                        new ZeroPaddingProblem(
                                problem.inputShape(),
                                List.of(0, paddings.get(0), paddings.get(2), 0),
                                List.of(0, paddings.get(1), paddings.get(3), 0)),
                        List.of(input));
        Shape output = problem.outputShape();
        Shape split = Shape.of(
                problem.inputShape().dim(0),
                output.dim(1),
                problem.rows(),
                output.dim(2),
                problem.columns(),
                output.dim(3));
        Node divided = builder.reshape(name, padded, split);
        Node moved = TensorLayers.transpose(builder, name, divided, List.of(2, 4, 0, 1, 3, 5));
        return builder.reshape(name, moved, output);
    }

    private Node join(String name, BatchToSpaceProblem problem, Node input) {
        Shape in = problem.inputShape();
        Shape output = problem.outputShape();
        Shape split = Shape.of(problem.rows(), problem.columns(), output.dim(0), in.dim(1), in.dim(2), in.dim(3));
        Node divided = builder.reshape(name, input, split);
        Node moved = TensorLayers.transpose(builder, name, divided, List.of(2, 3, 0, 4, 1, 5));
        Shape whole = Shape.of(output.dim(0), in.dim(1) * problem.rows(), in.dim(2) * problem.columns(), in.dim(3));
        Node joined = builder.reshape(name, moved, whole);
        return TensorLayers.crop(
                builder, name, joined, problem.crops().get(0), problem.crops().get(2), output);
    }

    private Node resize(String name, ResizeProblem problem, Node input) {
        Shape in = problem.inputShape();
        Shape out = problem.outputShape();
        Node rows = input;
        if (in.dim(1) != out.dim(1)) {
            Node flat = builder.reshape(name, input, Shape.of(in.dim(0), in.dim(1), in.dim(2) * in.dim(3)));
            rows = product(name, matrix(name, problem, in.dim(1), out.dim(1)), flat);
        }
        if (in.dim(2) == out.dim(2)) {
            return builder.reshape(name, rows, out);
        }
        Node images = builder.reshape(name, rows, Shape.of(in.dim(0) * out.dim(1), in.dim(2), in.dim(3)));
        return builder.reshape(name, product(name, matrix(name, problem, in.dim(2), out.dim(2)), images), out);
    }

    private Node product(String name, Node matrix, Node input) {
        MatMulProblem problem = new MatMulProblem(matrix.shape(), input.shape(), false, false);
        return builder.layer(name, problem, List.of(matrix, input));
    }

    private Node matrix(String name, ResizeProblem problem, long in, long out) {
        float[] values = new float[Math.toIntExact(in * out)];
        for (int row = 0; row < out; row++) {
            double position = problem.position(row, in, out);
            int low = (int) position;
            int from = (int) (row * in);
            double fraction = position - low;
            values[from + low] = (float) (1 - fraction);
            if (fraction > 0) {
                values[from + low + 1] = (float) fraction;
            }
        }
        Tensor tensor = Tensor.of(values, Shape.of(out, in));
        return builder.constant(name, owner.add(tensor, tensor::close));
    }
}
