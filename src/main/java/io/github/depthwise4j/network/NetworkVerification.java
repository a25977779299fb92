package io.github.depthwise4j.network;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How the layers of a network compare with the oracle. Every layer is given the inputs that it had in a run, so errors
 * do not add up from layer to layer. Immutable.
 *
 * @param network the network, in words
 * @param seed the seed of the random inputs
 * @param layers one entry for each layer that computes something
 */
public record NetworkVerification(String network, long seed, List<LayerVerification> layers) {
    /**
     * Keeps a copy of the list.
     *
     * @param network the network, in words
     * @param seed the seed of the random inputs
     * @param layers one entry for each layer that computes something
     */
    public NetworkVerification {
        Objects.requireNonNull(network, "network");
        layers = List.copyOf(Objects.requireNonNull(layers, "layers"));
    }

    /** {@return whether all layers passed} */
    public boolean passed() {
        return layers.stream().allMatch(LayerVerification::passed);
    }

    /**
     * {@return the layer that comes closest to its bound, or exceeds it most}
     *
     * @throws IllegalStateException if there is none
     */
    public LayerVerification worst() {
        return layers.stream()
                .max(Comparator.comparingDouble(LayerVerification::worstRatio))
                .orElseThrow(() -> new IllegalStateException("the network has no layer that computes something"));
    }

    /** {@return one line, and one more for each layer that failed} */
    public String describe() {
        StringBuilder text = new StringBuilder(passed() ? "passed: " : "FAILED: ")
                .append(network)
                .append(", seed ")
                .append(seed)
                .append(": ")
                .append(layers.size())
                .append(" layers");
        if (!layers.isEmpty()) {
            text.append(", worst error over bound ")
                    .append(String.format(Locale.ROOT, "%.3f", worst().worstRatio()))
                    .append(" in layer ")
                    .append(worst().step())
                    .append(", ")
                    .append(worst().problem());
        }
        for (LayerVerification layer : layers) {
            if (!layer.passed()) {
                text.append(System.lineSeparator())
                        .append("  FAILED layer ")
                        .append(layer.step())
                        .append(layer.name().isEmpty() ? "" : " \"" + layer.name() + '"')
                        .append(", ")
                        .append(layer.problem())
                        .append(": error over bound ")
                        .append(layer.worstRatio());
            }
        }
        return text.toString();
    }

    /** The same as {@link #describe()}. */
    @Override
    public String toString() {
        return describe();
    }
}
