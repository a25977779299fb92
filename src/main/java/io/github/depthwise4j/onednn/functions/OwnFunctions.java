package io.github.depthwise4j.onednn.functions;

/**
 * oneDNN's functions by this library's own native code, {@code onednn.c}. It needs no class of JavaCPP's binding: to
 * load them all takes Java a tenth of a second, as long as oneDNN needs to start and to compute.
 */
public final class OwnFunctions implements DnnlFunctions {
    @Override
    public native long engineCreate();

    @Override
    public native long streamCreate(long engine);

    @Override
    public native void streamDestroy(long stream);

    @Override
    public native long memoryCreate(long desc, long engine);

    @Override
    public native void memoryDestroy(long memory);

    @Override
    public native int memorySetDataHandle(long memory, long address);

    @Override
    public native long memoryDescCreateWithTag(long[] dims, int tag);

    @Override
    public native long memoryDescCreateWithStrides(long[] dims, long[] strides);

    @Override
    public native long memoryDescClone(long other);

    @Override
    public native void memoryDescDestroy(long desc);

    @Override
    public native long memoryDescGetSize(long desc);

    @Override
    public native boolean memoryDescEqual(long first, long second);

    @Override
    public native int memoryDescQueryInt(long desc, int what);

    @Override
    public native long[] memoryDescQueryLongs(long desc, int what, int count);

    @Override
    public native long primitiveAttrCreate();

    @Override
    public native void primitiveAttrDestroy(long attr);

    @Override
    public native int primitiveAttrSetScratchpadMode(long attr, int mode);

    @Override
    public native int primitiveAttrSetFpmathMode(long attr, int mode);

    @Override
    public native int primitiveAttrSetPostOps(long attr, long ops);

    @Override
    public native long postOpsCreate();

    @Override
    public native void postOpsDestroy(long ops);

    @Override
    public native int postOpsAppendSum(long ops, float scale);

    @Override
    public native int postOpsAppendEltwise(long ops, int algorithm, float alpha, float beta);

    @Override
    public native int postOpsAppendBinary(long ops, int algorithm, long src1);

    @Override
    public native int primitiveDescNextImpl(long desc);

    @Override
    public native String primitiveDescImplementation(long desc);

    @Override
    public native long primitiveDescQueryMd(long desc, int what, int index);

    @Override
    public native void primitiveDescDestroy(long desc);

    @Override
    public native long primitiveCreate(long desc);

    @Override
    public native void primitiveDestroy(long primitive);

    @Override
    public native int primitiveExecute(long primitive, long stream, int count, long args);

    @Override
    public native long convolutionDesc(
            long engine,
            long src,
            long weights,
            long bias,
            long dst,
            long[] strides,
            long[] dilates,
            long[] before,
            long[] after,
            long attr);

    @Override
    public native long deconvolutionDesc(
            long engine,
            long src,
            long weights,
            long bias,
            long dst,
            long[] strides,
            long[] dilates,
            long[] before,
            long[] after,
            long attr);

    @Override
    public native long poolingDesc(
            long engine,
            int algorithm,
            long src,
            long dst,
            long[] strides,
            long[] kernel,
            long[] before,
            long[] after,
            long attr);

    @Override
    public native long reductionDesc(long engine, int algorithm, long src, long dst, long attr);

    @Override
    public native long matmulDesc(long engine, long src, long weights, long dst, long attr);

    @Override
    public native long eltwiseDesc(long engine, int algorithm, long src, long dst, float alpha, float beta, long attr);

    @Override
    public native long binaryDesc(long engine, int algorithm, long src0, long src1, long dst, long attr);

    @Override
    public native long preluDesc(long engine, long src, long weights, long dst, long attr);

    @Override
    public native long softmaxDesc(long engine, int algorithm, long src, long dst, int axis, long attr);

    @Override
    public native long resamplingDesc(long engine, int algorithm, long src, long dst, long attr);

    @Override
    public native long reorderDesc(long engine, long src, long dst, long attr);

    @Override
    public native int getEffectiveCpuIsa();

    @Override
    public native int setMaxCpuIsa(int isa);

    @Override
    public native int setPrimitiveCacheCapacity(int capacity);

    @Override
    public native long version();
}
