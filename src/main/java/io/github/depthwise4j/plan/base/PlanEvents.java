package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.problem.PlanningEffort;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reports each new plan and its strategy, by a JFR event and in the log. */
public final class PlanEvents {
    private static final System.Logger LOGGER = System.getLogger(PlanEvents.class.getName());

    private final PlanningEffort effort;
    private final Events.PlanCreation event;
    private final long begin;

    private PlanEvents(PlanningEffort effort) {
        this.effort = effort;
        this.event = Events.planCreation();
        this.begin = System.nanoTime();
    }

    /** Begins to make a plan. */
    public static PlanEvents begin(PlanningEffort effort) {
        return new PlanEvents(effort);
    }

    /** Reports the plan, which this closes if that fails, and returns it. */
    public <P extends RefCounted & ReportedPlan> P made(P plan) {
        try {
            report(plan);
            return plan;
        } catch (RuntimeException | Error e) {
            // The application's log handler may throw.
            plan.close();
            throw e;
        }
    }

    private void report(ReportedPlan plan) {
        if (event != null) {
            event.made(
                    plan.subject(),
                    effort.name().toLowerCase(Locale.ROOT),
                    plan.origin(),
                    plan.strategyName(),
                    measured(plan));
        }
        if (LOGGER.isLoggable(Level.DEBUG)) {
            LOGGER.log(
                    Level.DEBUG,
                    "planned by {0} in {1} us: {2}, for {3}",
                    plan.origin(),
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin),
                    plan.strategyName(),
                    plan.subject());
        }
    }

    private static String measured(ReportedPlan plan) {
        return plan.measured().stream()
                .map(ConvolutionDescription.Timing::toString)
                .collect(Collectors.joining("\n"));
    }
}
