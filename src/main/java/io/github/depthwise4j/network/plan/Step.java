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

    /** The parts of a run that different threads may compute at the same time. */
    int slices() {
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

    /**
     * Computes one slice. The bits are those of {@link #run}.
     *
     * @param executions what {@link #prepare} returned: each slice uses others of them
     * @param addresses the address of each value
     */
    abstract void runSlice(int slice, Steps[] executions, long[] addresses);
}
