package io.github.depthwise4j.onednn.functions;

import static io.github.depthwise4j.onednn.functions.BindingHandles.*;
import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeLibrary;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** oneDNN's functions by JavaCPP's binding, for systems without this library's own native code. It must be loaded. */
public final class BindingFunctions implements DnnlFunctions {
    /** The handle that oneDNN has written into a pointer, or minus the status. */
    private static long result(int status, Pointer created) {
        return status == dnnl_success ? created.address() : -status;
    }

    private static long described(ToIntFunction<dnnl_primitive_desc> function) {
        dnnl_primitive_desc created = new dnnl_primitive_desc();
        return result(function.applyAsInt(created), created);
    }

    @Override
    public long engineCreate() {
        dnnl_engine created = new dnnl_engine();
        return result(dnnl_engine_create(created, dnnl_cpu, 0), created);
    }

    @Override
    public long streamCreate(long engine) {
        dnnl_stream created = new dnnl_stream();
        return result(dnnl_stream_create(created, engine(engine), dnnl_stream_default_flags), created);
    }

    @Override
    public void streamDestroy(long stream) {
        dnnl_stream_destroy(stream(stream));
    }

    @Override
    public long memoryCreate(long desc, long engine) {
        dnnl_memory created = new dnnl_memory();
        // A null handle means DNNL_MEMORY_NONE.
        return result(dnnl_memory_create(created, desc(desc), engine(engine), new Address(0)), created);
    }

    @Override
    public void memoryDestroy(long memory) {
        dnnl_memory_destroy(memory(memory));
    }

    @Override
    public int memorySetDataHandle(long memory, long address) {
        return dnnl_memory_set_data_handle(memory(memory), new Address(address));
    }

    @Override
    public long memoryDescCreateWithTag(long[] dims, int tag) {
        dnnl_memory_desc created = new dnnl_memory_desc();
        return result(dnnl_memory_desc_create_with_tag(created, dims.length, dims, dnnl_f32, tag), created);
    }

    @Override
    public long memoryDescCreateWithStrides(long[] dims, long[] strides) {
        dnnl_memory_desc created = new dnnl_memory_desc();
        return result(dnnl_memory_desc_create_with_strides(created, dims.length, dims, dnnl_f32, strides), created);
    }

    @Override
    public long memoryDescClone(long other) {
        dnnl_memory_desc created = new dnnl_memory_desc();
        return result(dnnl_memory_desc_clone(created, desc(other)), created);
    }

    @Override
    public void memoryDescDestroy(long desc) {
        dnnl_memory_desc_destroy(desc(desc));
    }

    @Override
    public long memoryDescGetSize(long desc) {
        return dnnl_memory_desc_get_size(desc(desc));
    }

    @Override
    public boolean memoryDescEqual(long first, long second) {
        return dnnl_memory_desc_equal(desc(first), desc(second)) != 0;
    }

    @Override
    public int memoryDescQueryInt(long desc, int what) {
        try (NativeMemory answer = NativeMemory.allocate(Long.BYTES)) {
            int status = dnnl_memory_desc_query(desc(desc), what, new Address(answer.address()));
            return status == dnnl_success ? answer.bytesOfOwner().getInt(0) : -status;
        }
    }

