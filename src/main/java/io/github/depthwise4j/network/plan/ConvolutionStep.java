package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.Slices;

/** A convolution with all that is fused into it. */
final class ConvolutionStep extends Step {
    private static final Steps[] NONE = {};

    private final ConvolutionPlan plan;
    /** Null if the plan computes on one thread. */
    private final Slices slices;

    private final PackedFilter filter;
    private final int src;
    /** The value that is added, or -1. */
    private final int residual;

    private final int dst;

    private ConvolutionStep(Node node, int[] roots, ConvolutionPlan plan, PackedFilter filter) {
        super(node);
        this.plan = plan;
        this.slices = plan.slicesOrNull();
        this.filter = filter;
        this.src = roots[node.inputs().get(0).index()];
        this.residual =
                node.inputs().size() < 2 ? -1 : roots[node.inputs().get(1).index()];
        this.dst = roots[node.index()];
    }

    /** The step of a node, whose plan and packed filter the owner closes. */
    static ConvolutionStep of(Node node, int[] roots, Planning planning, CloseStack owner) {
        Operator.Convolution convolution = (Operator.Convolution) node.operator();
        ConvolutionPlan plan =
                Planner.plan(convolution.problem(node.inputs().get(0).shape()), planning);
        owner.add(plan, plan::close);
        PackedFilter filter = plan.pack(convolution.filter(), convolution.bias());
        owner.add(filter, filter.byteShare(), filter::close);
        return new ConvolutionStep(node, roots, plan, filter);
    }

    @Override
    String how() {
        String kernel = plan.kernel().name();
        return kernel.isEmpty() || plan.strategyName().contains(kernel)
                ? plan.strategyName()
                : plan.strategyName() + " " + kernel;
    }

    @Override
    int slices() {
        return slices == null ? 1 : slices.sliceCount();
    }

    @Override
    Steps[] prepare(CloseStack owner) {
        return NONE;
    }

    @Override
    void run(Steps[] executions, long[] addresses) {
        if (slices == null) {
            plan.compute(addresses[src], filter, added(addresses), addresses[dst]);
        } else {
            slices.computeAll(null, addresses[src], filter, added(addresses), null, addresses[dst]);
        }
    }

    @Override
    void runSlice(int slice, Steps[] executions, long[] addresses) {
        slices.computeSlice(slice, null, addresses[src], filter, added(addresses), null, addresses[dst]);
    }

    private long added(long[] addresses) {
        return residual < 0 ? 0 : addresses[residual];
    }
}
