package io.github.depthwise4j.problem;

import org.jspecify.annotations.Nullable;

/** Words the refusal of a parameter: operation, parameter, value, rule and remedy, in one sentence each time. */
record Refusal(String operation, @Nullable String name) {
    Refusal(Operation operation, @Nullable String name) {
        this(operation.toString(), name);
    }

    InvalidProblemException because(String kind, String parameter, @Nullable Object value, String rule, String remedy) {
        String who = name == null || name.isEmpty() ? operation : operation + " \"" + name + '"';
        return new InvalidProblemException(
                kind, who + ": " + parameter + " = " + value + ", but " + rule + "; " + remedy + ".");
    }
}
