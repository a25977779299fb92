package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.GraphBuilder;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** One operator of a model, and what the importer knows when it meets it. */
final class OperatorCall {
    private final Importer importer;
    private final Model.ModelOperator operator;
    private List<Node> results = List.of();

    OperatorCall(Importer importer, Model.ModelOperator operator) {
        this.importer = importer;
        this.operator = operator;
    }

    GraphBuilder graph() {
        return importer.graph();
    }

    Model.ModelOperator operator() {
        return operator;
    }

    /** The options; of an operator without any, all have their defaults. */
    FlatTable options() throws FileFormatException {
        if (operator.options() == null) {
            throw new FileFormatException("it has no options; convert the model again");
        }
        return operator.options();
    }

    boolean hasOptions() {
        return operator.options() != null;
    }

    int inputCount() {
        return operator.inputs().length;
    }

    /** Whether there is such an input: optional ones may be missing, or be left out. */
    boolean has(int input) {
        return input < operator.inputs().length && operator.inputs()[input] >= 0;
    }

    private int index(int input) throws FileFormatException {
        if (!has(input)) {
            throw new FileFormatException("input " + input + " is missing; convert the model again");
        }
        return operator.inputs()[input];
    }

    /** The node that computes an input, or holds its numbers. */
    Node input(int input) throws FileFormatException {
        return importer.node(index(input));
    }

    /** Whether an input has numbers that never change. */
    boolean isConstant(int input) throws FileFormatException {
        return importer.constantOrNull(index(input)) != null;
    }

    /** An input with numbers that never change. */
    ModelTensor constant(int input) throws FileFormatException {
        ModelTensor constant = importer.constantOrNull(index(input));
        if (constant == null) {
            throw new FileFormatException(importer.model().tensor(index(input)).describe()
                    + " must hold numbers that never change; convert the model with weights inside");
        }
        return constant;
    }

    /** The integers of an input, which are in the file, or were computed from shapes. */
    int[] integers(int input) throws FileFormatException {
        int[] computed = importer.integersOrNull(index(input));
        return computed != null ? computed.clone() : constant(input).integers();
    }

    /** The lengths of the axes of an input. */
    List<Long> shapeOfInput(int input) throws FileFormatException {
        return Arrays.stream(importer.shapeOf(index(input)).dims()).boxed().toList();
    }

    /** An axis from 0 on; negative ones count from the end. */
    int axis(int axis, Shape shape) throws FileFormatException {
        int counted = axis < 0 ? axis + shape.rank() : axis;
        if (counted < 0 || counted >= shape.rank()) {
            throw new FileFormatException("axis " + axis + " is not one of " + shape);
        }
        return counted;
    }

    /** A shape, whose elements can be counted. */
    Shape shape(long... dims) throws FileFormatException {
        try {
            Shape shape = Shape.of(dims);
            if (shape.elementCount() <= Integer.MAX_VALUE) {
                return shape;
            }
        } catch (IllegalArgumentException e) {
            // The same as too many elements.
        }
        throw new FileFormatException("the shape " + Arrays.toString(dims) + " has more than 2147483647 elements");
    }

    /** What is refused because of another batch than that of the file. */
    FileFormatException anotherBatch(String reason) {
        return new FileFormatException(
                reason + ", which cannot be done for another batch than the file's, " + batch().inFile());
    }

    /** One number that is not in the file. */
    Tensor ownedScalar(float value) {
        return owned(new float[] {value}, Shape.of(1));
    }

    /** A few numbers that are not in the file. */
    Tensor owned(float[] values, Shape shape) {
        return importer.weights().own(values, shape);
    }

    int resultCount() {
        return operator.outputs().length;
    }

    /** The name of one of several results. */
    String resultName(int result) throws FileFormatException {
        return importer.model().tensor(operator.outputs()[result]).name();
    }

    /** Several results, in the order of the file. */
    void setResults(List<Node> nodes) {
        results = List.copyOf(nodes);
    }

    List<Node> results() {
        return results;
    }

    /** The numbers of an input as weights. */
    Tensor weights(int input, Weights.Order order, Shape shape) throws FileFormatException {
        return importer.weights().get(constant(input), order, shape);
    }

    /** The numbers of an optional input with one axis, or null. */
    Tensor vectorOrNull(int input) throws FileFormatException {
        return has(input)
                ? weights(
                        input,
                        Weights.Order.SAME,
                        Shape.of(constant(input).shape().elementCount()))
                : null;
    }

    /** The shape that the file gives the result. */
    Shape outputShape() throws FileFormatException {
        return importer.model().tensor(output()).shape();
    }

    int output() throws FileFormatException {
        if (operator.outputs().length != 1) {
            throw new FileFormatException("it has " + operator.outputs().length
                    + " results, but operators with one are supported; convert the model again");
        }
        return operator.outputs()[0];
    }

    /** The name of the result. */
    String name() throws FileFormatException {
        return importer.model().tensor(output()).name();
    }

    /** The number of images in the file, and the one that was asked for. */
    Batch batch() {
        return importer.batch();
    }

    /**
     * The number of images of a run.
     *
     * @param inFile the first dimension of the inputs in the file
     * @param wanted the first dimension of the inputs of the network
     */
    record Batch(long inFile, long wanted) {
        boolean isChanged() {
            return inFile != wanted;
        }
    }

    /** SAME or VALID. */
    Padding padding(int field) throws FileFormatException {
        return switch (options().unsignedByte(field)) {
            case 0 -> Padding.SAME;
            case 1 -> Padding.VALID;
            default -> throw new FileFormatException("the padding is neither SAME nor VALID; convert the model again");
        };
    }

    /** A result with the activation that the options name. */
    Node activated(Node node, int field) throws FileFormatException {
        int kind = hasOptions() ? options().unsignedByte(field) : 0;
        Activation activation =
                switch (kind) {
                    case 0 -> Activation.NONE;
                    case 1 -> Activation.RELU;
                    case 2 -> Activation.clip(-1, 1);
                    case 3 -> Activation.RELU6;
                    case 4 -> Activation.TANH;
                    default ->
                        throw new FileFormatException("the fused activation has the number " + kind
                                + ", but only none, relu, relu_n1_to_1, relu6 and tanh are supported");
                };
        return graph().activation(name(), node, activation);
    }
}
