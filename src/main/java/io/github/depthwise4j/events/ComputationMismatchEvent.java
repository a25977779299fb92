package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

@Name("io.github.depthwise4j.ComputationMismatch")
@Label("Computation Mismatch")
@Description("A call computed something else than the oracle does")
@Category("depthwise4j")
final class ComputationMismatchEvent extends Event {
    @Label("Problem")
    @Description("The problem line, which the command verify --problem takes")
    String problem;

    @Label("Strategy")
    @Description("How the problem was computed")
    String strategy;

    @Label("Implementation")
    @Description("oneDNN's name of what computed")
    String implementation;

    @Label("Coordinate")
    @Description("The output that is wrong")
    String coordinate;

    @Label("Actual")
    @Description("What was computed")
    float actual;

    @Label("Expected")
    @Description("What the oracle has")
    double expected;

    @Label("Bound")
    @Description("How far the two may be apart")
    double bound;

    private ComputationMismatchEvent() {}

    /** Reports one wrong output. */
    static void emit(
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
