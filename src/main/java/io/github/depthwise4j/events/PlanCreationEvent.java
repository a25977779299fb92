package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

@Name("io.github.depthwise4j.PlanCreation")
@Label("Plan Creation")
@Category("depthwise4j")
@Description("A plan for a problem was chosen and made")
final class PlanCreationEvent extends Event implements Events.PlanCreation {
    private static final PlanCreationEvent PROBE = new PlanCreationEvent();

    @Label("Problem")
    @Description("The problem line, as the command verify --problem reads it")
    private String problem;

    @Label("Effort")
    @Description("The planning effort")
    private String effort;

    @Label("Origin")
    @Description("What decided: rules, measurement or wisdom")
    private String origin;

    @Label("Choice")
    @Description("The chosen strategy")
    private String choice;

    @Label("Candidates")
    @Description("The candidates, one per line, each with its best time if it was measured")
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
    public void made(String line, String wanted, String decidedBy, String chosen, String considered) {
        this.problem = line;
        this.effort = wanted;
        this.origin = decidedBy;
        this.choice = chosen;
        this.candidates = considered;
        commit();
    }
}
