package io.github.depthwise4j.operation;

import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.base.Kept;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.PoolOwner;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.tensor.Tensor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A plan in a cache, with the filter packed for it and the verifier of its calls. Owns the plan and the packed filter.
 *
 * @param <P> the plan: a {@link Plan} for tensors or a {@link HeapArrayPlan}
 */
public final class KeptPlan<P extends RefCounted & PoolOwner> extends RefCounted implements Kept {
    private static final AtomicLong LIVE = new AtomicLong();

    private final P plan;
    /** Null if the plan brings its filters, or if each call packs its own. */
    private final PackedFilter filter;
    /** Null if no call is checked. */
    private final SampledVerifier verifier;

    /**
     * Takes over the plan and the packed filter.
     *
     * @param filter null if the plan brings its filters, or if each call packs its own
     * @param verifier null if no call is checked
     */
    KeptPlan(P plan, PackedFilter filter, SampledVerifier verifier) {
        this.plan = plan;
        this.filter = filter;
        this.verifier = verifier;
        LIVE.incrementAndGet();
    }

    /** The number of plans that are not freed. */
    public static long live() {
        return LIVE.get();
    }

    P plan() {
        return plan;
    }

    /**
     * Computes into a tensor, and checks the result if it is this call's turn.
     *
     * @param parameters the filters and biases, for the verifier
     */
    static void execute(
            KeptPlan<? extends Plan> kept, Tensor input, Tensor residual, Tensor output, Tensor... parameters) {
        execute(kept, kept.filter, input, residual, output, parameters);
    }

    /** Computes into a new tensor, with a filter that the call has packed. */
    static Tensor executeNew(
            KeptPlan<? extends Plan> kept, PackedFilter packed, Tensor input, Tensor residual, Tensor... parameters) {
        Tensor output =
                Tensor.uninitialized(input.dataType(), kept.plan.outputShape().dims());
        try {
            execute(kept, packed, input, residual, output, parameters);
            return output;
        } catch (RuntimeException | Error e) {
            output.close();
            throw e;
        }
    }

    /** Computes into a new tensor. */
    static Tensor executeNew(KeptPlan<? extends Plan> kept, Tensor input, Tensor residual, Tensor... parameters) {
        return executeNew(kept, kept.filter, input, residual, parameters);
    }

    private static void execute(
            KeptPlan<? extends Plan> kept,
            PackedFilter packed,
            Tensor input,
            Tensor residual,
            Tensor output,
            Tensor... parameters) {
        kept.plan.execute(input, packed, residual, output);
        if (kept.verifier != null) {
            kept.verifier.afterCall(input, residual, output, parameters);
        }
    }

    /** Computes into an array of the Java heap, and checks the result if it is this call's turn. */
    static void execute(KeptPlan<HeapArrayPlan> kept, float[] input, float[] output, Tensor... parameters) {
        kept.plan.execute(input, output);
        if (kept.verifier != null) {
            kept.verifier.afterCall(input, output, parameters);
        }
    }

    @Override
    public long fixedBytes() {
        return plan.fixedBytes() + (filter == null ? 0 : filter.byteShare());
    }

    @Override
    public long idleBytes() {
        return plan.idleBytes();
    }

    @Override
    public void trim() {
        plan.trim();
    }

    @Override
    protected void free() {
        try {
            if (filter != null) {
                filter.close();
            }
            plan.close();
        } finally {
            LIVE.decrementAndGet();
        }
    }
}
