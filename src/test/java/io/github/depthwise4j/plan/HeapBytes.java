package io.github.depthwise4j.plan;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Counts what calls allocate on the Java heap, on the calling thread and on the helpers. */
public final class HeapBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MOST_ROUNDS = 30;

    private HeapBytes() {}

    /**
     * The least allocated bytes per call of several rounds. What the JVM does once on a thread (linking, compiling),
     * and a helper that is replaced because the machine is busy, are not in every round; an allocation of the calls
     * would be.
     */
    public static long perCall(Runnable call, int calls) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && least > 0; round++) {
            // Read the caller's own number last before the calls and first after them: reading the helpers' numbers
            // allocates on this thread.
            long helpersBefore = byHelpers();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            long byCaller = THREADS.getCurrentThreadAllocatedBytes() - before;
            least = Math.min(least, (byCaller + byHelpers() - helpersBefore) / calls);
        }
        return least;
    }

    private static long byHelpers() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("depthwise4j-helper-"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }
}
