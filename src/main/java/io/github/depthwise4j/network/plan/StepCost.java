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

    /** A rough estimate of the time that one thread needs for a node whose neighbours are divided. */
    static long nanos(Node node) {
        if (node.operator() instanceof Operator.Convolution convolution) {
            return Slicing.nanos(convolution.problem(node.inputs().get(0).shape()));
        }
        long elements = node.shape().elementCount();
        for (Node input : node.inputs()) {
            elements += input.shape().elementCount();
        }
        return Slicing.nanosToMove(elements * Float.BYTES * FROM_ANOTHER_CORE);
    }
}
