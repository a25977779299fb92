package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.onednn.Steps;

/** Computes one node. Immutable, for any number of threads, each with executions of its own. */
abstract class Step {
    private final Node node;

    Step(Node node) {
        this.node = node;
    }

    final Node node() {
        return node;
    }

    /** How the step computes, for people. */
    abstract String how();

    /** The most threads that one run of the step may use. */
    int mostThreads() {
        return 1;
    }

    /** Whether the result may lie where the first input is. */
    boolean worksInPlace() {
        return false;
    }

    /**
     * Whether the step leaves parts of its result unwritten, which must be zeros. The memory of such a result belongs
     * to it alone.
     */
    boolean needsZeros() {
        return false;
    }

    /** The primitives for one run at a time, ready with their memory, which the owner closes. */
    abstract Steps[] prepare(CloseStack owner);

    /**
     * Computes.
     *
     * @param executions what {@link #prepare} returned, for this thread alone
     * @param addresses the address of each value
     */
    abstract void run(Steps[] executions, long[] addresses);
}
