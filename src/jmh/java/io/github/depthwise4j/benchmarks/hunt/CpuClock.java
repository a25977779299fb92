package io.github.depthwise4j.benchmarks.hunt;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The clock of the hunt: the processor time of the calling thread. A hunt takes hours and its calls use one thread, so
 * the time during which other work has the core must not count.
 */
public final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuClock() {}

    public static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
