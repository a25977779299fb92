package io.github.depthwise4j.problem;

import java.util.Objects;

/**
 * What is done to each sum of products before it is stored, in this order: the bias of its output channel is added, the
 * residual is added, the activation is applied.
 *
 * @param bias whether one number per output channel is added
 * @param residual whether a tensor of the output's shape is added
 * @param activation what is applied last
 */
public record Fusion(boolean bias, boolean residual, Activation activation) {
    /** Nothing. */
    public static final Fusion NONE = new Fusion(false, false, Activation.NONE);

    /** A bias and nothing else. */
    public static final Fusion BIAS = new Fusion(true, false, Activation.NONE);

    /**
     * States what is done.
     *
     * @param bias whether one number per output channel is added
     * @param residual whether a tensor of the output's shape is added
     * @param activation what is applied last; {@link Activation#NONE} for nothing, not null
     */
    public Fusion {
        Objects.requireNonNull(activation, "activation");
    }

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof Fusion that
                && bias == that.bias
                && residual == that.residual
                && activation.equals(that.activation);
    }

    @Override
    public int hashCode() {
        int hash = Boolean.hashCode(bias);
        hash = 31 * hash + Boolean.hashCode(residual);
        hash = 31 * hash + activation.hashCode();
        return hash;
    }
}
