package io.github.depthwise4j.plan.base;

/** What computes one problem in slices. Any thread may compute any slice, in any order. */
public interface Slices {
    /** The number of slices. */
    int sliceCount();

    /**
     * Computes one slice. The operands are those of the whole problem, as {@link
     * Plan#compute(float[], long, PackedFilter, long, float[], long)} takes them.
     */
    void computeSlice(
            int index, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst);

    /**
     * Computes all slices on the calling thread. An implementation may do this in a faster way that gives the same
     * bits.
     */
    default void computeAll(
            float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        for (int index = 0; index < sliceCount(); index++) {
            computeSlice(index, srcArray, src, filter, residual, dstArray, dst);
        }
    }
}
