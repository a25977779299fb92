package io.github.depthwise4j.operation;

import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Kept;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import java.util.function.Function;

/** The plans that all one-shot calls of the process share. */
public final class OneShotPlans {
    /** Made by the first call that finds the settings right: nothing that goes wrong here is remembered. */
    private static volatile OneShotPlans ofProcess;

    private final CacheCounters counters = new CacheCounters();
    private final PlanCache<ConvolutionProblem, OneShotPlan<ConvolutionPlan>> convolutions;
    private final PlanCache<SeparableProblem, OneShotPlan<SeparablePlan>> separables;

    private OneShotPlans(int capacity) {
        convolutions = cache(capacity, problem -> OneShotPlan.of(problem, Planner.plan(problem, Planning.standard())));
        separables = cache(capacity, problem -> OneShotPlan.of(problem, Planner.plan(problem, Planning.standard())));
    }

    private <K, V extends RefCounted & Kept> PlanCache<K, V> cache(int capacity, Function<K, V> factory) {
        return new PlanCache<>(
                new CacheBound("Nn", Setting.PLAN_CACHE_CAPACITY, capacity, CacheBound.ANY, counters), factory);
    }

    private static OneShotPlans ofProcess() {
        OneShotPlans current = ofProcess;
        return current != null ? current : create();
    }

    private static synchronized OneShotPlans create() {
        if (ofProcess == null) {
            ofProcess = new OneShotPlans(RuntimeSettings.current().planCacheCapacity());
        }
        return ofProcess;
    }

    /** The plan for a problem, which the caller releases. */
    public static OneShotPlan<ConvolutionPlan> acquire(ConvolutionProblem problem) {
        return ofProcess().convolutions.acquire(problem.unnamed());
    }

    /** The plan for a problem, which the caller releases. */
    public static OneShotPlan<SeparablePlan> acquire(SeparableProblem problem) {
        return ofProcess().separables.acquire(problem.unnamed());
    }

    /** Closes the plans that are kept, if there are any. Needs no settings: where they are wrong, there is no plan. */
    public static void forget() {
        OneShotPlans current = ofProcess;
        if (current != null) {
            current.convolutions.clear();
            current.separables.clear();
        }
    }
}
