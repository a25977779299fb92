package io.github.depthwise4j.network;

import io.github.depthwise4j.network.plan.NetworkPlan;
import io.github.depthwise4j.network.plan.StepView;
import java.util.ArrayList;
import java.util.List;

/** Measures the steps of one run. */
final class StepTimer implements NetworkPlan.Observer {
    private final List<StepView> steps = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();
    private long begin;

    @Override
    public void before(StepView step) {
        begin = System.nanoTime();
    }

    @Override
    public void after(StepView step) {
        nanos.add(System.nanoTime() - begin);
        steps.add(step);
    }

    /** The texts are made after the run. */
    List<LayerTime> times() {
        List<LayerTime> times = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            StepView step = steps.get(i);
            times.add(new LayerTime(
                    i,
                    NetworkTable.shortName(step.node().name()),
                    step.isCopy() ? "copy" : NetworkTable.operation(step.node()),
                    step.how(),
                    nanos.get(i)));
        }
        return times;
    }
}
