package io.github.depthwise4j.operation;

import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.base.Kept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Keeps the most recently used plans, within a bound, and closes the others. A closed plan is freed after its last
 * call. Thread-safe. Different plans are made at the same time; the same plan is made once, and the other threads that
 * need it wait. They park, so that virtual threads leave their carriers. An interrupt does not end the waiting, and
 * stays set.
 *
 * @param <K> the key of a plan
 * @param <V> the plans
 */
public final class PlanCache<K, V extends RefCounted & Kept> implements AutoCloseable {
    /** The largest number of keys of evicted plans that are remembered. */
    private static final int MOST_REMEMBERED = 4_096;

    private final CacheBound bound;
    private final Function<K, V> factory;
    /** This and the fields below are guarded by the lock of the bound. */
    private final Map<K, Entry<V>> entries = new HashMap<>();

    private final Set<Object> givenUp = new LinkedHashSet<>();
    private boolean closed;

    /** The place of one plan. */
    static final class Entry<V extends RefCounted & Kept> {
        private final CountDownLatch made = new CountDownLatch(1);
        private final PlanCache<?, V> cache;
        private final Object key;
        /** The thread that makes the plan; null when the plan is made, or could not be made. */
        private volatile Thread maker = Thread.currentThread();

        /** Whether the maker has begun; only that thread reads it. */
        private boolean making;

        private V value;
        private long lastUse;

        Entry(PlanCache<?, V> cache, Object key) {
            this.cache = cache;
            this.key = key;
        }

        Kept kept() {
            return value;
        }

        long lastUse() {
            return lastUse;
        }

        void giveUp() {
            cache.giveUp(key);
        }

        void close() {
            value.close();
        }

        private void await() {
            boolean interrupted = false;
            while (made.getCount() > 0) {
                try {
                    made.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * @param bound the limits, which caches may share
     * @param factory makes the plan for a key; the cache owns it
     */
    public PlanCache(CacheBound bound, Function<K, V> factory) {
        this.bound = bound;
        this.factory = factory;
        bound.add(this);
    }

    /** The plan for a key, which is made if there is none. The caller releases it. Null if the cache is closed. */
    public V acquire(K key) {
        for (; ; ) {
            Entry<V> entry;
            bound.lock().lock();
            try {
                if (closed) {
                    return null;
                }
                entry = entries.get(key);
                if (entry != null && entry.value != null && entry.value.acquire()) {
                    entry.lastUse = bound.nextUse();
                    bound.counters().hit();
                    return entry.value;
                }
                // There is no entry, or making its plan failed, or a thread makes its plan now.
                if (entry == null || entry.maker == null) {
                    entry = added(key);
                }
            } finally {
                bound.lock().unlock();
            }
            if (entry.maker == Thread.currentThread()) {
                return made(key, entry);
            }
            entry.await();
        }
    }

    private Entry<V> added(K key) {
        Entry<V> entry = new Entry<>(this, key);
        entry.lastUse = bound.nextUse();
        entries.put(key, entry);
        if (givenUp.remove(key)) {
            bound.madeAgain(key);
        }
        return entry;
    }

    /**
     * Makes the plan on this thread. Planning may call foreign code, for example a handler of the log, and this code
     * may need the same plan on the same thread. The thread cannot wait for itself: the inner call gets a plan that is
     * not kept.
     */
    private V made(K key, Entry<V> entry) {
        boolean nested = entry.making;
        entry.making = true;
        V value = null;
        try {
            value = factory.apply(key);
            value.acquire();
            if (!nested) {
                bound.counters().miss();
            }
        } finally {
            if (!nested) {
                publish(key, entry, value);
            } else if (value != null) {
                value.close();
            }
        }
        try {
            bound.enforce();
            return value;
        } catch (RuntimeException | Error e) {
            value.release();
            throw e;
        }
    }

    /** Ends the making and wakes the threads that wait. The plan is null if it could not be made. */
    private void publish(K key, Entry<V> entry, V value) {
        boolean kept = false;
        try {
            bound.lock().lock();
            try {
                // The entry is gone if the cache was cleared meanwhile.
                if (entries.get(key) == entry) {
                    kept = value != null && !closed;
                    if (kept) {
                        entry.value = value;
                    } else {
                        entries.remove(key);
                    }
                }
            } finally {
                bound.lock().unlock();
            }
        } finally {
            entry.maker = null;
            entry.made.countDown();
            if (value != null && !kept) {
                value.close();
            }
        }
    }

    private void giveUp(Object key) {
        entries.remove(key);
        givenUp.add(key);
        if (givenUp.size() > MOST_REMEMBERED) {
            givenUp.remove(givenUp.iterator().next());
        }
    }

    /** Adds the entries that have a plan; called with the lock. */
    void addMade(Collection<? super Entry<V>> to) {
        for (Entry<V> entry : entries.values()) {
            if (entry.value != null) {
                to.add(entry);
            }
        }
    }

    /** The number of plans that are kept or being made. */
    public int size() {
        bound.lock().lock();
        try {
            return entries.size();
        } finally {
            bound.lock().unlock();
        }
    }

    /**
     * Closes all kept plans. Later calls make them again. A plan that is being made is closed as soon as it is ready.
     */
    public void clear() {
        remove(false);
    }

    /** Closes all kept plans. {@link #acquire} of a closed cache returns null. */
    @Override
    public void close() {
        remove(true);
    }

    private void remove(boolean forGood) {
        List<Entry<V>> removed = new ArrayList<>();
        bound.lock().lock();
        try {
            closed |= forGood;
            addMade(removed);
            entries.clear();
            givenUp.clear();
        } finally {
            bound.lock().unlock();
        }
        for (Entry<V> each : removed) {
            each.close();
        }
    }
}
