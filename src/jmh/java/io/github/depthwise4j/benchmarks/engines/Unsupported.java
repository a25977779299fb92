package io.github.depthwise4j.benchmarks.engines;

/** A library cannot compute a problem as it stands; the message says why, in a few words for a table. */
public final class Unsupported extends Exception {
    private static final long serialVersionUID = 1;

    public Unsupported(String reason) {
        super(reason);
    }
}
