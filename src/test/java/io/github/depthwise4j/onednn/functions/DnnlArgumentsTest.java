package io.github.depthwise4j.onednn.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.loading.NativeLoader;
import io.github.depthwise4j.onednn.OneDnn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * oneDNN receives each argument in its place. No two arguments that could be confused have the same value, and oneDNN
 * is asked what it received: much of it changes no number, or not on every processor.
 */
@EnabledOnOs(OS.LINUX)
class DnnlArgumentsTest {
    private static final DnnlFunctions OWN = new OwnFunctions();
    private static final DnnlFunctions BINDING = new BindingFunctions();

    private static final int[] INTS = {
        dnnl_query_primitive_kind, dnnl_query_prop_kind, dnnl_query_alg_kind, dnnl_query_axis_s32
    };
    private static final int[] FLOATS = {
        dnnl_query_alpha_f32, dnnl_query_beta_f32, dnnl_query_p_f32, dnnl_query_epsilon_f32
    };
    private static final int[] PAIRS = {
        dnnl_query_strides, dnnl_query_dilations, dnnl_query_padding_l, dnnl_query_padding_r, dnnl_query_kernel
    };

    private static final List<Long> DESCRIPTORS = new ArrayList<>();
    private static long engine;
    /** The attributes of this library, and those with an addition after the computation. */
    private static long attr;

    private static long adding;

    @BeforeAll
    static void load() {
        OneDnn.get();
        engine = OWN.engineCreate();
        NativeLoader.loadBinding();
        attr = OWN.primitiveAttrCreate();
        adding = OWN.primitiveAttrCreate();
        assertThat(OWN.primitiveAttrSetScratchpadMode(attr, dnnl_scratchpad_mode_user))
                .isZero();
        long ops = OWN.postOpsCreate();
        assertThat(OWN.postOpsAppendEltwise(ops, dnnl_eltwise_linear, 2, 3)).isZero();
        assertThat(OWN.primitiveAttrSetPostOps(adding, ops)).isZero();
        OWN.postOpsDestroy(ops);
    }

    @AfterAll
    static void destroy() {
        OWN.primitiveAttrDestroy(attr);
        OWN.primitiveAttrDestroy(adding);
        DESCRIPTORS.forEach(OWN::memoryDescDestroy);
    }

    /** A descriptor that stays until the end. */
    private static long desc(int tag, long... dims) {
        long created = BINDING.memoryDescCreateWithTag(dims, tag);
        assertThat(created).isPositive();
        DESCRIPTORS.add(created);
        return created;
    }

    private interface Creation {
        long create(DnnlFunctions dnnl, long attr);
    }

