package io.github.depthwise4j.operation;

import io.github.depthwise4j.OperationStats;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.PackedFilters;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an operation object owns: its parameters, copies of its filters and biases, and a plan for each of the input shapes it met
 * lately. Users of the object are counted here, so that closing it frees nothing under a call.
 *
 * @param <P> the plans
 */
public abstract class BuiltOperation<P extends Plan> extends RefCounted {
    private final ConvolutionParameters parameters;
    private final Tensor[] owned;
    /** Does not keep the caller's callback alive: the cleaner refers to this object, and the callback may refer to its owner. */
    private final RuntimeVerification verification;

    private final PackedFilters packed = new PackedFilters();
    private final CacheCounters counters;
    private final PlanCache<Shape, PreparedPlan<P>> plans;
    private final PlanCache<Shape, PreparedHeapArrayPlan> stagedPlans;
    /** The plan of the last call: servers tend to ask for the same shape again. */
    private volatile PreparedPlan<P> latest;

    private volatile PreparedHeapArrayPlan latestStaged;

    /** Takes over copies of filters, each with its bias behind it, or null for none. */
    public BuiltOperation(ConvolutionParameters parameters, RuntimeVerification verification, Tensor... owned) {
        this.parameters = parameters;
        this.owned = owned;
        this.verification = verification.withWeakCallback();
        RuntimeSettings settings = RuntimeSettings.current();
        this.counters = new CacheCounters();
        CacheBound bound = new CacheBound(
                parameters.operation() + quotedName(),
                Setting.PLANS_PER_OPERATION,
                settings.plansPerOperation(),
                settings.planBytesPerOperation(),
                counters);
        this.plans = new PlanCache<>(bound, this::prepare);
        this.stagedPlans = new PlanCache<>(bound, this::prepareStaged);
    }

    /** A copy of a tensor, or null of null. */
    public static Tensor copy(Tensor tensor) {
        return tensor == null
                ? null
                : Tensor.of(tensor.toFloatArray(), tensor.shape().dims());
    }

    public static Shape shapeOf(Tensor tensor) {
        return tensor == null ? null : tensor.shape();
    }

    /** Makes a plan and packs the filters for it. */
    public abstract PreparedPlan<P> prepare(Shape input);

    public abstract Problem problem(Shape input);

    /** Whether a tensor is added to the results, which arrays of the Java heap cannot pass. */
    public abstract boolean addsResidual();

    private PreparedHeapArrayPlan prepareStaged(Shape input) {
        HeapArrayPlan plan = stage(input);
        try {
            SampledVerifier proof = SampledVerifier.of(verification, problem(input), plan.firstPlan());
            return new PreparedHeapArrayPlan(plan, proof, owned);
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    /** Makes a plan for arrays of the Java heap. */
    public abstract HeapArrayPlan stage(Shape input);

    /** Takes a plan over, or closes it if the filters cannot be packed. */
    public final PreparedPlan<P> prepared(P plan, Supplier<PackedFilter> packing) {
        PackedFilter filter = null;
        try {
            SampledVerifier proof = SampledVerifier.of(verification, problem(plan.inputShape()), plan);
            filter = packing.get();
            return new PreparedPlan<>(plan, filter, proof, owned);
        } catch (RuntimeException | Error e) {
            if (filter != null) {
                filter.close();
            }
            plan.close();
            throw e;
        }
    }

    /** What the plans of this operation have packed. */
    public final PackedFilters packedFilters() {
        return packed;
    }

    public final OperationStats stats() {
        return new OperationStats(
                counters.hits(), counters.misses(), counters.evictions(), (long) plans.size() + stagedPlans.size());
    }

    public final ConvolutionParameters parameters() {
        return parameters;
    }

    public final Tensor run(Tensor input, Tensor residual) {
        PreparedPlan<P> prepared = acquirePlan(input.shape());
        try {
            return prepared.execute(input, residual);
        } finally {
            prepared.release();
        }
    }

    public final void run(Tensor input, Tensor residual, Tensor output) {
        PreparedPlan<P> prepared = acquirePlan(input.shape());
        try {
            prepared.execute(input, residual, output);
        } finally {
            prepared.release();
        }
    }

    public final void run(float[] input, Shape shape, float[] output) {
        PreparedHeapArrayPlan staged = acquireStagedPlan(shape);
        try {
            staged.execute(input, output);
        } finally {
            staged.release();
        }
    }

    /** Makes the plans for an input shape, or finds them. */
    public final void warmUp(Shape input) {
        acquirePlan(input).release();
        if (!addsResidual() && fitsArrays(input)) {
            acquireStagedPlan(input).release();
        }
    }

    private boolean fitsArrays(Shape input) {
        long larger =
                Math.max(input.elementCount(), problem(input).outputShape().elementCount());
        return larger <= Integer.MAX_VALUE;
    }

    private PreparedHeapArrayPlan acquireStagedPlan(Shape input) {
        PreparedHeapArrayPlan last = latestStaged;
        if (last != null && last.inputShape().equals(input) && !isClosed() && last.acquire()) {
            counters.hit();
            return last;
        }
        if (!acquire()) {
            throw closed();
        }
        try {
            PreparedHeapArrayPlan staged = stagedPlans.acquire(input);
            latestStaged = staged;
            return staged;
        } finally {
            release();
        }
    }

    /** The caller releases the plan. */
    public final PreparedPlan<P> acquirePlan(Shape input) {
        PreparedPlan<P> last = latest;
        if (last != null && last.plan().inputShape().equals(input) && !isClosed() && last.acquire()) {
            counters.hit();
            return last;
        }
        if (!acquire()) {
            throw closed();
        }
        try {
            PreparedPlan<P> prepared = plans.acquire(input);
            latest = prepared;
            return prepared;
        } finally {
            release();
        }
    }

    /** The name in quotation marks behind a space, or nothing where the operation has none. */
    public final String quotedName() {
        return parameters.name().isEmpty() ? "" : " \"" + parameters.name() + '"';
    }

    /** The bytes of the copies of filters and biases. */
    public final long filterBytes() {
        return Stream.of(owned)
                .filter(Objects::nonNull)
                .mapToLong(tensor ->
                        tensor.shape().elementCount() * tensor.dataType().byteSize())
                .sum();
    }

    private IllegalStateException closed() {
        return new IllegalStateException(
                parameters.operation() + quotedName() + " is closed; close it after the last call");
    }

    @Override
    protected final void free() {
        plans.close();
        stagedPlans.close();
        counters.close();
        for (Tensor tensor : owned) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }
}
