package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.parallel.Job;

/** A step in the memory of one arena, for the threads of a team. */
final class StepJob extends Job {
    private final Step step;
    private final Steps[] executions;
    private final long[] addresses;

    /**
     * A step that is ready to run.
     *
     * @param executions what the step has prepared
     * @param addresses the address of each value of the arena
     */
    StepJob(Step step, Steps[] executions, long[] addresses) {
        this.step = step;
        this.executions = executions;
        this.addresses = addresses;
    }

    @Override
    public int slices() {
        return step.slices();
    }

    /** {@inheritDoc} The team of the whole run decides that. */
    @Override
    public boolean isWorthWaking() {
        return false;
    }

    @Override
    public void compute(int slice) {
        step.runSlice(slice, executions, addresses);
    }

    @Override
    public void workAlone() {
        step.run(executions, addresses);
    }
}
