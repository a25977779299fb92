package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.GraphBuilder;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Translates a model into a graph, operator by operator. */
public final class Importer {
    /** The most inputs and outputs of all operators together. */
    private static final int MOST_OPERANDS = 1 << 18;

    private static final int NONE = -1;

    private final Model model;
    private final GraphBuilder graph = new GraphBuilder();
    private final Weights weights;
    private final OperatorCall.Batch batch;
    /** The node of each tensor of constants: the same numbers are one node. */
    private final Map<Tensor, Node> constants = new IdentityHashMap<>();
    /** The node of each tensor that is an input, or was computed, or was needed as a constant. */
    private final Node[] nodes;
    /** For each result of DEQUANTIZE the tensor that holds the numbers, else -1. */
    private final int[] sources;
    /** For each tensor the integers that were computed while the model was read; null for others. */
    private final int[][] integers;

    private Importer(Model model, int wantedBatch, CloseStack owner) throws FileFormatException {
        this.model = model;
        this.weights = new Weights(owner, model.byteSize());
        this.nodes = new Node[model.tensorCount()];
        this.sources = new int[nodes.length];
        this.integers = new int[nodes.length][];
        Arrays.fill(sources, NONE);
        this.batch = batch(wantedBatch);
    }

    /**
     * The graph of a model.
     *
     * @param file the bytes of a {@code .tflite} file
     * @param batch the number of images of a run, or 0 for that of the file
     * @param owner closes the tensors of weights
     * @throws FileFormatException if it is not such a file, or has what is not supported
     */
    public static Graph read(ByteBuffer file, int batch, CloseStack owner) throws FileFormatException {
        return new Importer(new Model(file), batch, owner).read();
    }

    /**
     * Looks at the beginning of a file.
     *
     * @throws FileFormatException if it is not a model
     */
    public static void checkIdentifier(ByteBuffer beginning) throws FileFormatException {
        Model.checkIdentifier(beginning);
    }

    private OperatorCall.Batch batch(int wanted) throws FileFormatException {
        long inFile = 0;
        for (int index : model.inputs()) {
            Shape shape = model.tensor(index).shape();
            long first = shape.rank() == 0 ? 0 : shape.dim(0);
            if (wanted > 0 && (first == 0 || inFile != 0 && inFile != first)) {
                throw new FileFormatException(model.tensor(index).describe()
                        + " has no batch that all inputs share, so that it cannot be changed; "
                        + "load the model without one");
            }
            inFile = first;
        }
        return new OperatorCall.Batch(inFile, wanted > 0 ? wanted : inFile);
    }

    private Graph read() throws FileFormatException {
        int[] inputs = model.inputs();
        int[] outputs = model.outputs();
        if (inputs.length == 0 || outputs.length == 0) {
            throw new FileFormatException("the model has " + inputs.length + " inputs and " + outputs.length
                    + " outputs, but needs one of each; convert it again");
        }
        for (int index : inputs) {
            ModelTensor tensor = model.tensor(index);
            tensor.requireFloat32();
            long[] dims = tensor.shape().dims();
            if (batch.isChanged()) {
                dims[0] = batch.wanted();
            }
            if (nodes[index] != null || tensor.hasData()) {
                throw new FileFormatException(tensor.describe() + " is an input, but has its numbers already, or is "
                        + "an input twice; convert the model again");
            }
            nodes[index] = graph.input(tensor.name(), Shape.of(dims));
        }
        int operands = 0;
        for (int i = 0; i < model.operatorCount(); i++) {
            Model.ModelOperator operator = model.operator(i);
            operands += operator.inputs().length + operator.outputs().length;
            // Operators can share their lists in the file, but not in memory.
            if (operands > MOST_OPERANDS) {
                throw new FileFormatException("the operators up to number " + i + " have " + operands
                        + " inputs and outputs, but at most " + MOST_OPERANDS + " are supported; divide the model");
            }
            read(operator);
        }
        List<Node> results = new ArrayList<>();
        for (int index : outputs) {
            results.add(node(index));
        }
        return graph.build(results);
    }

