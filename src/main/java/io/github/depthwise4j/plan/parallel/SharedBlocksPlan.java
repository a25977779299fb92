package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.strategy.ChannelBlocksPlan;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.Parallelism;
import java.util.function.Consumer;

/** The blocks of channels of all images of an NCHW convolution, each computed by whichever thread comes to it. */
final class SharedBlocksPlan extends ThreadedPlan {
    private final ChannelBlocksPlan blocks;

    /** Takes the other plan over. */
    SharedBlocksPlan(ChannelBlocksPlan blocks, Parallelism parallelism) {
        super(blocks.problem(), parallelism);
        this.blocks = blocks;
        takeMeasurementsOf(blocks);
    }

    @Override
    public int slices() {
        return blocks.parts();
    }

    @Override
    public void computeSlice(int index, long src, PackedFilter filter, long residual, long dst) {
        blocks.computePart(index, src, filter, residual, dst);
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return blocks.packWeights(filter);
    }

    @Override
    public float[] orderBias(float[] bias) {
        return blocks.orderBias(bias);
    }

    @Override
    public ConvolutionPlan packer() {
        return blocks;
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return blocks.packsLike(other);
    }

    @Override
    public Strategy strategy() {
        return blocks.strategy();
    }

    @Override
    public ConvolutionDescription describe() {
        return describe(blocks.describe());
    }

    @Override
    public void eachPoolOfSlices(Consumer<? super WorkspacePool<?>> visitor) {
        blocks.eachPool(visitor);
    }

    @Override
    public void destroySlices() {
        blocks.close();
    }
}
