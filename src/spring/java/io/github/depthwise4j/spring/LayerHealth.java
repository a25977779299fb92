package io.github.depthwise4j.spring;

import io.github.depthwise4j.Depthwise4j;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/health}: up if oneDNN is loaded, the self-check has passed, and no call that was checked since had a
 * wrong result. The name of the bean is the name in the answer.
 */
@Component("depthwise4j")
class LayerHealth implements HealthIndicator {
    private final Library library;
    private final SelfCheck check;

    LayerHealth(Library library, SelfCheck check) {
        this.library = library;
        this.check = check;
    }

    @Override
    public Health health() {
        long mismatches = Depthwise4j.stats().mismatches();
        boolean sound = check.outcome().equals("passed") && mismatches == 0;
        return (sound ? Health.up() : Health.down())
                .withDetail("version", library.version())
                .withDetail("instructionSet", library.instructionSet())
                .withDetail("selfCheck", check.outcome())
                .withDetail("mismatches", mismatches)
                .build();
    }
}
