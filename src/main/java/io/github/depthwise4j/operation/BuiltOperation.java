package io.github.depthwise4j.operation;

import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.Kept;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.PackedFilters;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What an operation object owns: its parameters, copies of its filters and biases, and plans for the most recently used
 * input shapes. Calls are counted, so that closing it frees nothing that a call uses.
 *
 * @param <P> the plans
 */
public abstract class BuiltOperation<P extends Plan> extends RefCounted {
    private static final AtomicLong REFUSED_INPUTS = new AtomicLong();

    /** TensorFlow's name of the operation, which the parameters of a separable convolution do not have. */
    private final String operation;

    private final ConvolutionParameters parameters;
    private final Planning planning;
    /** Each filter, followed by its bias or null. */
    private final Tensor[] owned;
    /**
     * Refers to the caller's callback weakly: the cleaner refers to this object, and the callback may refer to the
     * operation.
     */
    private final RuntimeVerification verification;

    private final PackedFilters packed = new PackedFilters();
    private final CacheCounters counters;
    /** Null if calls are not timed. */
    private final CallTimes times;

    private final PlanCache<Shape, KeptPlan<P>> plans;
    private final PlanCache<Shape, KeptPlan<HeapArrayPlan>> heapArrayPlans;
    /** The plan of the last call: the next call often has the same shape. */
    private volatile KeptPlan<P> latest;

    private volatile KeptPlan<HeapArrayPlan> latestOfHeapArrays;

    /** Takes over copies: each filter, followed by its bias or null. If this throws, the caller closes them. */
    BuiltOperation(
            String operation,
            ConvolutionParameters parameters,
            Planning planning,
            RuntimeVerification verification,
            Tensor... owned) {
        this.operation = operation;
        this.parameters = parameters;
        this.planning = planning;
        this.owned = owned;
        this.verification = WeakCallback.in(verification);
        RuntimeSettings settings = RuntimeSettings.current();
        // Nobody would end the counting if something before it threw.
        this.counters = new CacheCounters();
        this.times = CallTimes.of(operation, parameters.name());
        CacheBound bound = new CacheBound(
                operation + quotedName(),
                Setting.PLANS_PER_OPERATION,
                settings.plansPerOperation(),
                settings.planBytesPerOperation(),
                counters);
        this.plans = new PlanCache<>(bound, new Preparation());
        this.heapArrayPlans = new PlanCache<>(bound, new HeapArrayPreparation());
    }

    /** No method references, here and below: each takes Java half a millisecond before the first result. */
    private final class Preparation implements Function<Shape, KeptPlan<P>> {
        @Override
        public KeptPlan<P> apply(Shape input) {
            return prepare(input);
        }
    }

    private final class HeapArrayPreparation implements Function<Shape, KeptPlan<HeapArrayPlan>> {
        @Override
        public KeptPlan<HeapArrayPlan> apply(Shape input) {
            return prepareHeapArrays(input);
        }
    }

    /** Copies tensors; null stays null. If one cannot be copied, no copy is left. */
    static Tensor[] copies(Tensor... tensors) {
        Tensor[] copies = new Tensor[tensors.length];
        try {
            for (int i = 0; i < tensors.length; i++) {
                Tensor tensor = tensors[i];
                copies[i] = tensor == null
                        ? null
                        : Tensor.of(tensor.toFloatArray(), tensor.shape().dims());
            }
            return copies;
        } catch (RuntimeException | Error e) {
            close(copies);
            throw e;
        }
    }

    /** Closes those that are not null. */
    static void close(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }

    static Shape shapeOf(Tensor tensor) {
        return tensor == null ? null : tensor.shape();
    }

    /** Makes a plan and packs the filters for it. */
    public abstract KeptPlan<P> prepare(Shape input);

    /** Makes a plan for arrays of the Java heap. */
    public abstract HeapArrayPlan planHeapArrays(Shape input);

    public abstract Problem problem(Shape input);

    /** Counts an input shape that is refused, and returns the reason. */
    static InvalidProblemException refused(InvalidProblemException reason) {
        REFUSED_INPUTS.incrementAndGet();
        return reason;
    }

    /** How often an input shape was refused, in all operations. */
    public static long refusedInputs() {
        return REFUSED_INPUTS.get();
    }

    /** What is done to the sums of the last part. */
    public abstract Fusion fusion();

