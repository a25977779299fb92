package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

@Name("io.github.depthwise4j.PlanCreation")
@Label("Plan Creation")
@Category("depthwise4j")
@Description("It was decided how a problem is computed, and prepared")
final class PlanCreationEvent extends Event implements Events.PlanCreation {
    private static final PlanCreationEvent PROBE = new PlanCreationEvent();

    @Label("Problem")
    @Description("The problem line, which the command verify --problem takes")
    private String problem;

    @Label("Effort")
    @Description("How much was to be done to find a good plan")
    private String effort;

    @Label("Origin")
    @Description("What decided: rules, measurement or wisdom")
    private String origin;

    @Label("Choice")
    @Description("The way that was chosen")
    private String choice;

    @Label("Candidates")
    @Description("The ways there were, one per line, each with its best time if it was measured")
    private String candidates;

    static PlanCreationEvent started() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        PlanCreationEvent event = new PlanCreationEvent();
        event.begin();
        return event;
    }

    @Override
    public void made(String line, String wanted, String decidedBy, String chosen, String ways) {
        this.problem = line;
        this.effort = wanted;
        this.origin = decidedBy;
        this.choice = chosen;
        this.candidates = ways;
        commit();
    }
}
