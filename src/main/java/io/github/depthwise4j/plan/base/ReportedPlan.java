package io.github.depthwise4j.plan.base;

import java.util.List;

/** What events and the log tell about a plan. */
public interface ReportedPlan {
    /** The problem line. */
    String subject();

    /** The name of the strategy by which the problem is computed. */
    String strategyName();

    /** What chose the strategy: rules, a measurement or wisdom. */
    String origin();

    /** The times of the candidates; empty if they were not measured. */
    List<ConvolutionDescription.Timing> measured();
}
