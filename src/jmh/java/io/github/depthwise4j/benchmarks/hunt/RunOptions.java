package io.github.depthwise4j.benchmarks.hunt;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which random problems a run draws, how long it may take, and where it writes. */
public final class RunOptions {
    @Option(names = "--seed", description = "of the draws, 1 by default", defaultValue = "1")
    private long seed;

    @Option(
            names = "--minutes",
            description = "time no more after so many minutes; 0 times nothing. The next run goes on")
    private double minutes = Double.POSITIVE_INFINITY;

    @Option(names = "--out", description = "the folder to write to, one in target by default", required = true)
    private Path out;

    private long until = Long.MAX_VALUE;

    /** The minutes count from now. */
    public void begin() {
        until = minutes == Double.POSITIVE_INFINITY ? Long.MAX_VALUE : System.nanoTime() + (long) (minutes * 60e9);
    }

    /** Whether the minutes are over. */
    public boolean isOver() {
        return until != Long.MAX_VALUE && System.nanoTime() >= until;
    }

    public long seed() {
        return seed;
    }

    public Path out() {
        return out;
    }

    /** What the problems of a draw and of the seed are called in files, which can hold those of several seeds. */
    public String seeded(String draw) {
        return draw + " " + seed;
    }
}
