package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;

/**
 * One grouped convolution over tensors whose layout is chosen by who makes it; the weights may have to be packed, see
 * {@link #weights()}.
 */
public final class ConvolutionPrimitive extends Primitive {
    private static final String ACTIVATION_AXES = "nchw";
    private static final String GROUPED_WEIGHTS_AXES = "goihw";
    private static final String WEIGHTS_AXES = "oihw";

    private final MemoryDescriptor src;
    private final MemoryDescriptor weights;
    private final MemoryDescriptor dst;
    private final MemoryDescriptor bias;
    private final boolean grouped;
    private final boolean residual;
    private final boolean keepsToItsThread;

    private ConvolutionPrimitive(PrimitiveDescriptor descriptor, ConvolutionProblem problem, ActivationLayout layout) {
        super(descriptor);
        this.src = ownArgument(dnnl_query_src_md);
        this.weights = ownArgument(dnnl_query_weights_md);
        this.dst = ownArgument(dnnl_query_dst_md);
        this.bias = problem.hasBias() ? own(() -> biasOf(problem.geometry())) : null;
        this.grouped = problem.geometry().g() > 1;
        this.residual = problem.fusion().residual();
        // In NHWC this kernel fixes its thread count at creation, where it is 1. Others, as jit_dw, ask OpenMP at each
        // execution.
        this.keepsToItsThread = layout == ActivationLayout.CHANNELS_LAST && kernel().isBrgemmDepthwise();
    }

    /**
     * oneDNN's own first choice for the problem, whose tensors must not be empty.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    public static ConvolutionPrimitive create(ConvolutionProblem problem) {
        return create(problem, ActivationLayout.of(problem), Kernel.FIRST);
    }

    /**
     * A primitive for the problem, whose tensors must not be empty.
     *
     * @param layout of input and output, which need not be that of the problem's data format
     * @param preferred the kernel to take if oneDNN has it for the problem, without a known fault and not excluded by
     *     the operator; oneDNN's first choice is taken otherwise
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    public static ConvolutionPrimitive create(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
        return with(problem, layout, descriptor -> {
            if (settles(descriptor, problem, preferred)) {
                return new ConvolutionPrimitive(descriptor, problem, layout);
            }
            descriptor.close();
            if (preferred.isFirst()) {
                throw OneDnn.noImplementation(
                        problem, ExcludedImplementations.current().reason());
            }
            return create(problem, layout, Kernel.FIRST);
        });
    }

    /**
     * The kernels oneDNN has for a problem, its own first choice first; none with a known fault, and none the operator
     * has excluded.
     */
    public static List<Kernel> kernels(ConvolutionProblem problem, ActivationLayout layout) {
        return allKernels(problem, layout).stream()
                .filter(kernel -> isUsable(kernel, problem))
                .toList();
    }

    /** Those that must not be used included. */
    static Set<Kernel> allKernels(ConvolutionProblem problem, ActivationLayout layout) {
        return with(problem, layout, descriptor -> {
            try (descriptor) {
                Set<Kernel> kernels = new LinkedHashSet<>();
                do {
                    kernels.add(new Kernel(descriptor.implementation()));
                } while (descriptor.next() == dnnl_success);
                return kernels;
            }
        });
    }

    /** Makes something of the primitive descriptor, which it takes over. */
    private static <T> T with(
            ConvolutionProblem problem, ActivationLayout layout, Function<PrimitiveDescriptor, T> then) {
        dnnl_engine engine = OneDnn.get().engine();
        ConvolutionGeometry geometry = problem.geometry();
        int tag = layout.tag();
        try (MemoryDescriptor src =
                        MemoryDescriptor.float32(tag, geometry.mb(), geometry.ic(), geometry.ih(), geometry.iw());
                MemoryDescriptor weights = anyWeights(geometry);
                MemoryDescriptor dst =
                        MemoryDescriptor.float32(tag, geometry.mb(), geometry.oc(), geometry.oh(), geometry.ow());
                MemoryDescriptor bias = problem.hasBias() ? biasOf(geometry) : null) {
            return then.apply(descriptor(engine, problem, src, weights, bias, dst));
        }
    }

