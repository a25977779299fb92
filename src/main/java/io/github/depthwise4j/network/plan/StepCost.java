package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.plan.parallel.Slicing;

/** Estimates how long a step takes. */
final class StepCost {
    /**
     * How many times longer it takes to move numbers if another core has them in its cache. The layers before and
     * behind are divided, so that is where one thread would find half of the numbers.
     */
    private static final int FROM_ANOTHER_CORE = 8;

    private StepCost() {}

    /** A rough estimate of the time that one thread needs for a node. */
    static long nanos(Node node) {
        if (node.operator() instanceof Operator.Convolution convolution) {
            return Slicing.nanos(convolution.problem(node.inputs().get(0).shape()));
        }
        return Slicing.nanosToMove(bytes(node));
    }

    /** The same for one thread alone between layers that are divided; for a node that computes little. */
    static long nanosAloneBetweenDivided(Node node) {
        return Slicing.nanosToMove(bytes(node) * FROM_ANOTHER_CORE);
    }

    private static long bytes(Node node) {
        long elements = node.shape().elementCount();
        for (Node input : node.inputs()) {
            elements += input.shape().elementCount();
        }
        return elements * Float.BYTES;
    }
}
