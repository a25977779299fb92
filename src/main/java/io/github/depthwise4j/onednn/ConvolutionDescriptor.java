package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;

/** Translates a convolution into oneDNN's description of it, with which oneDNN looks for kernels. */
final class ConvolutionDescriptor {
    private ConvolutionDescriptor() {}

    /**
     * The primitive descriptor, which the caller closes. oneDNN copies the descriptors of the tensors.
     *
     * @param plain whether it does not activate, and adds a residual to what the output holds
     */
    static PrimitiveDescriptor of(ConvolutionProblem problem, ActivationLayout layout, boolean plain) {
        ConvolutionGeometry geometry = problem.geometry();
        int tag = layout.tag();
        try (MemoryDescriptor src =
                        MemoryDescriptor.float32(tag, geometry.mb(), geometry.ic(), geometry.ih(), geometry.iw());
                MemoryDescriptor weights = anyWeights(geometry);
                MemoryDescriptor dst =
                        MemoryDescriptor.float32(tag, geometry.mb(), geometry.oc(), geometry.oh(), geometry.ow());
                MemoryDescriptor bias = problem.hasBias() ? biasOf(geometry) : null) {
            return of(problem, src, weights, bias, dst, plain);
        }
    }

    private static PrimitiveDescriptor of(
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
        long biasHandle = bias == null ? 0 : bias.handle();
        try (Attributes attributes = new Attributes()) {
            if (plain && problem.fusion().residual()) {
                PostOperations.addToDst(attributes.handle());
            } else if (!plain) {
                PostOperations.add(attributes.handle(), problem.fusion(), dst);
            }
            return PrimitiveDescriptor.create(
                    "dnnl_convolution_forward_primitive_desc_create",
                    // No lambda: for one that keeps so much, Java takes 50 ms at the start of a process.
                    new PrimitiveDescriptor.Creation() {
                        @Override
                        public long create(DnnlFunctions dnnl, long engine) {
                            return dnnl.convolutionDesc(
                                    engine,
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
}
