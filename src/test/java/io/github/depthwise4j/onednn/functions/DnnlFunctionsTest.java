package io.github.depthwise4j.onednn.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.loading.NativeLoader;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeFunctions;
import io.github.depthwise4j.natives.OneDnnFile;
import io.github.depthwise4j.onednn.OneDnn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two ways to oneDNN's functions do the same: this library's own native code, and JavaCPP's binding. */
@EnabledOnOs(OS.LINUX)
class DnnlFunctionsTest {
    private static final DnnlFunctions OWN = new OwnFunctions();
    private static final DnnlFunctions BINDING = new BindingFunctions();

    private static final long[] ONES = {1, 1};
    private static final long[] ZEROS = {0, 0};
    private static final long[] IMAGE = {2, 16, 9, 9};

    private static long engine;
    private static long attr;
    private static long image;
    private static long small;
    private static long weights;
    private static long bias;

    @BeforeAll
    static void load() {
        OneDnn.get();
        engine = OWN.engineCreate();
        assertThat(OneDnnFile.isOpen())
                .as("which is why the own functions are used")
                .isTrue();
        NativeLoader.loadBinding();
        attr = OWN.primitiveAttrCreate();
        assertThat(OWN.primitiveAttrSetScratchpadMode(attr, dnnl_scratchpad_mode_user))
                .isZero();
        image = OWN.memoryDescCreateWithTag(IMAGE, dnnl_nhwc);
        small = OWN.memoryDescCreateWithTag(new long[] {2, 16, 4, 4}, dnnl_nhwc);
        weights = OWN.memoryDescCreateWithTag(new long[] {16, 16, 3, 3}, dnnl_format_tag_any);
        bias = OWN.memoryDescCreateWithTag(new long[] {16}, dnnl_x);
    }

    @AfterAll
    static void destroy() {
        OWN.primitiveAttrDestroy(attr);
        List.of(image, small, weights, bias).forEach(OWN::memoryDescDestroy);
    }

    /** Creates the descriptor of a primitive. */
    private interface Creation {
        long create(DnnlFunctions dnnl);
    }

