package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.GraphBuilder;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.TensorLayers;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Translates operators that compute functions, sums along axes, and products of matrices. */
final class NumberOperators {
    private static final int IMAGE_RANK = 4;
    private static final List<Integer> PIXELS = List.of(1, 2);
    /** TensorFlow Lite's smallest length of a vector. */
    private static final float SMALLEST_LENGTH = 1e-6f;

    private NumberOperators() {}

    static Node function(OperatorCall call, FunctionProblem.Kind kind) throws FileFormatException {
        return TensorLayers.function(call.graph(), call.name(), kind, call.input(0));
    }

    static Node power(OperatorCall call, float exponent) throws FileFormatException {
        return TensorLayers.power(call.graph(), call.name(), call.input(0), exponent);
    }

    static Node power(OperatorCall call) throws FileFormatException {
        float[] exponents = call.constant(1).floats();
        if (exponents.length != 1) {
            throw new FileFormatException(
                    "there are " + exponents.length + " exponents, but only one for all numbers is supported");
        }
        return exponents[0] == 2 ? function(call, FunctionProblem.Kind.SQUARE) : power(call, exponents[0]);
    }

    static Node binary(OperatorCall call, BinaryProblem.Kind kind) throws FileFormatException {
        Node node = TensorLayers.binary(call.graph(), call.name(), kind, call.input(0), call.input(1));
        // MAXIMUM and MINIMUM have options without fields.
        boolean extreme = kind == BinaryProblem.Kind.MAXIMUM || kind == BinaryProblem.Kind.MINIMUM;
        return extreme ? node : call.activated(node, 0);
    }

    static Node squaredDifference(OperatorCall call) throws FileFormatException {
        Node difference = TensorLayers.binary(
                call.graph(), call.name(), BinaryProblem.Kind.SUBTRACT, call.input(0), call.input(1));
        return TensorLayers.function(call.graph(), call.name(), FunctionProblem.Kind.SQUARE, difference);
    }

    static Node addN(OperatorCall call) throws FileFormatException {
        Node sum = call.input(0);
        for (int i = 1; i < call.inputCount(); i++) {
            sum = TensorLayers.binary(call.graph(), call.name(), BinaryProblem.Kind.ADD, sum, call.input(i));
        }
        return sum;
    }

    static Node reduction(OperatorCall call, ReductionProblem.Kind kind) throws FileFormatException {
        Node input = call.input(0);
        List<Integer> axes = new ArrayList<>();
        for (int axis : call.integers(1)) {
            axes.add(call.axis(axis, input.shape()));
        }
        if (axes.contains(0) && call.batch().isChanged()) {
            throw call.anotherBatch("it joins the images of a batch");
        }
        boolean keeps = call.hasOptions() && call.options().isTrue(0);
        boolean pixels = input.shape().rank() == IMAGE_RANK
                && axes.stream().sorted().toList().equals(PIXELS);
        boolean pooled = kind == ReductionProblem.Kind.MEAN || kind == ReductionProblem.Kind.MAXIMUM;
        if (!pixels || !pooled) {
            return axes.isEmpty() ? input : TensorLayers.reduce(call.graph(), call.name(), kind, input, axes, keeps);
        }
        PoolingProblem.Kind pooling =
                kind == ReductionProblem.Kind.MEAN ? PoolingProblem.Kind.AVERAGE : PoolingProblem.Kind.MAXIMUM;
        Node node = call.graph().layer(call.name(), PoolingProblem.global(pooling, input.shape()), List.of(input));
        Shape flat = Shape.of(input.shape().dim(0), input.shape().dim(3));
        return keeps ? node : call.graph().reshape(call.name(), node, flat);
    }

    static Node batchMatMul(OperatorCall call) throws FileFormatException {
        Node first = call.input(0);
        Node second = call.input(1);
        boolean transposeFirst = call.hasOptions() && call.options().isTrue(0);
        boolean transposeSecond = call.hasOptions() && call.options().isTrue(1);
        MatMulProblem problem = new MatMulProblem(first.shape(), second.shape(), transposeFirst, transposeSecond);
        return call.graph().layer(call.name(), problem, List.of(first, second));
    }

    /** The numbers along the last axis, divided by the length of that vector. */
    static Node l2Normalization(OperatorCall call) throws FileFormatException {
        GraphBuilder graph = call.graph();
        String name = call.name();
        Node input = call.input(0);
        int last = input.shape().rank() - 1;
        Node squares = TensorLayers.function(graph, name, FunctionProblem.Kind.SQUARE, input);
        Node sums = TensorLayers.reduce(graph, name, ReductionProblem.Kind.SUM, squares, List.of(last), true);
        Node lengths = TensorLayers.function(graph, name, FunctionProblem.Kind.ROOT, sums);
        Tensor smallest = call.ownedScalar(SMALLEST_LENGTH);
        Node limited =
                TensorLayers.binary(graph, name, BinaryProblem.Kind.MAXIMUM, lengths, graph.constant(name, smallest));
        return call.activated(TensorLayers.binary(graph, name, BinaryProblem.Kind.DIVIDE, input, limited), 0);
    }

    static List<Integer> list(int... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    static String text(int... numbers) {
        return Arrays.toString(numbers);
    }
}
