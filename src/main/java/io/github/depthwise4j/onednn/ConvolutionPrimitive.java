package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * One grouped convolution. The caller chooses the layout of input and output; the weights may need packing, see {@link
 * #weights()}. Residual and activation are a part of it, or the caller does them in the output, see {@link #isPlain()}.
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
     * A primitive for the problem. The problem's tensors must not be empty.
     *
     * @param layout the layout of input and output; it may differ from the problem's data format
     * @param preferred the kernel to use, if oneDNN has it for the problem, it has no known fault there, and the
     *     operator did not exclude it; otherwise oneDNN's first choice is used
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    public static ConvolutionPrimitive create(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
        ConvolutionKernels.Selected selected = ConvolutionKernels.select(problem, layout, preferred);
        return new ConvolutionPrimitive(selected.descriptor(), problem, selected.plain());
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
