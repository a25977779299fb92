package io.github.depthwise4j.onednn.functions;

/**
 * The functions of oneDNN's C API that this library uses. Each is called as oneDNN calls it, without the prefix {@code
 * dnnl_}; what is the same in all calls of this library is left out.
 *
 * <p>A handle is the address of an object of oneDNN, and 0 stands for none. A function that creates something returns
 * its handle, or minus oneDNN's status. Nothing checks handles: whoever passes one owns it, or knows that its owner
 * keeps it until the call ends. Tensors have the data type {@code float32}.
 */
public interface DnnlFunctions {
    /** The engine of the CPU. */
    long engineCreate();

    /** A stream of an engine. */
    long streamCreate(long engine);

    void streamDestroy(long stream);

    /** A memory object without memory. */
    long memoryCreate(long desc, long engine);

    void memoryDestroy(long memory);

    int memorySetDataHandle(long memory, long address);

    long memoryDescCreateWithTag(long[] dims, int tag);

    long memoryDescCreateWithStrides(long[] dims, long[] strides);

    long memoryDescClone(long other);

    void memoryDescDestroy(long desc);

    /** The bytes of such a tensor, with padding. */
    long memoryDescGetSize(long desc);

    boolean memoryDescEqual(long first, long second);

    /** The answer to a query for one number, or minus the status. */
    int memoryDescQueryInt(long desc, int what);

    /** The first numbers of the answer to a query for several; null if oneDNN refuses. */
    long[] memoryDescQueryLongs(long desc, int what, int count);

    long primitiveAttrCreate();

    void primitiveAttrDestroy(long attr);

    int primitiveAttrSetScratchpadMode(long attr, int mode);

    int primitiveAttrSetFpmathMode(long attr, int mode);

    int primitiveAttrSetPostOps(long attr, long ops);

    long postOpsCreate();

    void postOpsDestroy(long ops);

    int postOpsAppendSum(long ops, float scale);

    int postOpsAppendEltwise(long ops, int algorithm, float alpha, float beta);

    int postOpsAppendBinary(long ops, int algorithm, long src1);

    int primitiveDescNextImpl(long desc);

    /** The name of the implementation; null if oneDNN refuses. */
    String primitiveDescImplementation(long desc);

    /** The descriptor of an argument, which the primitive descriptor keeps; 0 if it has none. */
    long primitiveDescQueryMd(long desc, int what, int index);

    void primitiveDescDestroy(long desc);

    long primitiveCreate(long desc);

    void primitiveDestroy(long primitive);

    /** Executes a primitive over an array of {@code dnnl_exec_arg_t} at an address. */
    int primitiveExecute(long primitive, long stream, int count, long args);

    /** {@code dnnl_convolution_forward_primitive_desc_create}, and so on: the descriptor of a primitive. */
    long convolutionDesc(
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

    long deconvolutionDesc(
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

    /** Windows without dilation. */
    long poolingDesc(
            long engine,
            int algorithm,
            long src,
            long dst,
            long[] strides,
            long[] kernel,
            long[] before,
            long[] after,
            long attr);

    long reductionDesc(long engine, int algorithm, long src, long dst, long attr);

    /** A product without bias. */
    long matmulDesc(long engine, long src, long weights, long dst, long attr);

    long eltwiseDesc(long engine, int algorithm, long src, long dst, float alpha, float beta, long attr);

    long binaryDesc(long engine, int algorithm, long src0, long src1, long dst, long attr);

    long preluDesc(long engine, long src, long weights, long dst, long attr);

    long softmaxDesc(long engine, int algorithm, long src, long dst, int axis, long attr);

    /** Factors that follow from the sizes. */
    long resamplingDesc(long engine, int algorithm, long src, long dst, long attr);

    long reorderDesc(long engine, long src, long dst, long attr);

    int getEffectiveCpuIsa();

    int setMaxCpuIsa(int isa);

    int setPrimitiveCacheCapacity(int capacity);

    /** The parts of the version, 16 bits each: major, minor, patch. */
    long version();
}
