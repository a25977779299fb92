package io.github.depthwise4j.memory;

import io.github.depthwise4j.errors.NativeMemoryException;
import java.util.function.LongPredicate;

/** Lets a test refuse single requests for native memory. Without a test all requests pass. */
final class AllocationGate {
    private static volatile LongPredicate refusal;

    private AllocationGate() {}

    /** Refuses the requests whose number of bytes the predicate accepts; null lets all pass. */
    static void refuse(LongPredicate requests) {
        refusal = requests;
    }

    static void pass(long bytes) {
        LongPredicate current = refusal;
        if (current != null && current.test(bytes)) {
            throw MemoryCounts.refused(NativeMemoryException.refusedBySystem(bytes, MemoryCounts.liveBytes()));
        }
    }
}
