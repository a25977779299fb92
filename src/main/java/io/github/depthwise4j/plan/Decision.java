package io.github.depthwise4j.plan;

import java.util.List;

/** What was decided about how a problem is computed, for those who watch. */
interface Decision {
    /** The problem line. */
    String subject();

    /** In a few words, how the problem is computed. */
    String strategyName();

    /** What decided for this way: rules or a measurement. */
    String origin();

    /** The times of the candidates; empty if they were not measured. */
    List<PlanDescription.Timing> measured();
}
