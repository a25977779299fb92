package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.onednn.Primitive;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.SlowKernels;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The primitives that compute tiles of one kind.
 *
 * @param in null if the input need not be copied
 * @param residual null if there is none, or if it need not be copied
 * @param activation null if the convolution itself activates, or if there is nothing to activate
 * @param out null if the convolution writes into the caller's output
 * @param inOffset the bytes of the copy before its first element that is copied
 */
record TileKind(
        TileShape shape,
        Reorder in,
        Reorder residual,
        ConvolutionPrimitive convolution,
        LayerPrimitive activation,
        Reorder out,
        long inOffset) {

    /** The executions of a kind for one thread. */
    record Executions(Execution in, Execution residual, Execution convolution, Execution activation, Execution out) {}

    /**
     * Makes the primitives, which {@code owned} then owns.
     *
     * @param like a kind with the same convolution, which this kind then shares; null if there is none
     */
    static TileKind create(
            ConvolutionProblem problem,
            TileShape shape,
            Kernel kernel,
            TileCopies copies,
            TileKind like,
            CloseStack owned) {
        if (like != null) {
            Reorder in = own(copies.inOrNull(), owned);
            return new TileKind(
                    shape, in, like.residual, like.convolution, like.activation, like.out, copies.inOffset());
        }
        ConvolutionPrimitive convolution = ConvolutionPrimitive.create(shape.convolved(), shape.layout(), kernel);
        owned.add(convolution);
        return new TileKind(
                shape,
                own(copies.inOrNull(), owned),
                own(copies.residualOrNull(convolution.isPlain()), owned),
                convolution,
                own(convolution.activationOrNull(), owned),
                own(copies.outOrNull(), owned),
                copies.inOffset());
    }

    /** Whether tiles of a shape have the same convolution, and so the same output. */
    boolean convolves(TileShape other) {
        return shape.convolved().equals(other.convolved()) && shape.layout() == other.layout();
    }

    private static <P extends Primitive> P own(P primitive, CloseStack owned) {
        return primitive == null ? null : owned.add(primitive);
    }

    /** The executions for one thread, which {@code owned} then owns; they run one after the other. */
    Executions executions(long scratchpad, CloseStack owned) {
        return new Executions(
                executionOrNull(in, scratchpad, owned),
                executionOrNull(residual, scratchpad, owned),
                executionOrNull(convolution, scratchpad, owned),
                executionOrNull(activation, scratchpad, owned),
                executionOrNull(out, scratchpad, owned));
    }

    private static Execution executionOrNull(Primitive primitive, long scratchpad, CloseStack owned) {
        return primitive == null ? null : Execution.of(primitive, scratchpad).ownedBy(owned);
    }

    /** The bytes of the copy of the input. */
    long srcBytes() {
        return in == null ? 0 : convolution.srcBytes();
    }

    /** The bytes of the result before it is copied. */
    long dstBytes() {
        return out == null ? 0 : convolution.dstBytes();
    }

    /** The bytes of the copy of the residual. */
    long residualBytes() {
        return residual == null || convolution.isPlain() ? 0 : convolution.dstBytes();
    }

    /** The scratchpad bytes of the executions of one thread, which share them. */
    long scratchpadBytes() {
        return primitives().mapToLong(Primitive::scratchpadBytes).max().orElse(0);
    }

    /** Whether oneDNN computes a part of the tile by one of its slow implementations. */
    boolean isSlow() {
        boolean avx2 = OneDnn.get().hasAvx2();
        return SlowKernels.isSlow(shape.convolved(), convolution.kernel(), avx2)
                || isSlow(in)
                || isSlow(residual)
                || isSlow(out);
    }

    private static boolean isSlow(Reorder reorder) {
        return reorder != null && !reorder.isGenerated();
    }

    /** oneDNN's names of the implementations, in the order in which they run. */
    String implementations() {
        return primitives().map(Primitive::implementation).collect(Collectors.joining(" + "));
    }

    private Stream<Primitive> primitives() {
        return Stream.<Primitive>of(in, residual, convolution, activation, out).filter(Objects::nonNull);
    }
}