    @Override
    public long[] memoryDescQueryLongs(long desc, int what, int count) {
        try (NativeMemory answer = NativeMemory.allocate(Long.BYTES)) {
            if (dnnl_memory_desc_query(desc(desc), what, new Address(answer.address())) != dnnl_success) {
                return null;
            }
            long[] numbers = new long[count];
            NativeLibrary.memory()
                    .view(answer.bytesOfOwner().getLong(0), (long) count * Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer()
                    .get(numbers);
            return numbers;
        }
    }

    @Override
    public long primitiveAttrCreate() {
        dnnl_primitive_attr created = new dnnl_primitive_attr();
        return result(dnnl_primitive_attr_create(created), created);
    }

    @Override
    public void primitiveAttrDestroy(long attr) {
        dnnl_primitive_attr_destroy(attr(attr));
    }

    @Override
    public int primitiveAttrSetScratchpadMode(long attr, int mode) {
        return dnnl_primitive_attr_set_scratchpad_mode(attr(attr), mode);
    }

    @Override
    public int primitiveAttrSetFpmathMode(long attr, int mode) {
        return dnnl_primitive_attr_set_fpmath_mode(attr(attr), mode);
    }

    @Override
    public int primitiveAttrSetPostOps(long attr, long ops) {
        return dnnl_primitive_attr_set_post_ops(attr(attr), ops(ops));
    }

    @Override
    public long postOpsCreate() {
        dnnl_post_ops created = new dnnl_post_ops();
        return result(dnnl_post_ops_create(created), created);
    }

    @Override
    public void postOpsDestroy(long ops) {
        dnnl_post_ops_destroy(ops(ops));
    }

    @Override
    public int postOpsAppendSum(long ops, float scale) {
        return dnnl_post_ops_append_sum(ops(ops), scale, 0, dnnl_f32);
    }

    @Override
    public int postOpsAppendEltwise(long ops, int algorithm, float alpha, float beta) {
        return dnnl_post_ops_append_eltwise(ops(ops), algorithm, alpha, beta);
    }

    @Override
    public int postOpsAppendBinary(long ops, int algorithm, long src1) {
        return dnnl_post_ops_append_binary(ops(ops), algorithm, desc(src1));
    }

    @Override
    public int primitiveDescNextImpl(long desc) {
        return dnnl_primitive_desc_next_impl(primitiveDesc(desc));
    }

    @Override
    public String primitiveDescImplementation(long desc) {
        try (NativeMemory answer = NativeMemory.allocate(Long.BYTES)) {
            int status = dnnl_primitive_desc_query(
                    primitiveDesc(desc), dnnl_query_impl_info_str, 0, new Address(answer.address()));
            return status == dnnl_success
                    ? new BytePointer(new Address(answer.bytesOfOwner().getLong(0))).getString()
                    : null;
        }
    }

    @Override
    public long primitiveDescQueryMd(long desc, int what, int index) {
        dnnl_memory_desc found = dnnl_primitive_desc_query_md(primitiveDesc(desc), what, index);
        return found == null ? 0 : found.address();
    }

    @Override
    public void primitiveDescDestroy(long desc) {
        dnnl_primitive_desc_destroy(primitiveDesc(desc));
    }

    @Override
    public long primitiveCreate(long desc) {
        dnnl_primitive created = new dnnl_primitive();
        return result(dnnl_primitive_create(created, primitiveDesc(desc)), created);
    }

    @Override
    public void primitiveDestroy(long primitive) {
        dnnl_primitive_destroy(primitive(primitive));
    }

    @Override
    public int primitiveExecute(long primitive, long stream, int count, long args) {
        return dnnl_primitive_execute(
                primitive(primitive), stream(stream), count, new dnnl_exec_arg_t(new Address(args)));
    }

    @Override
    public long convolutionDesc(
            long engine,
            long src,
            long weights,
            long bias,
            long dst,
            long[] strides,
            long[] dilates,
            long[] before,
            long[] after,
            long attr) {
        return described(created -> dnnl_convolution_forward_primitive_desc_create(
                created,
                engine(engine),
                dnnl_forward_inference,
                dnnl_convolution_direct,
                desc(src),
                desc(weights),
                desc(bias),
                desc(dst),
                strides,
                dilates,
                before,
                after,
                attr(attr)));
    }

    @Override
    public long deconvolutionDesc(
            long engine,
            long src,
            long weights,
            long bias,
            long dst,
            long[] strides,
            long[] dilates,
            long[] before,
            long[] after,
            long attr) {
        return described(created -> dnnl_deconvolution_forward_primitive_desc_create(
                created,
                engine(engine),
                dnnl_forward_inference,
                dnnl_deconvolution_direct,
                desc(src),
                desc(weights),
                desc(bias),
                desc(dst),
                strides,
                dilates,
                before,
                after,
                attr(attr)));
    }

    @Override
    public long poolingDesc(
            long engine,
            int algorithm,
            long src,
            long dst,
            long[] strides,
            long[] kernel,
            long[] before,
            long[] after,
            long attr) {
        return described(created -> dnnl_pooling_forward_primitive_desc_create(
                created,
                engine(engine),
                dnnl_forward_inference,
                algorithm,
                desc(src),
                desc(dst),
                strides,
                kernel,
                new long[kernel.length],
                before,
                after,
                attr(attr)));
    }

    @Override
    public long reductionDesc(long engine, int algorithm, long src, long dst, long attr) {
        return described(created -> dnnl_reduction_primitive_desc_create(
                created, engine(engine), algorithm, desc(src), desc(dst), 0, 0, attr(attr)));
    }

    @Override
    public long matmulDesc(long engine, long src, long weights, long dst, long attr) {
        return described(created -> dnnl_matmul_primitive_desc_create(
                created, engine(engine), desc(src), desc(weights), null, desc(dst), attr(attr)));
    }

    @Override
    public long eltwiseDesc(long engine, int algorithm, long src, long dst, float alpha, float beta, long attr) {
        return described(created -> dnnl_eltwise_forward_primitive_desc_create(
                created,
                engine(engine),
                dnnl_forward_inference,
                algorithm,
                desc(src),
                desc(dst),
                alpha,
                beta,
                attr(attr)));
    }

    @Override
    public long binaryDesc(long engine, int algorithm, long src0, long src1, long dst, long attr) {
        return described(created -> dnnl_binary_primitive_desc_create(
                created, engine(engine), algorithm, desc(src0), desc(src1), desc(dst), attr(attr)));
    }

    @Override
    public long preluDesc(long engine, long src, long weights, long dst, long attr) {
        return described(created -> dnnl_prelu_forward_primitive_desc_create(
                created, engine(engine), dnnl_forward_inference, desc(src), desc(weights), desc(dst), attr(attr)));
    }

    @Override
    public long softmaxDesc(long engine, int algorithm, long src, long dst, int axis, long attr) {
        return described(created -> dnnl_softmax_forward_primitive_desc_create(
                created, engine(engine), dnnl_forward_inference, algorithm, desc(src), desc(dst), axis, attr(attr)));
    }

    @Override
    public long resamplingDesc(long engine, int algorithm, long src, long dst, long attr) {
        return described(created -> dnnl_resampling_forward_primitive_desc_create(
                created,
                engine(engine),
                dnnl_forward_inference,
                algorithm,
                (float[]) null,
                desc(src),
                desc(dst),
                attr(attr)));
    }

    @Override
    public long reorderDesc(long engine, long src, long dst, long attr) {
        return described(created -> dnnl_reorder_primitive_desc_create(
                created, desc(src), engine(engine), desc(dst), engine(engine), attr(attr)));
    }

    @Override
    public int getEffectiveCpuIsa() {
        return dnnl_get_effective_cpu_isa();
    }

    @Override
    public int setMaxCpuIsa(int isa) {
        return dnnl_set_max_cpu_isa(isa);
    }

    @Override
    public int setPrimitiveCacheCapacity(int capacity) {
        return dnnl_set_primitive_cache_capacity(capacity);
    }

    @Override
    public long version() {
        dnnl_version_t number = dnnl_version();
        return (long) number.major() << 32 | (long) number.minor() << 16 | number.patch();
    }
}
