package io.github.depthwise4j.spring;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.reference.Verification;
import org.springframework.stereotype.Component;

/** Computes the problem of the layer with random numbers, and compares the result with that of the oracle. */
@Component
class SelfCheck {
    private static final long SEED = 1;

    private final DepthwiseConv2d layer;
    private final LayerProperties properties;
    private volatile Verification result;

    SelfCheck(DepthwiseConv2d layer, LayerProperties properties) {
        this.layer = layer;
        this.properties = properties;
    }

    /** Takes some ten milliseconds for a layer of this size: the oracle is plain Java. */
    void run() {
        result = Depthwise4j.verifier()
                .verify(layer.plan(properties.inputShape()).problem(), SEED);
    }

    /** {@return {@code passed}, {@code failed} or {@code not run}} */
    String outcome() {
        Verification now = result;
        return now == null ? "not run" : now.passed() ? "passed" : "failed";
    }
}
