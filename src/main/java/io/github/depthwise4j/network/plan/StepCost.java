package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.plan.parallel.Slicing;

/** Estimates how long a step takes. */
final class StepCost {
    private StepCost() {}

    /** A rough estimate of the time that one thread needs for a node. */
    static long nanos(Node node) {
        if (node.operator() instanceof Operator.Convolution convolution) {
            return Slicing.nanos(convolution.problem(node.inputs().get(0).shape()));
        }
        long elements = node.shape().elementCount();
        for (Node input : node.inputs()) {
            elements += input.shape().elementCount();
        }
        return Slicing.nanosToMove(elements * Float.BYTES);
    }
}
