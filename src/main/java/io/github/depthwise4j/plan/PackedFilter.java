package io.github.depthwise4j.plan;

import io.github.depthwise4j.memory.NativeMemory;

/**
 * A filter and a bias in the form one plan wants. Never changes; its owner closes it when no call uses it any more.
 *
 * @param weights the packed filter, or null where the plan needs none
 * @param bias one number per output channel, or null where the problem has none
 * @param next the filter of the convolution that follows, or null
 */
public record PackedFilter(NativeMemory weights, NativeMemory bias, PackedFilter next) implements AutoCloseable {
    @Override
    public void close() {
        if (weights != null) {
            weights.close();
        }
        if (bias != null) {
            bias.close();
        }
        if (next != null) {
            next.close();
        }
    }
}
