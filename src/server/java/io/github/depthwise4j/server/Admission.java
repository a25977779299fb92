package io.github.depthwise4j.server;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides whether a request is taken on. It never waits: a request gets what it needs at once, or is refused.
 *
 * <p>There are two bounds because callers can be slow. A request holds memory from before its body is read until its
 * answer is sent, which may take a slow caller seconds. It holds a place only while it is computed, so that slow
 * callers do not keep others from computing.
 */
final class Admission {
    private static final int UNIT = 1024;

    private final Limits limits;
    private final int units;
    private final Semaphore memory;
    private final Semaphore places;

    Admission(Limits limits) {
        this.limits = limits;
        this.units = units(limits.heldBytes());
        this.memory = new Semaphore(units);
        this.places = new Semaphore(limits.places());
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes + UNIT - 1) / UNIT);
    }

    /** {@return memory for a request, or nothing if too much is held} */
    Optional<Share> memory(long bytes) {
        return share(memory, units(bytes));
    }

    /** {@return a place to compute, or nothing if all are taken} */
    Optional<Share> place() {
        return share(places, 1);
    }

    private static Optional<Share> share(Semaphore bound, int permits) {
        // Made first: if the heap were full afterwards, nobody would give the permits back.
        Optional<Share> share = Optional.of(new Share(bound, permits));
        return bound.tryAcquire(permits) ? share : Optional.empty();
    }

    /** {@return the bytes that requests hold now, in steps of {@value #UNIT}} */
    long heldBytes() {
        return (long) (units - memory.availablePermits()) * UNIT;
    }

    /** {@return the places that are taken now} */
    int takenPlaces() {
        return limits.places() - places.availablePermits();
    }

    /** What a request has got. It is given back once, however often it is closed. */
    static final class Share implements AutoCloseable {
        private final Semaphore bound;
        private final int permits;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Share(Semaphore bound, int permits) {
            this.bound = bound;
            this.permits = permits;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                bound.release(permits);
            }
        }
    }
}
