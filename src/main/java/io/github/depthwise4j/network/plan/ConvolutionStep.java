package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import java.util.List;

/** A convolution with all that is fused into it. */
final class ConvolutionStep extends Step {
    private static final Steps[] NONE = {};

    /** Blocks of the output channels, or one part whose plan may have slices. */
    private final List<ConvolutionPart> parts;

    private final int sliceCount;
    private final int src;
    /** The value that is added, or -1. */
    private final int residual;

    private final int dst;

    /** The step of a node. The plans and packed filters of its parts belong to others. */
    ConvolutionStep(Node node, int[] roots, List<ConvolutionPart> parts) {
        super(node);
        this.parts = List.copyOf(parts);
        this.sliceCount = parts.size() > 1 || parts.get(0).slicesOrNull() == null
                ? parts.size()
                : parts.get(0).slicesOrNull().sliceCount();
        this.src = roots[node.inputs().get(0).index()];
        this.residual =
                node.inputs().size() < 2 ? -1 : roots[node.inputs().get(1).index()];
        this.dst = roots[node.index()];
    }

    @Override
    String how() {
        ConvolutionPlan plan = parts.get(0).plan();
        String kernel = plan.kernel().name();
        return kernel.isEmpty() || plan.strategyName().contains(kernel)
                ? plan.strategyName()
                : plan.strategyName() + " " + kernel;
    }

    @Override
    int slices() {
        return sliceCount;
    }

    @Override
    Steps[] prepare(CloseStack owner) {
        return NONE;
    }

    @Override
    void run(Steps[] executions, long[] addresses) {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).compute(addresses[src], added(addresses), addresses[dst]);
        }
    }

    @Override
    void runSlice(int slice, Steps[] executions, long[] addresses) {
        if (parts.size() > 1) {
            parts.get(slice).compute(addresses[src], added(addresses), addresses[dst]);
        } else {
            parts.get(0).computeSlice(slice, addresses[src], added(addresses), addresses[dst]);
        }
    }

    private long added(long[] addresses) {
        return residual < 0 ? 0 : addresses[residual];
    }
}
