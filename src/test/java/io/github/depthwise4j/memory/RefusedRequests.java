package io.github.depthwise4j.memory;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Refuses requests for native memory, until it is closed; counts all. */
public final class RefusedRequests implements AutoCloseable {
    private final AtomicLong requests = new AtomicLong();

    private static final long WAIT_NANOS = 100_000;

    private RefusedRequests() {}

    /** Refuses one request: the one after this number of requests of all threads. */
    public static RefusedRequests after(long earlierRequests) {
        RefusedRequests refused = new RefusedRequests();
        AllocationGate.refuse(bytes -> refused.requests.getAndIncrement() == earlierRequests);
        return refused;
    }

    /** Lets each request wait, as for a garbage collection, and refuses one in this number, at random. */
    public static RefusedRequests oneIn(int requests) {
        RefusedRequests refused = new RefusedRequests();
        AllocationGate.refuse(bytes -> {
            refused.requests.incrementAndGet();
            LockSupport.parkNanos(WAIT_NANOS);
            return ThreadLocalRandom.current().nextInt(requests) == 0;
        });
        return refused;
    }

    /** How many requests there were. */
    public long count() {
        return requests.get();
    }

    @Override
    public void close() {
        AllocationGate.refuse(null);
    }
}
