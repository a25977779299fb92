package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.problem.PlanningEffort;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reports each new plan and its strategy, by a JFR event and in the log. */
public final class PlanEvents {
    private static final System.Logger LOGGER = System.getLogger(PlanEvents.class.getName());

    private PlanEvents() {}

    /** Makes a plan and reports it. */
    public static <P extends RefCounted & ReportedPlan> P of(PlanningEffort effort, Supplier<P> making) {
        Events.PlanCreation event = Events.planCreation();
        long begin = System.nanoTime();
        P plan = making.get();
        try {
            report(plan, effort, event, begin);
            return plan;
        } catch (RuntimeException | Error e) {
            // The application's log handler may throw.
            plan.close();
            throw e;
        }
    }

    private static void report(ReportedPlan plan, PlanningEffort effort, Events.PlanCreation event, long begin) {
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
