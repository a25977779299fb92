package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.settings.RuntimeSettings;

/**
 * What a caller asks of a plan.
 *
 * @param effort how much is done to find a good plan
 * @param parallelism how many threads one call may use
 * @param inTeam whether the threads of a call are together already, as in a network, so that smaller work is divided
 */
public record Planning(PlanningEffort effort, Parallelism parallelism, boolean inTeam) {
    /** A plan for calls on their own. */
    public Planning(PlanningEffort effort, Parallelism parallelism) {
        this(effort, parallelism, false);
    }

    /** The same for a call of several steps, whose threads stay together. */
    public Planning forTeam() {
        return new Planning(effort, parallelism, true);
    }

    /**
     * The default: the effort of the settings, and all cores that other callers do not use.
     */
    public static Planning standard() {
        return new Planning(standardEffort(), Parallelism.adaptive());
    }

    /** The effort of the settings. */
    public static PlanningEffort standardEffort() {
        return RuntimeSettings.current().measuresByDefault() ? PlanningEffort.MEASURE : PlanningEffort.ESTIMATE;
    }
}
