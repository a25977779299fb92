package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import java.util.EnumMap;
import java.util.Map;

/**
 * One layer of a network that is not a convolution. The caller passes the descriptors of all tensors but the weights of
 * a transposed convolution, which may need packing, and keeps them.
 */
public final class LayerPrimitive extends Primitive {
    private final Map<Role, MemoryDescriptor> arguments = new EnumMap<>(Role.class);

    private LayerPrimitive(PrimitiveDescriptor descriptor, Map<Role, Integer> queries) {
        super(descriptor);
        queries.forEach((role, query) -> arguments.put(role, ownArgument(query)));
    }

    /** Creates the primitive of a descriptor whose last parameter is the attributes. */
    private static LayerPrimitive create(
            String call,
            String subject,
            Activation activation,
            MemoryDescriptor dst,
            Map<Role, Integer> queries,
            Creation creation) {
        try (Attributes attributes = new Attributes()) {
            PostOperations.add(attributes.handle(), new Fusion(false, false, activation), dst);
            PrimitiveDescriptor.Creation calling = (dnnl, engine) -> creation.create(dnnl, engine, attributes.handle());
            return new LayerPrimitive(PrimitiveDescriptor.create(call, calling, subject), queries);
        }
    }

    /** Calls the function of oneDNN. */
    private interface Creation {
        long create(DnnlFunctions dnnl, long engine, long attributes);
    }

    private static Map<Role, Integer> srcAndDst() {
        return Map.of(Role.SRC, dnnl_query_src_md, Role.DST, dnnl_query_dst_md);
    }

    /** Windows over {@code src}. Both descriptors have the axes of oneDNN: images, channels, rows, columns. */
    public static LayerPrimitive pooling(PoolingProblem problem, MemoryDescriptor src, MemoryDescriptor dst) {
        SpatialAxis height = problem.height();
        SpatialAxis width = problem.width();
        long[] strides = {height.stride(), width.stride()};
        long[] kernel = {height.filter(), width.filter()};
        // oneDNN refuses padding that no window reads.
        long[] padBefore = {height.padBefore(), width.padBefore()};
        long[] padAfter = {readPadding(height), readPadding(width)};
        int algorithm =
                problem.kind() == PoolingProblem.Kind.MAXIMUM ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
        return create(
                "dnnl_pooling_forward_primitive_desc_create",
                problem.toString(),
                Activation.NONE,
                dst,
                srcAndDst(),
                (dnnl, engine, attributes) -> dnnl.poolingDesc(
                        engine,
                        algorithm,
                        src.handle(),
                        dst.handle(),
                        strides,
                        kernel,
                        padBefore,
                        padAfter,
                        attributes));
    }

    /** The padding behind the image that the last window reads. */
    private static long readPadding(SpatialAxis axis) {
        return Math.max(0, (axis.output() - 1L) * axis.stride() + axis.filter() - axis.input() - axis.padBefore());
    }

    /** One number from the numbers of {@code src} along the axes on which {@code dst} has length 1. */
    public static LayerPrimitive reduction(ReductionProblem problem, MemoryDescriptor src, MemoryDescriptor dst) {
        int algorithm =
                switch (problem.kind()) {
                    case SUM -> dnnl_reduction_sum;
                    case MEAN -> dnnl_reduction_mean;
                    case MAXIMUM -> dnnl_reduction_max;
                    case MINIMUM -> dnnl_reduction_min;
                };
        return create(
                "dnnl_reduction_primitive_desc_create",
                problem.toString(),
                Activation.NONE,
                dst,
                srcAndDst(),
                (dnnl, engine, attributes) ->
                        dnnl.reductionDesc(engine, algorithm, src.handle(), dst.handle(), attributes));
    }

    /** Products of matrices, which are the last two axes. The second matrix is the argument of the weights. */
    public static LayerPrimitive matMul(
            MatMulProblem problem, MemoryDescriptor first, MemoryDescriptor second, MemoryDescriptor dst) {
        return create(
                "dnnl_matmul_primitive_desc_create",
                problem.toString(),
                Activation.NONE,
                dst,
                Map.of(Role.SRC, dnnl_query_src_md, Role.WEIGHTS, dnnl_query_weights_md, Role.DST, dnnl_query_dst_md),
                (dnnl, engine, attributes) ->
                        dnnl.matmulDesc(engine, first.handle(), second.handle(), dst.handle(), attributes));
    }

    /** A function of each number of a tensor that is no activation. */
    public static LayerPrimitive function(FunctionProblem problem, MemoryDescriptor data) {
        int algorithm =
                switch (problem.kind()) {
                    case ABSOLUTE -> dnnl_eltwise_abs;
                    case NEGATIVE -> dnnl_eltwise_linear;
                    case SQUARE -> dnnl_eltwise_square;
                    case ROOT -> dnnl_eltwise_sqrt;
                    case EXPONENTIAL -> dnnl_eltwise_exp;
                    case LOGARITHM -> dnnl_eltwise_log;
                    case POWER -> dnnl_eltwise_pow;
                };
        float factor =
                switch (problem.kind()) {
                    case NEGATIVE -> -1;
                    case POWER -> 1;
                    default -> 0;
                };
        return eltwise(problem.toString(), new PostOperations.Eltwise(algorithm, factor, problem.exponent()), data);
    }

