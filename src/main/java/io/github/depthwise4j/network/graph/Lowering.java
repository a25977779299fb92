package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.layer.BatchToSpaceProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SpaceToBatchProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces layers for which oneDNN has no primitive by layers for which it has.
 *
 * <ul>
 *   <li>Space to batch becomes zeros around the image and another order of axes; batch to space the inverse.
 *   <li>A resizing without half pixel centers becomes a product with a matrix along the rows, and one along the
 *       columns. Each row of a matrix holds what one new pixel takes from the old ones.
 * </ul>
 */
final class Lowering {
    private final GraphBuilder builder = new GraphBuilder();
    private final CloseStack owner;
    private final Map<Node, Node> copies = new HashMap<>();

    private Lowering(CloseStack owner) {
        this.owner = owner;
    }

    /** The owner closes the matrices. */
    static Graph lower(Graph graph, CloseStack owner) {
        if (graph.nodes().stream().noneMatch(Lowering::fits)) {
            return graph;
        }
        Lowering lowering = new Lowering(owner);
        graph.nodes().forEach(node -> lowering.copies.put(node, lowering.copy(node)));
        return lowering.builder.build(
                graph.outputs().stream().map(lowering.copies::get).toList());
    }

    private static boolean fits(Node node) {
        return node.problemOrNull() instanceof SpaceToBatchProblem
                || node.problemOrNull() instanceof BatchToSpaceProblem
                || node.problemOrNull() instanceof ResizeProblem resize && !resize.isByPrimitive();
    }

    private Node copy(Node node) {
        List<Node> inputs = node.inputs().stream().map(copies::get).toList();
        if (node.problemOrNull() instanceof SpaceToBatchProblem divided) {
            return divide(node.name(), divided, inputs.get(0));
        }
        if (node.problemOrNull() instanceof BatchToSpaceProblem joined) {
            return join(node.name(), joined, inputs.get(0));
        }
        return fits(node)
                ? resize(node.name(), (ResizeProblem) node.problemOrNull(), inputs.get(0))
                : builder.copy(node, node.operator(), inputs);
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
        List<Integer> begin = List.of(0, problem.crops().get(0), problem.crops().get(2), 0);
        List<Integer> size =
                List.of((int) output.dim(0), (int) output.dim(1), (int) output.dim(2), (int) output.dim(3));
        return TensorLayers.slice(builder, name, joined, begin, size, List.of(1, 1, 1, 1));
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