    private record Primitive(String name, Creation creation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Primitive> primitives() {
        long[] strides = {2, 2};
        long[] kernel = {3, 3};
        return Stream.of(
                new Primitive(
                        "convolution",
                        dnnl -> dnnl.convolutionDesc(
                                engine, image, weights, bias, image, ONES, ZEROS, ONES, ONES, attr)),
                new Primitive(
                        "convolution with other rows than columns",
                        dnnl -> dnnl.convolutionDesc(
                                engine,
                                image,
                                weights,
                                0,
                                small,
                                strides,
                                new long[] {0, 1},
                                ZEROS,
                                new long[] {0, 2},
                                attr)),
                new Primitive(
                        "deconvolution",
                        dnnl -> dnnl.deconvolutionDesc(
                                engine, small, weights, bias, image, strides, ZEROS, ZEROS, ZEROS, attr)),
                new Primitive(
                        "pooling",
                        dnnl -> dnnl.poolingDesc(
                                engine, dnnl_pooling_max, image, small, strides, kernel, ZEROS, ZEROS, attr)),
                new Primitive("reduction", dnnl -> reduction(dnnl)),
                new Primitive("matmul", dnnl -> matmul(dnnl)),
                new Primitive(
                        "eltwise", dnnl -> dnnl.eltwiseDesc(engine, dnnl_eltwise_clip, image, image, -1, 6, attr)),
                new Primitive("binary", dnnl -> dnnl.binaryDesc(engine, dnnl_binary_sub, image, image, image, attr)),
                new Primitive("prelu", dnnl -> dnnl.preluDesc(engine, image, image, image, attr)),
                new Primitive("softmax", dnnl -> dnnl.softmaxDesc(engine, dnnl_softmax_log, image, image, 1, attr)),
                new Primitive(
                        "resampling", dnnl -> dnnl.resamplingDesc(engine, dnnl_resampling_linear, small, image, attr)),
                new Primitive("reorder", dnnl -> reorder(dnnl)));
    }

    private static long reduction(DnnlFunctions dnnl) {
        long mean = dnnl.memoryDescCreateWithTag(new long[] {2, 16, 1, 1}, dnnl_nhwc);
        long desc = dnnl.reductionDesc(engine, dnnl_reduction_mean, image, mean, attr);
        dnnl.memoryDescDestroy(mean);
        return desc;
    }

    private static long matmul(DnnlFunctions dnnl) {
        long square = dnnl.memoryDescCreateWithStrides(new long[] {5, 5}, new long[] {1, 5});
        long desc = dnnl.matmulDesc(engine, square, square, square, attr);
        dnnl.memoryDescDestroy(square);
        return desc;
    }

    private static long reorder(DnnlFunctions dnnl) {
        long blocked = dnnl.memoryDescCreateWithTag(IMAGE, dnnl_nChw8c);
        long desc = dnnl.reorderDesc(engine, image, blocked, attr);
        dnnl.memoryDescDestroy(blocked);
        return desc;
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void bothComputeTheSame(Primitive primitive) {
        List<String> own = computed(OWN, primitive);
        assertThat(own).hasSizeGreaterThan(1).isEqualTo(computed(BINDING, primitive));
    }

    /** The kernels for a primitive, and what the first one computes from numbers that the test makes. */
    private static List<String> computed(DnnlFunctions dnnl, Primitive primitive) {
        long desc = primitive.creation.create(dnnl);
        assertThat(desc).isPositive();
        List<String> lines = new ArrayList<>(List.of(dnnl.primitiveDescImplementation(desc), run(dnnl, desc)));
        while (dnnl.primitiveDescNextImpl(desc) == dnnl_success) {
            lines.add(dnnl.primitiveDescImplementation(desc));
        }
        dnnl.primitiveDescDestroy(desc);
        // oneDNN offers the first one again if it is in its cache of primitives.
        return lines.stream().distinct().toList();
    }

    private static String run(DnnlFunctions dnnl, long desc) {
        long primitive = dnnl.primitiveCreate(desc);
        long stream = dnnl.streamCreate(engine);
        int[][] arguments = {
            {dnnl_query_src_md, 0, DNNL_ARG_SRC},
            {dnnl_query_src_md, 1, DNNL_ARG_SRC_1},
            {dnnl_query_weights_md, 0, DNNL_ARG_WEIGHTS},
            {dnnl_query_weights_md, 1, DNNL_ARG_BIAS},
            {dnnl_query_scratchpad_md, 0, DNNL_ARG_SCRATCHPAD},
            {dnnl_query_dst_md, 0, DNNL_ARG_DST}
        };
        List<NativeMemory> blocks = new ArrayList<>();
        List<Long> memories = new ArrayList<>();
        NativeMemory args = NativeMemory.allocate(16L * arguments.length);
        ByteBuffer array = args.bytesOfOwner();
        for (int[] argument : arguments) {
            long md = dnnl.primitiveDescQueryMd(desc, argument[0], argument[1]);
            long bytes = md == 0 ? 0 : dnnl.memoryDescGetSize(md);
            if (bytes > 0) {
                NativeMemory block = NativeMemory.allocate(bytes);
                for (int i = 0; i < bytes; i += Float.BYTES) {
                    block.bytesOfOwner().putFloat(i, (i * 7 % 31 - 15) / 8f);
                }
                long memory = dnnl.memoryCreate(md, engine);
                assertThat(dnnl.memorySetDataHandle(memory, block.address())).isZero();
                array.putInt(16 * memories.size(), argument[2]).putLong(16 * memories.size() + 8, memory);
                blocks.add(block);
                memories.add(memory);
            }
        }
        NativeMemory dst = blocks.get(blocks.size() - 1);
        String before = content(dst);
        int threads = NativeFunctions.maxThreads();
        NativeFunctions.setThreads(1);
        assertThat(dnnl.primitiveExecute(primitive, stream, memories.size(), args.address()))
                .isZero();
        NativeFunctions.setThreads(threads);
        String after = content(dst);
        assertThat(after).isNotEqualTo(before);
        memories.forEach(dnnl::memoryDestroy);
        blocks.forEach(NativeMemory::close);
        args.close();
        dnnl.streamDestroy(stream);
        dnnl.primitiveDestroy(primitive);
        return after;
    }

    private static String content(NativeMemory block) {
        int[] bits = new int[(int) block.byteSize() / Float.BYTES];
        block.bytesOfOwner().asIntBuffer().get(bits);
        return Arrays.hashCode(bits) + " of " + bits.length;
    }

    @Test
    void bothDescribeTensorsAlike() {
        for (DnnlFunctions one : List.of(OWN, BINDING)) {
            DnnlFunctions other = one == OWN ? BINDING : OWN;
            long blocked = one.memoryDescCreateWithTag(IMAGE, dnnl_nChw16c);
            long copy = other.memoryDescClone(blocked);
            assertThat(other.memoryDescEqual(blocked, copy)).isTrue();
            assertThat(other.memoryDescEqual(image, copy)).isFalse();
            assertThat(other.memoryDescGetSize(copy)).isEqualTo(2 * 16 * 9 * 9 * Float.BYTES);
            assertThat(other.memoryDescQueryInt(copy, dnnl_query_inner_nblks_s32))
                    .isEqualTo(1);
            assertThat(other.memoryDescQueryLongs(copy, dnnl_query_dims, 4)).containsExactly(IMAGE);
            assertThat(other.memoryDescQueryLongs(copy, dnnl_query_inner_blks, 1))
                    .containsExactly(16);
            one.memoryDescDestroy(blocked);
            one.memoryDescDestroy(copy);
        }
    }

    @Test
    void bothReturnTheStatusOfWhatOneDnnRefuses() {
        for (DnnlFunctions dnnl : List.of(OWN, BINDING)) {
            long[] thirteen = new long[13];
            Arrays.fill(thirteen, 1);
            assertThat(dnnl.memoryDescCreateWithTag(new long[] {-5, 1, 1, 1}, dnnl_nhwc))
                    .isEqualTo(-dnnl_invalid_arguments);
            assertThat(dnnl.memoryDescCreateWithStrides(thirteen, thirteen)).isEqualTo(-dnnl_invalid_arguments);
            assertThat(dnnl.memoryDescQueryInt(image, dnnl_query_impl_info_str)).isNegative();
            assertThat(dnnl.memoryDescQueryLongs(0, dnnl_query_dims, 4)).isNull();
            assertThat(dnnl.poolingDesc(engine, dnnl_pooling_max, image, image, ONES, ONES, ONES, ONES, attr))
                    .isEqualTo(-dnnl_invalid_arguments);
            assertThat(dnnl.setMaxCpuIsa(dnnl_cpu_isa_sse41)).isEqualTo(dnnl_invalid_arguments);
        }
    }

    @Test
    void bothAddWhatFollowsTheComputation() {
        for (DnnlFunctions dnnl : List.of(OWN, BINDING)) {
            long ops = dnnl.postOpsCreate();
            long attributes = dnnl.primitiveAttrCreate();
            assertThat(dnnl.postOpsAppendSum(ops, 1)).isZero();
            assertThat(dnnl.postOpsAppendBinary(ops, dnnl_binary_add, image)).isZero();
            assertThat(dnnl.postOpsAppendEltwise(ops, dnnl_eltwise_clip, 0, 6)).isZero();
            assertThat(dnnl.postOpsAppendEltwise(ops, dnnl_binary_add, 0, 6)).isEqualTo(dnnl_invalid_arguments);
            assertThat(dnnl_post_ops_len(BindingHandles.ops(ops))).isEqualTo(3);
            assertThat(dnnl.primitiveAttrSetPostOps(attributes, ops)).isZero();
            assertThat(dnnl.primitiveAttrSetFpmathMode(attributes, dnnl_fpmath_mode_strict))
                    .isZero();
            assertThat(dnnl.primitiveAttrSetFpmathMode(attributes, -1)).isEqualTo(dnnl_invalid_arguments);
            dnnl.primitiveAttrDestroy(attributes);
            dnnl.postOpsDestroy(ops);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnnl_primitive_execute", "omp_get_max_threads", "omp_set_num_threads"})
    void bothFindTheSameFunctionsOfOpenMp(String function) {
        assertThat(OneDnnFile.find(function)).isPositive();
        assertThat(Loader.addressof(function).address()).isEqualTo(OneDnnFile.find(function));
        assertThat(OneDnnFile.find(function + "_none")).isZero();
    }

    @Test
    void bothAreTheSameOneDnn() {
        assertThat(OWN.version()).isEqualTo(BINDING.version()).isGreaterThan(3L << 32);
        assertThat(OWN.getEffectiveCpuIsa()).isEqualTo(BINDING.getEffectiveCpuIsa());
        assertThat(OWN.setPrimitiveCacheCapacity(-1)).isEqualTo(BINDING.setPrimitiveCacheCapacity(-1));
        assertThat(OWN.engineCreate()).isPositive();
    }
}
