package io.github.depthwise4j.problem;

import java.util.Objects;

/**
 * Parameters that break a rule. They are refused before anything native is touched. The message names operation,
 * parameter, value, rule and remedy.
 */
public final class InvalidProblemException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * A refusal.
     *
     * @param kind a word a program can switch on, see {@link #kind()}
     * @param message what is wrong, for people
     */
    public InvalidProblemException(String kind, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /**
     * {@return the rule that was broken, one of: {@code rank}, {@code depth_mismatch}, {@code strides},
     * {@code padding}, {@code data_format}, {@code dilations}, {@code stride_and_dilation}, {@code negative_output},
     * {@code empty_filter}, {@code groups}, {@code pointwise}, {@code activation}, {@code bias}, {@code batch_norm},
     * {@code size} (too large to be indexed), {@code text} (a line that cannot be parsed); for the other layers of a
     * network also {@code shape} and {@code axis}}
     */
    public String kind() {
        return kind;
    }
}
