package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;
import java.util.Objects;

/** The activations in {@code double}, and how far a computed result may be from them. Stateless. */
public final class ReferenceActivation {
    private ReferenceActivation() {}

    /**
     * {@return the activation of a number}
     *
     * @param activation the function
     * @param x the number
     */
    public static double apply(Activation activation, double x) {
        return Activations.apply(Objects.requireNonNull(activation, "activation"), x);
    }

    /**
     * {@return the largest error of an activation that is not a mistake, see {@link ErrorBound}}
     *
     * @param activation the function
     * @param x the exact argument
     * @param error the largest error of the argument that was computed
     */
    public static double bound(Activation activation, double x, double error) {
        Objects.requireNonNull(activation, "activation");
        return ErrorBound.activated(activation, error, x, Activations.apply(activation, x));
    }
}