    private static PrimitiveDescriptor descriptor(
            dnnl_engine engine,
            ConvolutionProblem problem,
            MemoryDescriptor src,
            MemoryDescriptor weights,
            MemoryDescriptor bias,
            MemoryDescriptor dst) {
        SpatialAxis height = ReducedAxis.of(problem.geometry().height());
        SpatialAxis width = ReducedAxis.of(problem.geometry().width());
        long[] strides = {height.stride(), width.stride()};
        // oneDNN counts the positions between two taps, TensorFlow the distance.
        long[] dilates = {height.dilation() - 1L, width.dilation() - 1L};
        long[] padBefore = {height.padBefore(), width.padBefore()};
        long[] padAfter = {height.padAfter(), width.padAfter()};
        dnnl_memory_desc biasHandle = bias == null ? new dnnl_memory_desc() : bias.handle();
        try (Attributes attributes = new Attributes()) {
            PostOperations.add(attributes.handle(), problem.fusion(), dst);
            return PrimitiveDescriptor.create(
                    "dnnl_convolution_forward_primitive_desc_create",
                    created -> dnnl_convolution_forward_primitive_desc_create(
                            created,
                            engine,
                            dnnl_forward_inference,
                            dnnl_convolution_direct,
                            src.handle(),
                            weights.handle(),
                            biasHandle,
                            dst.handle(),
                            strides,
                            dilates,
                            padBefore,
                            padAfter,
                            attributes.handle()),
                    problem.toString());
        }
    }

    /** As {@link #settleOn}; where that fails, the descriptor is closed. */
    private static boolean settles(PrimitiveDescriptor descriptor, ConvolutionProblem problem, Kernel wanted) {
        try {
            return settleOn(descriptor, problem, wanted);
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    /** Moves on to the kernel, or to the first one that may be used; false if there is none. */
    private static boolean settleOn(PrimitiveDescriptor descriptor, ConvolutionProblem problem, Kernel wanted) {
        do {
            Kernel kernel = new Kernel(descriptor.implementation());
            if ((wanted.isFirst() || wanted.equals(kernel)) && isUsable(kernel, problem)) {
                return true;
            }
        } while (descriptor.next() == dnnl_success);
        return false;
    }

    /** Whether the operator lets a kernel be used. */
    public static boolean isAllowed(Kernel kernel) {
        return !ExcludedImplementations.current().contains(kernel);
    }

    private static boolean isUsable(Kernel kernel, ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        return isAllowed(kernel)
                && !KnownFaults.affect(kernel, ReducedAxis.of(geometry.height()), ReducedAxis.of(geometry.width()));
    }

    /**
     * The filter of a problem as TensorFlow lays it, {@code [kh, kw, ic per group, oc]}, or as it lies inside such a filter of more
     * output channels.
     *
     * @param groupStride from one group's first output channel to the next one's
     */
    public static MemoryDescriptor tensorFlowWeights(
            ConvolutionGeometry geometry, long allOutputChannels, long groupStride) {
        long row = allOutputChannels * geometry.icPerGroup();
        long[] strides = {groupStride, 1, allOutputChannels, geometry.kw() * row, row};
        long[] dims = {geometry.g(), geometry.ocPerGroup(), geometry.icPerGroup(), geometry.kh(), geometry.kw()};
        int from = geometry.g() == 1 ? 1 : 0;
        return MemoryDescriptor.float32(
                Arrays.copyOfRange(dims, from, dims.length), Arrays.copyOfRange(strides, from, strides.length));
    }

    private static MemoryDescriptor anyWeights(ConvolutionGeometry geometry) {
        return geometry.g() == 1
                ? MemoryDescriptor.float32(
                        dnnl_format_tag_any, geometry.oc(), geometry.ic(), geometry.kh(), geometry.kw())
                : MemoryDescriptor.float32(
                        dnnl_format_tag_any,
                        geometry.g(),
                        geometry.ocPerGroup(),
                        geometry.icPerGroup(),
                        geometry.kh(),
                        geometry.kw());
    }

    private static MemoryDescriptor biasOf(ConvolutionGeometry geometry) {
        return MemoryDescriptor.float32(dnnl_x, geometry.oc());
    }

    /** What convolves. */
    public Kernel kernel() {
        return new Kernel(implementation());
    }

    @Override
    boolean keepsToItsThread() {
        return keepsToItsThread;
    }

    /** The bytes of the input, padding of blocks included. */
    public long srcBytes() {
        return src.byteSize();
    }

    /** The bytes of the output, padding of blocks included. */
    public long dstBytes() {
        return dst.byteSize();
    }

    /** The layout the implementation wants the weights in. */
    public MemoryDescriptor weights() {
        return weights;
    }

    @Override
    Map<Role, MemoryDescriptor> arguments() {
        Map<Role, MemoryDescriptor> arguments = new EnumMap<>(Role.class);
        arguments.put(Role.SRC, src);
        arguments.put(Role.WEIGHTS, weights);
        arguments.put(Role.DST, dst);
        if (bias != null) {
            arguments.put(Role.BIAS, bias);
        }
        if (residual) {
            arguments.put(Role.RESIDUAL, dst);
        }
        return arguments;
    }

    public String srcLayout() {
        return src.layout(ACTIVATION_AXES);
    }

    public String weightsLayout() {
        return weights.layout(grouped ? GROUPED_WEIGHTS_AXES : WEIGHTS_AXES);
    }

    public String dstLayout() {
        return dst.layout(ACTIVATION_AXES);
    }
}
