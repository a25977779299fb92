package io.github.depthwise4j.plan;

import io.github.depthwise4j.memory.NativeMemory;
import java.util.function.Consumer;

/** The blocks of channels of all images of an NCHW convolution, each computed by whichever thread comes to it. */
final class SharedBlocksPlan extends ThreadedPlan {
    private final ChannelBlocksPlan blocks;

    /** Takes the other plan over. */
    SharedBlocksPlan(ChannelBlocksPlan blocks, ThreadLimit limit) {
        super(blocks.problem(), limit);
        this.blocks = blocks;
        takeMeasurementsOf(blocks);
    }

    @Override
    int slices() {
        return blocks.parts();
    }

    @Override
    void computeSlice(int index, long src, PackedFilter filter, long residual, long dst) {
        blocks.computePart(index, src, filter, residual, dst);
    }

    @Override
    NativeMemory packWeights(NativeMemory filter) {
        return blocks.packWeights(filter);
    }

    @Override
    float[] orderBias(float[] bias) {
        return blocks.orderBias(bias);
    }

    @Override
    ConvolutionPlan packer() {
        return blocks;
    }

    @Override
    boolean packsLike(ConvolutionPlan other) {
        return blocks.packsLike(other);
    }

    @Override
    public Strategy strategy() {
        return blocks.strategy();
    }

    @Override
    PlanDescription describe() {
        return describe(blocks.describe());
    }

    @Override
    void eachPoolOfSlices(Consumer<? super WorkspacePool<?>> visitor) {
        blocks.eachPool(visitor);
    }

    @Override
    void destroySlices() {
        blocks.close();
    }
}
