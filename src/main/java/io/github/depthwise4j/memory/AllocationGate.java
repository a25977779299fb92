package io.github.depthwise4j.memory;

import io.github.depthwise4j.errors.NativeMemoryException;
import java.util.function.LongPredicate;

/** Where a test refuses requests for native memory one by one; all others pass. */
final class AllocationGate {
    private static volatile LongPredicate refusal;

    private AllocationGate() {}

    /** Lets requests of so many bytes be refused where the predicate says so; null lets all pass. */
    static void refuse(LongPredicate requests) {
        refusal = requests;
    }

    static void pass(long bytes) {
        LongPredicate current = refusal;
        if (current != null && current.test(bytes)) {
            throw NativeMemoryException.refusedBySystem(bytes, NativeMemory.liveBytes());
        }
    }
}
