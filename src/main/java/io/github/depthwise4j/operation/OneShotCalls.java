package io.github.depthwise4j.operation;

import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Kept;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import io.github.depthwise4j.tensor.Tensor;
import java.util.function.Function;

/** The calls that bring their filters with them. All of them share the plans of the process. */
public final class OneShotCalls {
    /** Made by the first call that finds the settings right: no failure is remembered. */
    private static volatile OneShotCalls ofProcess;

    private final CacheCounters counters = new CacheCounters();
    private final PlanCache<ConvolutionProblem, KeptPlan<ConvolutionPlan>> convolutions;
    private final PlanCache<SeparableProblem, KeptPlan<SeparablePlan>> separables;

    private OneShotCalls(int capacity) {
        convolutions = cache(capacity, problem -> kept(problem, Planner.plan(problem, Planning.standard())));
        separables = cache(capacity, problem -> kept(problem, Planner.plan(problem, Planning.standard())));
    }

    private <K, V extends RefCounted & Kept> PlanCache<K, V> cache(int capacity, Function<K, V> factory) {
        return new PlanCache<>(
                new CacheBound("Nn", Setting.PLAN_CACHE_CAPACITY, capacity, CacheBound.ANY, counters), factory);
    }

    private static <P extends Plan> KeptPlan<P> kept(Problem problem, P plan) {
        try {
            return new KeptPlan<>(plan, null, SampledVerifier.of(SampledVerifier.standard(), problem, plan));
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    private static OneShotCalls ofProcess() {
        OneShotCalls current = ofProcess;
        return current != null ? current : create();
    }

    private static synchronized OneShotCalls create() {
        if (ofProcess == null) {
            ofProcess = new OneShotCalls(RuntimeSettings.current().planCacheCapacity());
        }
        return ofProcess;
    }

    /** Computes one convolution; the caller closes the result. */
    public static Tensor run(ConvolutionProblem problem, Tensor input, Tensor filter) {
        KeptPlan<ConvolutionPlan> kept = ofProcess().convolutions.acquire(problem.unnamed());
        try (PackedFilter packed = kept.plan().pack(filter, null)) {
            return KeptPlan.executeNew(kept, packed, input, null, filter, null);
        } finally {
            kept.release();
        }
    }

    /** Computes one separable convolution; the caller closes the result. */
    public static Tensor run(SeparableProblem problem, Tensor input, Tensor depthwiseFilter, Tensor pointwiseFilter) {
        KeptPlan<SeparablePlan> kept = ofProcess().separables.acquire(problem.unnamed());
        try (PackedFilter packed = kept.plan().pack(depthwiseFilter, null, pointwiseFilter, null)) {
            return KeptPlan.executeNew(kept, packed, input, null, depthwiseFilter, null, pointwiseFilter, null);
        } finally {
            kept.release();
        }
    }

    /** Closes the plans that are kept, if there are any. Reads no settings. */
    public static void forget() {
        OneShotCalls current = ofProcess;
        if (current != null) {
            current.convolutions.clear();
            current.separables.clear();
        }
    }
}