    private void read(Model.ModelOperator operator) throws FileFormatException {
        OperatorCall call = new OperatorCall(this, operator);
        OperatorCode code = OperatorCode.ofOrNull(operator);
        try {
            if (code == null) {
                throw new FileFormatException(
                        "this operator is not supported; supported are " + String.join(", ", OperatorCode.supported()));
            }
            if (hasIntegerResult(operator)) {
                define(call.output(), operator);
                integers[call.output()] = IntegerOperators.compute(call);
                return;
            }
            Node node = code.read(call);
            if (!call.results().isEmpty()) {
                for (int i = 0; i < call.results().size(); i++) {
                    define(operator.outputs()[i], operator);
                    set(operator.outputs()[i], call.results().get(i));
                }
                return;
            }
            int output = call.output();
            define(output, operator);
            if (node == null) {
                sources[output] = sourceOf(operator.inputs()[0]);
            } else {
                set(output, node);
            }
        } catch (FileFormatException | InvalidProblemException e) {
            throw new FileFormatException(
                    "operator " + operator.index() + ", " + OperatorCode.nameOf(operator) + ", of " + resultOf(operator)
                            + ": " + withoutStop(e.getMessage()),
                    e);
        }
    }

    private void set(int output, Node node) throws FileFormatException {
        check(model.tensor(output), node);
        nodes[output] = node;
    }

    /** Every tensor is computed once at most, and no operator writes to an input or to weights. */
    private void define(int output, Model.ModelOperator operator) throws FileFormatException {
        ModelTensor tensor = model.tensor(output);
        if (nodes[output] != null || sources[output] != NONE || integers[output] != null || tensor.hasData()) {
            throw new FileFormatException(tensor.describe() + " is computed by operator " + operator.index()
                    + ", but has its numbers already; convert the model again");
        }
    }

    private boolean hasIntegerResult(Model.ModelOperator operator) throws FileFormatException {
        if (operator.outputs().length != 1) {
            return false;
        }
        int type = model.tensor(operator.outputs()[0]).type();
        return type == TensorType.INT32 || type == TensorType.INT64;
    }

    private String resultOf(Model.ModelOperator operator) throws FileFormatException {
        int first = operator.outputs().length == 0 ? NONE : operator.outputs()[0];
        return first < 0 || first >= nodes.length
                ? "no tensor"
                : model.tensor(first).describe();
    }

    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /** The file says what shape the result has: another one would mean that the operator was misunderstood. */
    private void check(ModelTensor tensor, Node node) throws FileFormatException {
        tensor.requireFloat32();
        long expected = tensor.shape().elementCount();
        boolean fits = batch.isChanged()
                ? node.shape().rank() == tensor.shape().rank()
                        && (node.shape().elementCount() == expected
                                || node.shape().elementCount() * batch.inFile() == expected * batch.wanted())
                : tensor.shape().equals(node.shape());
        if (!fits) {
            throw new FileFormatException("the result has shape " + node.shape() + ", but the file says "
                    + tensor.shape()
                    + (batch.isChanged()
                            ? " for batch " + batch.inFile() + "; load the model with that batch"
                            : "; convert the model again"));
        }
    }

    GraphBuilder graph() {
        return graph;
    }

    Model model() {
        return model;
    }

    Weights weights() {
        return weights;
    }

    OperatorCall.Batch batch() {
        return batch;
    }

    /** The tensor that holds the numbers of a tensor. */
    int sourceOf(int index) {
        return sources[index] == NONE ? index : sources[index];
    }

    /** Integers that were computed; null if there are none. */
    int[] integersOrNull(int index) throws FileFormatException {
        model.tensor(index);
        return integers[index];
    }

    /** The shape of a tensor, whether it is computed or not. */
    Shape shapeOf(int index) throws FileFormatException {
        ModelTensor tensor = model.tensor(index);
        return nodes[index] == null ? tensor.shape() : nodes[index].shape();
    }

    /** The numbers of a tensor that never change; null if it is computed, or an input. */
    ModelTensor constantOrNull(int index) throws FileFormatException {
        ModelTensor tensor = model.tensor(index);
        ModelTensor source = sources[index] == NONE ? tensor : model.tensor(sources[index]);
        return nodes[index] == null && source.hasData() ? source : constantOfNode(index, source);
    }

    /** A constant that an operator has read as an operand stays a constant. */
    private ModelTensor constantOfNode(int index, ModelTensor source) {
        boolean constant = nodes[index] != null && nodes[index].operator() instanceof Operator.Constant;
        return constant ? source : null;
    }

    /** The node of a tensor, which becomes one if it is a constant. */
    Node node(int index) throws FileFormatException {
        ModelTensor constant = constantOrNull(index);
        if (nodes[index] != null) {
            return nodes[index];
        }
        if (constant == null) {
            throw new FileFormatException(
                    model.tensor(index).describe() + " is read before it is computed; convert the model again");
        }
        Tensor numbers = weights.get(constant, Weights.Order.SAME, constant.shape());
        Node known = constants.get(numbers);
        nodes[index] =
                known != null ? known : graph.constant(model.tensor(index).name(), numbers);
        constants.put(numbers, nodes[index]);
        return nodes[index];
    }
}
