package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

@Name("io.github.depthwise4j.ComputationMismatch")
@Label("Computation Mismatch")
@Description("The result of a call differs from the oracle's result")
@Category("depthwise4j")
final class ComputationMismatchEvent extends Event {
    @Label("Problem")
    @Description("The problem line, as the command verify --problem reads it")
    String problem;

    @Label("Strategy")
    @Description("The strategy of the plan")
    String strategy;

    @Label("Implementation")
    @Description("oneDNN's name of the kernel")
    String implementation;

    @Label("Coordinate")
    @Description("The position of the wrong output")
    String coordinate;

    @Label("Actual")
    @Description("The computed value")
    float actual;

    @Label("Expected")
    @Description("The oracle's value")
    double expected;

    @Label("Bound")
    @Description("The largest allowed difference of the two values")
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