    private KeptPlan<HeapArrayPlan> prepareHeapArrays(Shape input) {
        HeapArrayPlan plan = planHeapArrays(input);
        try {
            return new KeptPlan<>(plan, null, SampledVerifier.of(verification, problem(input), plan.firstPlan()));
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    /** Packs the filters for a plan. */
    abstract PackedFilter pack(P plan);

    /** Takes over the plan. If the filters cannot be packed, the plan is closed. */
    final KeptPlan<P> kept(P plan) {
        PackedFilter filter = null;
        try {
            SampledVerifier verifier = SampledVerifier.of(verification, problem(plan.inputShape()), plan);
            filter = pack(plan);
            return new KeptPlan<>(plan, filter, verifier);
        } catch (RuntimeException | Error e) {
            if (filter != null) {
                filter.close();
            }
            plan.close();
            throw e;
        }
    }

    /** What the plans of this operation have packed. */
    final PackedFilters packedFilters() {
        return packed;
    }

    public final CacheCounters counters() {
        return counters;
    }

    /** The number of plans that are kept or being made; 0 when this is closed. */
    public final long planCount() {
        return (long) plans.size() + heapArrayPlans.size();
    }

    public final ConvolutionParameters parameters() {
        return parameters;
    }

    public final Planning planning() {
        return planning;
    }

    /** The shapes of the filters, each followed by the shape of its bias or null. */
    public final Shape parameterShape(int index) {
        return shapeOf(owned[index]);
    }

    public final Tensor run(Tensor input, Tensor residual) {
        long begin = CallTimes.begin(times);
        KeptPlan<P> kept = acquirePlan(input.shape());
        Tensor output;
        try {
            output = KeptPlan.executeNew(kept, input, residual, owned);
        } finally {
            kept.release();
        }
        CallTimes.end(times, begin);
        return output;
    }

    public final void run(Tensor input, Tensor residual, Tensor output) {
        long begin = CallTimes.begin(times);
        KeptPlan<P> kept = acquirePlan(input.shape());
        try {
            KeptPlan.execute(kept, input, residual, output, owned);
        } finally {
            kept.release();
        }
        CallTimes.end(times, begin);
    }

    public final void run(float[] input, Shape shape, float[] output) {
        long begin = CallTimes.begin(times);
        KeptPlan<HeapArrayPlan> kept = acquireHeapArrayPlan(shape);
        try {
            KeptPlan.execute(kept, input, output, owned);
        } finally {
            kept.release();
        }
        CallTimes.end(times, begin);
    }

    /** Makes the plan for an input shape, or finds it, and describes it. */
    public final PlanDescription describe(Shape input) {
        KeptPlan<P> kept = acquirePlan(input);
        try {
            return Planner.describe(kept.plan());
        } finally {
            kept.release();
        }
    }

    /** Makes the plans for an input shape, or finds them. */
    public final void warmUp(Shape input) {
        acquirePlan(input).release();
        if (!fusion().residual() && fitsArrays(input)) {
            acquireHeapArrayPlan(input).release();
        }
    }

    private boolean fitsArrays(Shape input) {
        long larger =
                Math.max(input.elementCount(), problem(input).outputShape().elementCount());
        return larger <= Integer.MAX_VALUE;
    }

    private KeptPlan<HeapArrayPlan> acquireHeapArrayPlan(Shape input) {
        KeptPlan<HeapArrayPlan> last = latestOfHeapArrays;
        if (last != null && last.plan().inputShape().equals(input) && !isClosed() && last.acquire()) {
            counters.hit();
            return last;
        }
        KeptPlan<HeapArrayPlan> kept = acquireFrom(heapArrayPlans, input);
        latestOfHeapArrays = kept;
        return kept;
    }

    private KeptPlan<P> acquirePlan(Shape input) {
        KeptPlan<P> last = latest;
        if (last != null && last.plan().inputShape().equals(input) && !isClosed() && last.acquire()) {
            counters.hit();
            return last;
        }
        KeptPlan<P> kept = acquireFrom(plans, input);
        latest = kept;
        return kept;
    }

    /** The caller releases the plan. */
    private <V extends RefCounted & Kept> V acquireFrom(PlanCache<Shape, V> cache, Shape input) {
        if (!acquire()) {
            throw closed();
        }
        try {
            return cache.acquire(input);
        } finally {
            release();
        }
    }

    /** A space and the name in quotation marks, or nothing if the operation has no name. */
    public final String quotedName() {
        return parameters.name().isEmpty() ? "" : " \"" + parameters.name() + '"';
    }

    /** The bytes of the copies of filters and biases. */
    public final long filterBytes() {
        long bytes = 0;
        for (Tensor tensor : owned) {
            if (tensor != null) {
                bytes += tensor.shape().elementCount() * tensor.dataType().byteSize();
            }
        }
        return bytes;
    }

    private IllegalStateException closed() {
        return new IllegalStateException(operation + quotedName() + " is closed; close it after the last call");
    }

    @Override
    protected final void free() {
        plans.close();
        heapArrayPlans.close();
        counters.close();
        close(owned);
    }
}
