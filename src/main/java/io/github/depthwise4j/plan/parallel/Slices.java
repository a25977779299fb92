package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.PackedFilter;

/** What computes one problem in slices. Any thread may compute any slice, in any order. */
public interface Slices {
    /** The number of slices. */
    int sliceCount();

    /**
     * Computes one slice.
     *
     * @param src the address of the input of the whole problem
     * @param residual the address of the residual of the whole problem; 0 if the problem has none
     * @param dst the address of the output of the whole problem
     */
    void computeSlice(int index, long src, PackedFilter filter, long residual, long dst);

    /**
     * Computes all slices on the calling thread. An implementation may do this in a faster way that gives the same
     * bits.
     */
    default void computeAll(long src, PackedFilter filter, long residual, long dst) {
        for (int index = 0; index < sliceCount(); index++) {
            computeSlice(index, src, filter, residual, dst);
        }
    }
}
