package io.github.depthwise4j.benchmarks.processes;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.io.IOException;
import java.util.Random;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * {@link FirstResult} for the bare binding, without the library, and with memory that oneDNN
 * allocates. {@link OurStart} is compared with it.
 */
public final class BareStart {
    /** The C constant DNNL_MEMORY_ALLOCATE, which the binding leaves out. */
    private static final Pointer ALLOCATE = new Pointer() {
        {
            this.address = -1;
        }
    };

    private BareStart() {}

    public static void main(String[] arguments) throws IOException {
        int channels = 256;
        int side = 28;
        int filter = 3;
        Random random = new Random(1);
        dnnl_engine engine = new dnnl_engine();
        dnnl_stream stream = new dnnl_stream();
        check(dnnl_engine_create(engine, dnnl_cpu, 0));
        check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
        dnnl_memory_desc image = descriptor(dnnl_nhwc, 1, channels, side, side);
        dnnl_memory_desc given = descriptor(dnnl_hwigo, channels, 1, 1, filter, filter);
        dnnl_memory_desc any = descriptor(dnnl_format_tag_any, channels, 1, 1, filter, filter);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        long[] ones = {1, 1};
        check(dnnl_convolution_forward_primitive_desc_create(
                description,
                engine,
                dnnl_forward_inference,
                dnnl_convolution_direct,
                image,
                any,
                new dnnl_memory_desc(),
                image,
                ones,
                new long[] {0, 0},
                ones,
                ones,
                new dnnl_primitive_attr()));
        dnnl_primitive convolution = new dnnl_primitive();
        check(dnnl_primitive_create(convolution, description));
        dnnl_memory_desc packed = dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0);
        dnnl_memory src = memory(image, engine);
        dnnl_memory weights = memory(given, engine);
        dnnl_memory packedWeights = memory(packed, engine);
        dnnl_memory dst = memory(image, engine);
        data(src).put(StartData.random(random, side * side * channels));
        data(weights).put(StartData.random(random, filter * filter * channels));
        dnnl_primitive_desc reordering = new dnnl_primitive_desc();
        dnnl_primitive reorder = new dnnl_primitive();
        check(dnnl_reorder_primitive_desc_create(reordering, given, engine, packed, engine, new dnnl_primitive_attr()));
        check(dnnl_primitive_create(reorder, reordering));
        execute(reorder, stream, new int[] {DNNL_ARG_FROM, DNNL_ARG_TO}, weights, packedWeights);
        execute(convolution, stream, new int[] {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST}, src, packedWeights, dst);
        float[] output = new float[side * side * channels];
        data(dst).get(output);
        if (output[0] == 0) {
            throw new IllegalStateException("no result");
        }
        StartData.end();
    }

    private static dnnl_memory_desc descriptor(int tag, long... dims) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        check(dnnl_memory_desc_create_with_tag(descriptor, dims.length, dims, dnnl_f32, tag));
        return descriptor;
    }

    private static dnnl_memory memory(dnnl_memory_desc descriptor, dnnl_engine engine) {
        dnnl_memory memory = new dnnl_memory();
        check(dnnl_memory_create(memory, descriptor, engine, ALLOCATE));
        return memory;
    }

    private static FloatPointer data(dnnl_memory memory) {
        PointerPointer<Pointer> handle = new PointerPointer<>(1);
        check(dnnl_memory_get_data_handle(memory, handle));
        return new FloatPointer(handle.get());
    }

    private static void execute(dnnl_primitive primitive, dnnl_stream stream, int[] kinds, dnnl_memory... memory) {
        dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            arguments.position(i).arg(kinds[i]).memory(memory[i]);
        }
        check(dnnl_primitive_execute(primitive, stream, kinds.length, arguments.position(0)));
        check(dnnl_stream_wait(stream));
    }

    private static void check(int status) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN returned status " + status);
        }
    }
}
