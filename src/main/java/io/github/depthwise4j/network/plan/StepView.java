package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;

/** One step of a plan, and during a run the numbers that it reads and writes. */
public final class StepView {
    private final NetworkPlan plan;
    private final int index;
    /** Null outside of a run. */
    private final Arena arena;

    StepView(NetworkPlan plan, int index, Arena arena) {
        this.plan = plan;
        this.index = index;
        this.arena = arena;
    }

    private Step step() {
        return plan.steps().get(index);
    }

    public int index() {
        return index;
    }

    /** The node that the step computes. */
    public Node node() {
        return step().node();
    }

    /** Whether the step only copies the result of its node to the caller. */
    public boolean isCopy() {
        return !plan.compiled().isMadeBy(node(), index);
    }

    /** How the step computes, for people. */
    public String how() {
        return step().how();
    }

    /** The most threads that one run of the step may use. */
    public int mostThreads() {
        return plan.mostThreads(step());
    }

    /** A copy of the numbers of an input of the node; call it before the step computes. */
    public float[] input(int input) {
        return read(node().inputs().get(input));
    }

    /** A copy of the numbers of the result; call it after the step has computed. */
    public float[] output() {
        return read(node());
    }

    private float[] read(Node of) {
        return arena.read(plan.compiled().rootOf(of), Math.toIntExact(of.shape().elementCount()));
    }
}
