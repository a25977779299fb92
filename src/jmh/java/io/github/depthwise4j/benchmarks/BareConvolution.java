package io.github.depthwise4j.benchmarks;

import static org.bytedeco.dnnl.global.dnnl.*;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Random;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Loader;

/**
 * What a careful user of the bare binding writes: the grouped convolution of oneDNN's own choice, weights packed once, arguments
 * kept, memory aligned to 64 bytes. Nothing is freed: it lives as long as a benchmark's process.
 */
final class BareConvolution {
    private final dnnl_engine engine = new dnnl_engine();
    private final dnnl_stream stream = new dnnl_stream();
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(4);
    private int count;

    /** OpenMP's functions, for the benchmark thread. */
    static final class OpenMp {
        static native void omp_set_num_threads(int threads);

        static {
            Loader.load(org.bytedeco.dnnl.global.dnnl.class);
            String library = Loader.getLoadedLibraries().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("dnnl"))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            Native.register(OpenMp.class, NativeLibrary.getInstance(library));
        }
    }

    BareConvolution(ConvolutionProblem problem, long seed) {
        ConvolutionGeometry g = problem.geometry();
        check(dnnl_engine_create(engine, dnnl_cpu, 0));
        check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
        int tag = problem.dataFormat() == DataFormat.NHWC ? dnnl_nhwc : dnnl_nchw;
        dnnl_memory_desc src = descriptor(tag, g.mb(), g.ic(), g.ih(), g.iw());
        dnnl_memory_desc dst = descriptor(tag, g.mb(), g.oc(), g.oh(), g.ow());
        dnnl_memory_desc any = descriptor(dnnl_format_tag_any, g.g(), g.ocPerGroup(), g.icPerGroup(), g.kh(), g.kw());
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        check(dnnl_convolution_forward_primitive_desc_create(
                description,
                engine,
                dnnl_forward_inference,
                dnnl_convolution_direct,
                src,
                any,
                new dnnl_memory_desc(),
                dst,
                new long[] {g.height().stride(), g.width().stride()},
                new long[] {g.height().dilation() - 1, g.width().dilation() - 1},
                new long[] {g.height().padBefore(), g.width().padBefore()},
                new long[] {
                    g.height().canonical().padAfter(), g.width().canonical().padAfter()
                },
                new dnnl_primitive_attr()));
        check(dnnl_primitive_create(primitive, description));
        dnnl_memory_desc weights = dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0);
        add(DNNL_ARG_SRC, src, seed);
        add(DNNL_ARG_WEIGHTS, weights, seed + 1);
        add(DNNL_ARG_DST, dst, seed + 2);
        arguments.position(0);
    }

    private static dnnl_memory_desc descriptor(int tag, long... dims) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        check(dnnl_memory_desc_create_with_tag(descriptor, dims.length, dims, dnnl_f32, tag));
        return descriptor;
    }

    private void add(int kind, dnnl_memory_desc descriptor, long seed) {
        long bytes = dnnl_memory_desc_get_size(descriptor);
        long aligned = (Native.malloc(bytes + 64) + 63) & -64L;
        Random random = new Random(seed);
        Pointer memory = new Pointer(aligned);
        for (long i = 0; i < bytes; i += Float.BYTES) {
            memory.setFloat(i, random.nextFloat() - 0.5f);
        }
        dnnl_memory handle = new dnnl_memory();
        org.bytedeco.javacpp.Pointer data = new org.bytedeco.javacpp.Pointer() {
            {
                this.address = aligned;
            }
        };
        check(dnnl_memory_create(handle, descriptor, engine, data));
        arguments.position(count++).arg(kind).memory(handle);
    }

    void run() {
        check(dnnl_primitive_execute(primitive, stream, count, arguments));
        dnnl_stream_wait(stream);
    }

    private static void check(int status) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN returned status " + status);
        }
    }
}
