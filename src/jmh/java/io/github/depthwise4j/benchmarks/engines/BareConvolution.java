package io.github.depthwise4j.benchmarks.engines;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.benchmarks.cases.AlignedFloats;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.natives.NativeFunctions;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * What a careful user of the bare binding writes: the grouped convolution of oneDNN's own choice, weights packed once,
 * arguments and scratchpad kept, memory aligned to 64 bytes. It is made for, and must run with, the number of OpenMP
 * threads of the calling thread.
 */
public final class BareConvolution implements AutoCloseable {
    private final dnnl_engine engine = new dnnl_engine();
    private final dnnl_stream stream = new dnnl_stream();
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(4);
    private final List<dnnl_memory> handles = new ArrayList<>();
    private final List<AlignedFloats> owned = new ArrayList<>();
    private final AlignedFloats dst;
    private int count;

    /** OpenMP's functions, for the benchmark thread. */
    public static final class OpenMp {
        static {
            Depthwise4j.load();
        }

        public static void omp_set_num_threads(int threads) {
            NativeFunctions.setThreads(threads);
        }
    }

    /** With arbitrary numbers. */
    public BareConvolution(ConvolutionProblem problem) {
        this(problem, CaseData.unchecked(problem));
    }

    /** Over the memory of a case, which stays the case's. */
    public BareConvolution(ConvolutionProblem problem, CaseData data) {
        ConvolutionGeometry g = problem.geometry();
        check(dnnl_engine_create(engine, dnnl_cpu, 0));
        check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
        int tag = problem.dataFormat() == DataFormat.NHWC ? dnnl_nhwc : dnnl_nchw;
        dnnl_memory_desc src = descriptor(tag, g.mb(), g.ic(), g.ih(), g.iw());
        dnnl_memory_desc result = descriptor(tag, g.mb(), g.oc(), g.oh(), g.ow());
        dnnl_memory_desc any = descriptor(dnnl_format_tag_any, g.g(), g.ocPerGroup(), g.icPerGroup(), g.kh(), g.kw());
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        check(dnnl_primitive_attr_create(attributes));
        check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user));
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        check(dnnl_convolution_forward_primitive_desc_create(
                description,
                engine,
                dnnl_forward_inference,
                dnnl_convolution_direct,
                src,
                any,
                new dnnl_memory_desc(),
                result,
                new long[] {g.height().stride(), g.width().stride()},
                new long[] {g.height().dilation() - 1, g.width().dilation() - 1},
                new long[] {g.height().padBefore(), g.width().padBefore()},
                new long[] {
                    ReducedAxis.of(g.height()).padAfter(),
                    ReducedAxis.of(g.width()).padAfter()
                },
                attributes));
        check(dnnl_primitive_create(primitive, description));
        dnnl_memory_desc weights = dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0);
        dnnl_memory_desc scratchpad = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
        dst = data.dst();
        add(DNNL_ARG_SRC, src, data.src());
        add(DNNL_ARG_WEIGHTS, weights, owned(packed(g, weights, data.filter())));
        add(DNNL_ARG_DST, result, dst);
        long scratch = dnnl_memory_desc_get_size(scratchpad);
        if (scratch > 0) {
            AlignedFloats floats = AlignedFloats.arbitrary((scratch + Float.BYTES - 1) / Float.BYTES);
            add(DNNL_ARG_SCRATCHPAD, scratchpad, owned(floats));
        }
        arguments.position(0);
        dnnl_primitive_desc_destroy(description);
        dnnl_primitive_attr_destroy(attributes);
    }

    /** The filter in the layout oneDNN chose: a reorder from the one TensorFlow writes. */
    private AlignedFloats packed(ConvolutionGeometry g, dnnl_memory_desc wanted, float[] filter) {
        dnnl_memory_desc given = descriptor(dnnl_hwigo, g.g(), g.ocPerGroup(), g.icPerGroup(), g.kh(), g.kw());
        AlignedFloats from = AlignedFloats.of(filter);
        AlignedFloats to = AlignedFloats.arbitrary((dnnl_memory_desc_get_size(wanted) + Float.BYTES - 1) / Float.BYTES);
        dnnl_memory source = handle(given, from);
        dnnl_memory target = handle(wanted, to);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        dnnl_primitive reorder = new dnnl_primitive();
        check(dnnl_reorder_primitive_desc_create(
                description, given, engine, wanted, engine, new dnnl_primitive_attr()));
        check(dnnl_primitive_create(reorder, description));
        dnnl_exec_arg_t pair = new dnnl_exec_arg_t(2);
        pair.position(0).arg(DNNL_ARG_FROM).memory(source);
        pair.position(1).arg(DNNL_ARG_TO).memory(target);
        check(dnnl_primitive_execute(reorder, stream, 2, pair.position(0)));
        check(dnnl_stream_wait(stream));
        dnnl_primitive_destroy(reorder);
        dnnl_primitive_desc_destroy(description);
        dnnl_memory_destroy(source);
        dnnl_memory_destroy(target);
        from.free();
        return to;
    }

    private static dnnl_memory_desc descriptor(int tag, long... dims) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        check(dnnl_memory_desc_create_with_tag(descriptor, dims.length, dims, dnnl_f32, tag));
        return descriptor;
    }

    private AlignedFloats owned(AlignedFloats values) {
        owned.add(values);
        return values;
    }

    private void add(int kind, dnnl_memory_desc descriptor, AlignedFloats values) {
        dnnl_memory handle = handle(descriptor, values);
        handles.add(handle);
        arguments.position(count++).arg(kind).memory(handle);
    }

    private dnnl_memory handle(dnnl_memory_desc descriptor, AlignedFloats values) {
        dnnl_memory handle = new dnnl_memory();
        check(dnnl_memory_create(handle, descriptor, engine, values.pointer()));
        return handle;
    }

    public void run() {
        check(dnnl_primitive_execute(primitive, stream, count, arguments));
        dnnl_stream_wait(stream);
    }

    float[] output() {
        return dst.toArray();
    }

    @Override
    public void close() {
        dnnl_primitive_destroy(primitive);
        handles.forEach(handle -> dnnl_memory_destroy(handle));
        owned.forEach(AlignedFloats::free);
        dnnl_stream_destroy(stream);
        dnnl_engine_destroy(engine);
    }

    private static void check(int status) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN returned status " + status);
        }
    }
}