    /** Arithmetic on two tensors; {@code second} may have axes of length 1. */
    public static LayerPrimitive binary(
            BinaryProblem problem, MemoryDescriptor first, MemoryDescriptor second, MemoryDescriptor dst) {
        int algorithm =
                switch (problem.kind()) {
                    case ADD -> dnnl_binary_add;
                    case SUBTRACT -> dnnl_binary_sub;
                    case MULTIPLY -> dnnl_binary_mul;
                    case DIVIDE -> dnnl_binary_div;
                    case MAXIMUM -> dnnl_binary_max;
                    case MINIMUM -> dnnl_binary_min;
                };
        LayerPrimitive primitive = create(
                "dnnl_binary_primitive_desc_create",
                problem.toString(),
                problem.activation(),
                dst,
                srcAndDst(),
                (dnnl, engine, attributes) ->
                        dnnl.binaryDesc(engine, algorithm, first.handle(), second.handle(), dst.handle(), attributes));
        primitive.arguments.put(Role.SRC_1, primitive.ownCopy(second));
        return primitive;
    }

    /** A function of each number of a tensor. */
    public static LayerPrimitive activation(String subject, Activation activation, MemoryDescriptor data) {
        return eltwise(subject, PostOperations.Eltwise.of(activation), data);
    }

    private static LayerPrimitive eltwise(String subject, PostOperations.Eltwise eltwise, MemoryDescriptor data) {
        return create(
                "dnnl_eltwise_forward_primitive_desc_create",
                subject,
                Activation.NONE,
                data,
                srcAndDst(),
                (dnnl, engine, attributes) -> dnnl.eltwiseDesc(
                        engine,
                        eltwise.algorithm(),
                        data.handle(),
                        data.handle(),
                        eltwise.alpha(),
                        eltwise.beta(),
                        attributes));
    }

    /** One slope for each entry of the second axis. */
    public static LayerPrimitive prelu(LayerProblem problem, MemoryDescriptor data, MemoryDescriptor slopes) {
        return create(
                "dnnl_prelu_forward_primitive_desc_create",
                problem.toString(),
                Activation.NONE,
                data,
                Map.of(Role.SRC, dnnl_query_src_md, Role.WEIGHTS, dnnl_query_weights_md, Role.DST, dnnl_query_dst_md),
                (dnnl, engine, attributes) ->
                        dnnl.preluDesc(engine, data.handle(), slopes.handle(), data.handle(), attributes));
    }

    /** Softmax along an axis. */
    public static LayerPrimitive softmax(SoftmaxProblem problem, MemoryDescriptor data, int axis) {
        int algorithm = problem.logarithm() ? dnnl_softmax_log : dnnl_softmax_accurate;
        return create(
                "dnnl_softmax_forward_primitive_desc_create",
                problem.toString(),
                Activation.NONE,
                data,
                srcAndDst(),
                (dnnl, engine, attributes) ->
                        dnnl.softmaxDesc(engine, algorithm, data.handle(), data.handle(), axis, attributes));
    }

    /** Another number of rows and columns. Both descriptors have the axes of oneDNN. */
    public static LayerPrimitive resampling(ResizeProblem problem, MemoryDescriptor src, MemoryDescriptor dst) {
        int algorithm =
                problem.kind() == ResizeProblem.Kind.BILINEAR ? dnnl_resampling_linear : dnnl_resampling_nearest;
        return create(
                "dnnl_resampling_forward_primitive_desc_create",
                problem.toString(),
                Activation.NONE,
                dst,
                srcAndDst(),
                (dnnl, engine, attributes) ->
                        dnnl.resamplingDesc(engine, algorithm, src.handle(), dst.handle(), attributes));
    }

    /** A transposed convolution; its weights have the layout {@link #weights()}. */
    public static LayerPrimitive deconvolution(
            TransposedConvolutionProblem problem, MemoryDescriptor src, MemoryDescriptor dst) {
        SpatialAxis height = problem.height();
        SpatialAxis width = problem.width();
        long[] strides = {height.stride(), width.stride()};
        long[] padBefore = {height.padBefore(), width.padBefore()};
        long[] padAfter = {readPadding(height), readPadding(width)};
        long oc = problem.filterShape().dim(2);
        long ic = problem.filterShape().dim(3);
        Map<Role, Integer> queries = new EnumMap<>(Role.class);
        queries.putAll(srcAndDst());
        queries.put(Role.WEIGHTS, dnnl_query_weights_md);
        try (MemoryDescriptor weights =
                        MemoryDescriptor.float32(dnnl_format_tag_any, oc, ic, height.filter(), width.filter());
                MemoryDescriptor bias = MemoryDescriptor.float32(dnnl_x, oc)) {
            long biasHandle = problem.bias() ? bias.handle() : 0;
            LayerPrimitive primitive = create(
                    "dnnl_deconvolution_forward_primitive_desc_create",
                    problem.toString(),
                    problem.activation(),
                    dst,
                    queries,
                    (dnnl, engine, attributes) -> dnnl.deconvolutionDesc(
                            engine,
                            src.handle(),
                            weights.handle(),
                            biasHandle,
                            dst.handle(),
                            strides,
                            new long[2],
                            padBefore,
                            padAfter,
                            attributes));
            if (problem.bias()) {
                primitive.arguments.put(Role.BIAS, primitive.ownCopy(bias));
            }
            return primitive;
        }
    }

    /** The filter of a transposed convolution as TensorFlow has it, {@code [kh, kw, oc, ic]}, with oneDNN's axes. */
    public static MemoryDescriptor tensorFlowWeights(TransposedConvolutionProblem problem) {
        long oc = problem.filterShape().dim(2);
        long ic = problem.filterShape().dim(3);
        long kh = problem.filterShape().dim(0);
        long kw = problem.filterShape().dim(1);
        return MemoryDescriptor.float32(new long[] {oc, ic, kh, kw}, new long[] {ic, 1, kw * oc * ic, oc * ic});
    }

    /** The weights in the layout of the chosen kernel; only for layers that have some. */
    public MemoryDescriptor weights() {
        return arguments.get(Role.WEIGHTS);
    }

    @Override
    Map<Role, MemoryDescriptor> arguments() {
        return arguments;
    }
}
