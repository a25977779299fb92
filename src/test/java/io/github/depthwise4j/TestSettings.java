package io.github.depthwise4j;

/** What can be set for the tests on Maven's command line. */
public final class TestSettings {
    /** Runs every case, however long that takes: {@code -Ddepthwise4j.test.all=true}. */
    static final boolean ALL = Boolean.getBoolean("depthwise4j.test.all");

    /** The number of random problems: {@code -Ddepthwise4j.test.cases=100000}. */
    public static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000);

    /** The seed of the random problems: {@code -Ddepthwise4j.test.seed=7}. */
    public static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);

    private TestSettings() {}

    /** A seed that no test has had before, or the one that {@link #SEED} names, for what failed to be seen again. */
    public static long newSeed() {
        return Long.getLong("depthwise4j.test.seed", System.nanoTime());
    }
}
