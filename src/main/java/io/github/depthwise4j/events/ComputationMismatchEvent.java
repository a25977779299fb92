package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A call was found to have computed something else than the oracle does. */
@Name("io.github.depthwise4j.ComputationMismatch")
@Label("Computation Mismatch")
@Description("A call computed something else than the oracle does")
@Category("depthwise4j")
public final class ComputationMismatchEvent extends Event {
    @Label("Problem")
    String problem;

    @Label("Strategy")
    String strategy;

    @Label("Implementation")
    String implementation;

    @Label("Coordinate")
    String coordinate;

    @Label("Actual")
    float actual;

    @Label("Expected")
    double expected;

    @Label("Bound")
    double bound;

    private ComputationMismatchEvent() {}

    /** Reports one wrong output. */
    public static void report(
            String problem,
            String strategy,
            String implementation,
            String coordinate,
            float actual,
            double expected,
            double bound) {
        ComputationMismatchEvent event = new ComputationMismatchEvent();
        event.problem = problem;
        event.strategy = strategy;
        event.implementation = implementation;
        event.coordinate = coordinate;
        event.actual = actual;
        event.expected = expected;
        event.bound = bound;
        event.commit();
    }
}
