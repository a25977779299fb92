package io.github.depthwise4j.benchmarks.engines;

/** A layer that is ready to run, on one thread. */
public interface Prepared extends AutoCloseable {
    /** Computes the layer once: what is timed. */
    void run();

    /** {@return the output of the last run in the problem's data format, or null if there is nothing to check} */
    float[] output();

    @Override
    void close();
}
