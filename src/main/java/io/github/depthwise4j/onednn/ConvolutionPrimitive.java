package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.SpatialAxis;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * One grouped convolution. The caller chooses the layout of input and output; the weights may need packing, see {@link
 * #weights()}. Residual and activation are a part of it, or the caller does them in the output, see {@link #isPlain()}.
 */
public final class ConvolutionPrimitive extends Primitive {
    /** Vectors of which at most one number in so many is used are activated apart. */
    private static final int MOST_LANES = 2;

    private static final String ACTIVATION_AXES = "nchw";
    private static final String GROUPED_WEIGHTS_AXES = "goihw";
    private static final String WEIGHTS_AXES = "oihw";

    private final MemoryDescriptor src;
    private final MemoryDescriptor weights;
    private final MemoryDescriptor dst;
    private final MemoryDescriptor bias;
    private final boolean grouped;
    private final Fusion fusion;
    private final boolean plain;

    private ConvolutionPrimitive(PrimitiveDescriptor descriptor, ConvolutionProblem problem, boolean plain) {
        super(descriptor);
        this.src = ownArgument(dnnl_query_src_md);
        this.weights = ownArgument(dnnl_query_weights_md);
        this.dst = ownArgument(dnnl_query_dst_md);
        this.bias = problem.hasBias() ? ownArgument(dnnl_query_weights_md, 1) : null;
        this.grouped = problem.geometry().g() > 1;
        this.fusion = problem.fusion();
        this.plain = plain;
    }

    /**
     * A primitive with oneDNN's first choice of kernel. The problem's tensors must not be empty.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    public static ConvolutionPrimitive create(ConvolutionProblem problem) {
        return create(problem, ActivationLayout.of(problem), Kernel.FIRST);
    }

    /**
     * A primitive for the problem. The problem's tensors must not be empty.
     *
     * @param layout the layout of input and output; it may differ from the problem's data format
     * @param preferred the kernel to use, if oneDNN has it for the problem, it has no known fault there, and the
     *     operator did not exclude it; otherwise oneDNN's first choice is used
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    public static ConvolutionPrimitive create(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
        boolean plain = isPlain(preferred, problem);
        PrimitiveDescriptor descriptor = selectedOrNull(problem, layout, preferred, plain);
        if (descriptor == null && preferred.isFirst()) {
            throw OneDnn.noImplementation(
                    problem, ExcludedImplementations.current().reason());
        }
        if (descriptor == null) {
            return create(problem, layout, Kernel.FIRST);
        }
        ConvolutionPrimitive made = new ConvolutionPrimitive(descriptor, problem, plain);
        if (!plain && isPlain(made.kernel(), problem) && PostOperations.areIn(problem.fusion())) {
            made.close();
            return createFirstPlain(problem, layout, made.kernel());
        }
        return made;
    }

    /** Makes oneDNN's first choice without post-operations, or with them if oneDNN does not have it so. */
    private static ConvolutionPrimitive createFirstPlain(
            ConvolutionProblem problem, ActivationLayout layout, Kernel first) {
        PrimitiveDescriptor descriptor = selectedOrNull(problem, layout, first, true);
        return descriptor == null
                ? new ConvolutionPrimitive(selectedOrNull(problem, layout, first, false), problem, false)
                : new ConvolutionPrimitive(descriptor, problem, true);
    }

    /** The descriptor of a kernel, which the caller closes; null if oneDNN does not have it for the problem. */
    private static PrimitiveDescriptor selectedOrNull(
            ConvolutionProblem problem, ActivationLayout layout, Kernel kernel, boolean plain) {
        PrimitiveDescriptor descriptor = descriptor(problem, layout, plain);
        if (selectOrClose(descriptor, problem, kernel)) {
            return descriptor;
        }
        descriptor.close();
        return null;
    }

    /**
     * Whether a kernel is used without post-operations. A matrix product refuses some, and others are slow in it. Other
     * kernels activate a whole vector for each pixel, even if it has few channels.
     */
    private static boolean isPlain(Kernel kernel, ConvolutionProblem problem) {
        if (kernel.isFirst() || kernel.isReference()) {
            return false;
        }
        ConvolutionGeometry geometry = problem.geometry();
        int channels = kernel.isDepthwise() ? geometry.oc() : geometry.ocPerGroup();
        return kernel.isGemm()
                || PostOperations.isSlow(problem.fusion().activation()) && MOST_LANES * channels <= kernel.vector();
    }

    /**
     * oneDNN's kernels for a problem, its first choice first, but plain loops last. Without kernels that have a known
     * fault there or that the operator excluded.
     */
    public static List<Kernel> kernels(ConvolutionProblem problem, ActivationLayout layout) {
        return allKernels(problem, layout).stream()
                .filter(kernel -> isUsable(kernel, problem))
                .toList();
    }

    /**
     * The kernel that {@link #create} makes; empty if there is none. It is found without a primitive, and in most cases
     * without a look at all kernels: oneDNN takes minutes to list them for some huge problems.
     */
    public static Optional<Kernel> made(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
        try (PrimitiveDescriptor descriptor = descriptor(problem, layout, isPlain(preferred, problem))) {
            Optional<Kernel> first = Optional.empty();
            do {
                Kernel kernel = new Kernel(descriptor.implementation());
                if (isUsable(kernel, problem)) {
                    if (preferred.isFirst() || preferred.equals(kernel)) {
                        return Optional.of(kernel);
                    }
                    if (first.isEmpty()) {
                        first = Optional.of(kernel);
                    }
                }
            } while (descriptor.next() == dnnl_success);
            return isPlain(preferred, problem) ? made(problem, layout, Kernel.FIRST) : first;
        }
    }

    /** All of oneDNN's kernels for a problem, usable or not. */
    static Set<Kernel> allKernels(ConvolutionProblem problem, ActivationLayout layout) {
        Set<Kernel> kernels = allKernels(problem, layout, false);
        if (!PostOperations.areIn(problem.fusion())) {
            return kernels;
        }
        List<Kernel> products = allKernels(problem, layout, true).stream()
                .filter(Kernel::isGemm)
                .toList();
        Set<Kernel> all = new LinkedHashSet<>(kernels);
        all.removeIf(Kernel::isReference);
        all.addAll(products);
        all.addAll(kernels);
        return all;
    }

    private static Set<Kernel> allKernels(ConvolutionProblem problem, ActivationLayout layout, boolean plain) {
        try (PrimitiveDescriptor descriptor = descriptor(problem, layout, plain)) {
            Set<Kernel> kernels = new LinkedHashSet<>();
            do {
                kernels.add(new Kernel(descriptor.implementation()));
            } while (descriptor.next() == dnnl_success);
            return kernels;
        }
    }

    /** The primitive descriptor, which the caller closes. oneDNN copies the descriptors of the tensors. */
    private static PrimitiveDescriptor descriptor(ConvolutionProblem problem, ActivationLayout layout, boolean plain) {
        dnnl_engine engine = OneDnn.get().engine();
        ConvolutionGeometry geometry = problem.geometry();
        int tag = layout.tag();
        try (MemoryDescriptor src =
                        MemoryDescriptor.float32(tag, geometry.mb(), geometry.ic(), geometry.ih(), geometry.iw());
                MemoryDescriptor weights = anyWeights(geometry);
                MemoryDescriptor dst =
                        MemoryDescriptor.float32(tag, geometry.mb(), geometry.oc(), geometry.oh(), geometry.ow());
                MemoryDescriptor bias = problem.hasBias() ? biasOf(geometry) : null) {
            return descriptor(engine, problem, src, weights, bias, dst, plain);
        }
    }

    private static PrimitiveDescriptor descriptor(
            dnnl_engine engine,
            ConvolutionProblem problem,
            MemoryDescriptor src,
            MemoryDescriptor weights,
            MemoryDescriptor bias,
            MemoryDescriptor dst,
            boolean plain) {
        SpatialAxis height = ReducedAxis.of(problem.geometry().height());
        SpatialAxis width = ReducedAxis.of(problem.geometry().width());
        long[] strides = {height.stride(), width.stride()};
        // oneDNN counts the positions between two taps; TensorFlow gives their distance.
        long[] dilates = {height.dilation() - 1L, width.dilation() - 1L};
        long[] padBefore = {height.padBefore(), width.padBefore()};
        long[] padAfter = {height.padAfter(), width.padAfter()};
        dnnl_memory_desc biasHandle = bias == null ? new dnnl_memory_desc() : bias.handle();
        try (Attributes attributes = new Attributes()) {
            if (plain && problem.fusion().residual()) {
                PostOperations.addToDst(attributes.handle());
            } else if (!plain) {
                PostOperations.add(attributes.handle(), problem.fusion(), dst);
            }
            return PrimitiveDescriptor.create(
                    "dnnl_convolution_forward_primitive_desc_create",
                    // No lambda: for one that keeps so much, Java takes 50 ms at the start of a process.
                    new ToIntFunction<dnnl_primitive_desc>() {
                        @Override
                        public int applyAsInt(dnnl_primitive_desc created) {
                            return dnnl_convolution_forward_primitive_desc_create(
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
                                    attributes.handle());
                        }
                    },
                    problem.toString());
        }
    }

    /** The same as {@link #selectImplementation}, but closes the descriptor if an exception is thrown. */
    private static boolean selectOrClose(PrimitiveDescriptor descriptor, ConvolutionProblem problem, Kernel wanted) {
        try {
            return selectImplementation(descriptor, problem, wanted);
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
    }

    /**
     * Moves the descriptor to the wanted kernel, or to the first usable one if oneDNN chooses; false if there is none.
     */
    private static boolean selectImplementation(
            PrimitiveDescriptor descriptor, ConvolutionProblem problem, Kernel wanted) {
        do {
            Kernel kernel = new Kernel(descriptor.implementation());
            if ((wanted.isFirst() || wanted.equals(kernel)) && isUsable(kernel, problem)) {
                return true;
            }
        } while (descriptor.next() == dnnl_success);
        return false;
    }

    /** Whether the operator did not exclude the kernel. */
    public static boolean isAllowed(Kernel kernel) {
        return !ExcludedImplementations.current().contains(kernel);
    }

    private static boolean isUsable(Kernel kernel, ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        return isAllowed(kernel)
                && !KnownFaults.affect(kernel, ReducedAxis.of(geometry.height()), ReducedAxis.of(geometry.width()));
    }

    /**
     * The filter of a problem in TensorFlow's layout, {@code [kh, kw, ic per group, oc]}. It may be a part of such a
     * filter with more output channels.
     *
     * @param allOutputChannels the output channels of the whole filter in memory
     * @param groupStride the distance from the first output channel of a group to that of the next group
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

    /** The selected kernel. */
    public Kernel kernel() {
        return new Kernel(implementation());
    }

    /**
     * Whether it does not do what follows a convolution. Then it adds its result to the output if the problem has a
     * residual: the caller copies the residual there before, and activates what is there afterwards.
     */
    public boolean isPlain() {
        return plain;
    }

    /** What copies a residual into the output of a plain convolution; null if there is none to copy. */
    public Reorder residualToDstOrNull() {
        return plain && fusion.residual() ? Reorder.create(dst, dst, subject()) : null;
    }

    /** What activates the output of a plain convolution; null if there is no such activation. */
    public LayerPrimitive activationOrNull() {
        return plain && PostOperations.isActivated(fusion)
                ? LayerPrimitive.activation(subject(), fusion.activation(), dst)
                : null;
    }

    /** The bytes of the input, padding of blocks included. */
    public long srcBytes() {
        return src.byteSize();
    }

    /** The bytes of the output, padding of blocks included. */
    public long dstBytes() {
        return dst.byteSize();
    }

    /** The weights in the layout of the selected kernel. */
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
        if (fusion.residual() && !plain) {
            arguments.put(Role.RESIDUAL, dst);
        }
        return arguments;
    }

    /** The layout of the input in oneDNN's notation. */
    public String srcLayout() {
        return src.layout(ACTIVATION_AXES);
    }

    /** The layout of the weights in oneDNN's notation. */
    public String weightsLayout() {
        return weights.layout(grouped ? GROUPED_WEIGHTS_AXES : WEIGHTS_AXES);
    }

    /** The layout of the output in oneDNN's notation. */
    public String dstLayout() {
        return dst.layout(ACTIVATION_AXES);
    }
}