    private record Call(String name, Creation creation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> calls() {
        long src = desc(dnnl_nhwc, 1, 8, 15, 18);
        long dst = desc(dnnl_nhwc, 1, 16, 8, 8);
        long[] strides = {2, 3};
        long[] dilates = {1, 0};
        long[] before = {2, 5};
        long[] after = {3, 4};
        Call convolution = new Call("convolution", (dnnl, attributes) -> {
            long bias = desc(dnnl_x, 16);
            long weights = desc(dnnl_oihw, 16, 8, 3, 6);
            return dnnl.convolutionDesc(engine, src, weights, bias, dst, strides, dilates, before, after, attributes);
        });
        Call deconvolution = new Call("deconvolution", (dnnl, attributes) -> {
            long bias = desc(dnnl_x, 8);
            long weights = desc(dnnl_oihw, 8, 16, 6, 6);
            return dnnl.deconvolutionDesc(
                    engine,
                    dst,
                    weights,
                    bias,
                    src,
                    strides,
                    dilates,
                    new long[] {4, 5},
                    new long[] {6, 4},
                    attributes);
        });
        return Stream.concat(Stream.of(convolution, deconvolution), others());
    }

    private static Stream<Call> others() {
        long image = desc(dnnl_nhwc, 1, 8, 12, 12);
        long same = desc(dnnl_nchw, 1, 8, 12, 12);
        long small = desc(dnnl_nhwc, 1, 8, 5, 6);
        long ones = desc(dnnl_nhwc, 1, 8, 1, 1);
        long slopes = desc(dnnl_nhwc, 1, 8, 12, 1);
        long first = desc(dnnl_ab, 3, 4);
        long second = desc(dnnl_ab, 4, 5);
        long product = desc(dnnl_ab, 3, 5);
        return Stream.of(
                new Call(
                        "pooling",
                        (dnnl, attributes) -> dnnl.poolingDesc(
                                engine,
                                dnnl_pooling_avg_exclude_padding,
                                image,
                                small,
                                new long[] {3, 2},
                                new long[] {4, 5},
                                new long[] {1, 2},
                                new long[] {3, 1},
                                attributes)),
                new Call(
                        "reduction",
                        (dnnl, attributes) -> dnnl.reductionDesc(engine, dnnl_reduction_sum, image, ones, attributes)),
                new Call("matmul", (dnnl, attributes) -> dnnl.matmulDesc(engine, first, second, product, attributes)),
                new Call(
                        "eltwise",
                        (dnnl, attributes) ->
                                dnnl.eltwiseDesc(engine, dnnl_eltwise_linear, image, image, 2, 5, attributes)),
                new Call(
                        "eltwise in another layout",
                        (dnnl, attributes) ->
                                dnnl.eltwiseDesc(engine, dnnl_eltwise_linear, image, same, 2, 5, attributes)),
                new Call(
                        "binary",
                        (dnnl, attributes) -> dnnl.binaryDesc(engine, dnnl_binary_div, image, ones, image, attributes)),
                new Call(
                        "binary in another layout",
                        (dnnl, attributes) -> dnnl.binaryDesc(engine, dnnl_binary_max, image, image, same, attributes)),
                new Call("prelu", (dnnl, attributes) -> dnnl.preluDesc(engine, image, slopes, image, attributes)),
                new Call(
                        "softmax",
                        (dnnl, attributes) ->
                                dnnl.softmaxDesc(engine, dnnl_softmax_accurate, image, image, 3, attributes)),
                new Call(
                        "softmax in another layout",
                        (dnnl, attributes) -> dnnl.softmaxDesc(engine, dnnl_softmax_log, image, same, 2, attributes)),
                new Call(
                        "resampling",
                        (dnnl, attributes) ->
                                dnnl.resamplingDesc(engine, dnnl_resampling_nearest, image, small, attributes)),
                new Call("reorder", (dnnl, attributes) -> dnnl.reorderDesc(engine, image, same, attributes)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyArgumentArrives(Call call) {
        String received = received(BINDING, call, attr);
        // It may refuse other layouts.
        assertThat(received).contains(call.name.endsWith("layout") ? "" : "scratchpad 1 operations 0");
        assertThat(received(OWN, call, attr)).isEqualTo(received);
        // Some kinds of primitives refuse attributes.
        assertThat(received(OWN, call, adding)).isEqualTo(received(BINDING, call, adding));
    }

    /** What oneDNN says of the descriptor of a primitive, or its refusal. */
    private static String received(DnnlFunctions dnnl, Call call, long attributes) {
        long desc = call.creation.create(dnnl, attributes);
        if (desc < 0) {
            return "status " + -desc;
        }
        StringBuilder text = new StringBuilder(attributes(desc));
        for (int what : INTS) {
            try (IntPointer answer = new IntPointer(1)) {
                text.append(query(desc, what, answer) ? " " + what + "=" + answer.get() : "");
            }
        }
        for (int what : FLOATS) {
            try (IntPointer answer = new IntPointer(1)) {
                text.append(query(desc, what, answer) ? " " + what + "=" + Float.intBitsToFloat(answer.get()) : "");
            }
        }
        for (int what : PAIRS) {
            try (PointerPointer<LongPointer> answer = new PointerPointer<>(1)) {
                if (query(desc, what, answer)) {
                    LongPointer numbers = answer.get(LongPointer.class, 0);
                    text.append(" " + what + "=" + numbers.get(0) + "," + numbers.get(1));
                }
            }
        }
        for (int what : new int[] {dnnl_query_src_md, dnnl_query_weights_md, dnnl_query_dst_md}) {
            for (int index = 0; index < 2; index++) {
                text.append(" " + what + "=" + tensor(dnnl.primitiveDescQueryMd(desc, what, index)));
            }
        }
        dnnl.primitiveDescDestroy(desc);
        return text.toString();
    }

    private static boolean query(long desc, int what, Pointer answer) {
        return dnnl_primitive_desc_query(BindingHandles.primitiveDesc(desc), what, 0, answer) == dnnl_success;
    }

    private static String attributes(long desc) {
        dnnl_primitive_attr found = new dnnl_primitive_attr();
        assertThat(dnnl_primitive_desc_get_attr(BindingHandles.primitiveDesc(desc), found))
                .isZero();
        int[] mode = new int[1];
        assertThat(dnnl_primitive_attr_get_scratchpad_mode(found, mode)).isZero();
        dnnl_post_ops ops = new dnnl_post_ops();
        assertThat(dnnl_primitive_attr_get_post_ops(found, ops)).isZero();
        return "scratchpad " + mode[0] + " operations " + dnnl_post_ops_len(ops);
    }

    private static String tensor(long md) {
        int rank = md == 0 ? 0 : BINDING.memoryDescQueryInt(md, dnnl_query_ndims_s32);
        return rank <= 0
                ? "none"
                : Arrays.toString(BINDING.memoryDescQueryLongs(md, dnnl_query_dims, rank)) + " by "
                        + Arrays.toString(BINDING.memoryDescQueryLongs(md, dnnl_query_strides, rank)) + " in "
                        + BINDING.memoryDescQueryInt(md, dnnl_query_data_type);
    }

    @Test
    void whatFollowsTheComputationArrives() {
        long ops = OWN.postOpsCreate();
        long added = desc(dnnl_nhwc, 1, 8, 3, 5);
        assertThat(OWN.postOpsAppendSum(ops, 7)).isZero();
        assertThat(OWN.postOpsAppendEltwise(ops, dnnl_eltwise_linear, 2, 3)).isZero();
        assertThat(OWN.postOpsAppendBinary(ops, dnnl_binary_min, added)).isZero();
        long attributes = OWN.primitiveAttrCreate();
        assertThat(OWN.primitiveAttrSetPostOps(attributes, ops)).isZero();
        assertThat(OWN.primitiveAttrSetFpmathMode(attributes, dnnl_fpmath_mode_bf16))
                .isZero();
        OWN.postOpsDestroy(ops);

        dnnl_post_ops kept = new dnnl_post_ops();
        assertThat(dnnl_primitive_attr_get_post_ops(BindingHandles.attr(attributes), kept))
                .isZero();
        assertThat(dnnl_post_ops_len(kept)).isEqualTo(3);
        int[] number = new int[1];
        int[] type = new int[1];
        float[] alpha = new float[1];
        float[] beta = new float[1];
        assertThat(dnnl_post_ops_get_params_sum(kept, 0, alpha, number, type)).isZero();
        assertThat(List.of(alpha[0], (float) number[0], (float) type[0])).containsExactly(7f, 0f, (float) dnnl_f32);
        assertThat(dnnl_post_ops_get_params_eltwise(kept, 1, number, alpha, beta))
                .isZero();
        assertThat(List.of((float) number[0], alpha[0], beta[0])).containsExactly((float) dnnl_eltwise_linear, 2f, 3f);
        dnnl_memory_desc second = new dnnl_memory_desc();
        assertThat(dnnl_post_ops_get_params_binary(kept, 2, number, second)).isZero();
        assertThat(number[0]).isEqualTo(dnnl_binary_min);
        assertThat(OWN.memoryDescEqual(second.address(), added)).isTrue();
        assertThat(dnnl_primitive_attr_get_fpmath_mode(BindingHandles.attr(attributes), number))
                .isZero();
        assertThat(number[0]).isEqualTo(dnnl_fpmath_mode_bf16);
        OWN.primitiveAttrDestroy(attributes);
    }

    @Test
    void sizesOfAllKindsArrive() {
        for (DnnlFunctions dnnl : List.of(OWN, BINDING)) {
            long large = dnnl.memoryDescCreateWithTag(new long[] {1L << 17, 1L << 17}, dnnl_ba);
            assertThat(tensor(large)).isEqualTo("[131072, 131072] by [1, 131072] in " + dnnl_f32);
            assertThat(dnnl.memoryDescGetSize(large)).isEqualTo(1L << 36);
            long memory = dnnl.memoryCreate(large, engine);
            try (PointerPointer<Pointer> address = new PointerPointer<>(1)) {
                assertThat(dnnl_memory_get_data_handle(BindingHandles.memory(memory), address))
                        .isZero();
                assertThat(address.get(0)).as("no memory of its own").isNull();
            }
            dnnl.memoryDestroy(memory);
            dnnl.memoryDescDestroy(large);
            long strided = dnnl.memoryDescCreateWithStrides(new long[] {2, 3}, new long[] {40, 5});
            assertThat(tensor(strided)).isEqualTo("[2, 3] by [40, 5] in " + dnnl_f32);
            dnnl.memoryDescDestroy(strided);
            long nothing = dnnl.memoryDescCreateWithStrides(new long[0], new long[0]);
            assertThat(dnnl.memoryDescGetSize(nothing)).isZero();
            dnnl.memoryDescDestroy(nothing);
            // Far more numbers than a stack holds.
            long[] many = new long[1 << 20];
            assertThat(dnnl.memoryDescCreateWithStrides(many, many)).isEqualTo(-dnnl_invalid_arguments);
        }
    }

    @Test
    void theSizeOfTheCacheOfPrimitivesArrives() {
        int[] before = new int[1];
        int[] after = new int[1];
        assertThat(dnnl_get_primitive_cache_capacity(before)).isZero();
        assertThat(OWN.setPrimitiveCacheCapacity(7)).isZero();
        assertThat(dnnl_get_primitive_cache_capacity(after)).isZero();
        assertThat(OWN.setPrimitiveCacheCapacity(before[0])).isZero();
        assertThat(after[0]).isEqualTo(7);
    }

    @Test
    void anExecutionWithoutArgumentsIsRefused() {
        long image = desc(dnnl_nchw, 1, 8, 12, 12);
        long desc = OWN.eltwiseDesc(engine, dnnl_eltwise_relu, image, image, 0, 0, attr);
        long primitive = OWN.primitiveCreate(desc);
        long stream = OWN.streamCreate(engine);
        assertThat(OWN.primitiveExecute(primitive, stream, 0, 0)).isEqualTo(dnnl_invalid_arguments);
        OWN.streamDestroy(stream);
        OWN.primitiveDestroy(primitive);
        OWN.primitiveDescDestroy(desc);
    }
}
