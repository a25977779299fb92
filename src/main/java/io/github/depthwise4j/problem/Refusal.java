package io.github.depthwise4j.problem;

/** Words the refusal of a parameter: operation, parameter, value, rule and remedy, in one sentence each time. */
record Refusal(String operation, String name) {
    Refusal(Operation operation, String name) {
        this(operation.toString(), name);
    }

    InvalidProblemException because(String kind, String parameter, Object value, String rule, String remedy) {
        String who = name == null || name.isEmpty() ? operation : operation + " \"" + name + '"';
        return new InvalidProblemException(
                kind, who + ": " + parameter + " = " + value + ", but " + rule + "; " + remedy + ".");
    }
}
