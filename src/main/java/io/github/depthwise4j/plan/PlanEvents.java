package io.github.depthwise4j.plan;

import io.github.depthwise4j.events.Events;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reports, by a JFR event and in the log, that a plan was made and what was decided. */
final class PlanEvents {
    private static final System.Logger LOGGER = System.getLogger(PlanEvents.class.getName());

    private PlanEvents() {}

    /** Makes a plan and reports it. */
    static <P extends ReportedPlan> P of(Effort effort, Supplier<P> making) {
        Events.PlanCreation event = Events.planCreation();
        long begin = System.nanoTime();
        P plan = making.get();
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
        return plan;
    }

    private static String measured(ReportedPlan plan) {
        return plan.measured().stream().map(PlanDescription.Timing::toString).collect(Collectors.joining("\n"));
    }
}
