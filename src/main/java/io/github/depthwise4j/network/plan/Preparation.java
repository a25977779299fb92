package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.parallel.Job;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.function.IntConsumer;

/** Work that is done once while a network is made, in parts that do not need each other. */
final class Preparation extends Job {
    private final int count;
    private final IntConsumer part;

    private Preparation(int count, IntConsumer part) {
        this.count = count;
        this.part = part;
    }

    /**
     * Does all parts, on the calling thread and on idle helpers. What a part throws is thrown here, after the parts
     * that had begun. Plans are measured by the calling thread alone: more threads would disturb each other.
     *
     * @param part gets the number of each part once, from 0 on
     */
    static void run(int count, Planning planning, IntConsumer part) {
        boolean alone = planning.effort() == PlanningEffort.MEASURE;
        Workers.shared()
                .run(
                        new Preparation(count, part),
                        alone ? 1 : planning.parallelism().maxThreads(),
                        planning.parallelism().isAdaptive());
    }

    @Override
    public int slices() {
        return count;
    }

    @Override
    public boolean isWorthWaking() {
        return true;
    }

    @Override
    public void compute(int slice) {
        part.accept(slice);
    }
}
