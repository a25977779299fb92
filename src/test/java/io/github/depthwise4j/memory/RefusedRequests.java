package io.github.depthwise4j.memory;

import java.util.concurrent.atomic.AtomicLong;

/** Refuses one request for native memory, by its number, until it is closed; counts all. */
public final class RefusedRequests implements AutoCloseable {
    private final AtomicLong requests = new AtomicLong();

    private RefusedRequests(long number) {
        AllocationGate.refuse(bytes -> requests.getAndIncrement() == number);
    }

    /** Refuses the request before which there were so many, by whatever thread. */
    public static RefusedRequests after(long earlierRequests) {
        return new RefusedRequests(earlierRequests);
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
