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
 * Keeps the most recently used plans, within a bound, and closes the others; what is in use is freed when its last user has gone.
 * Safe for any number of threads. Different plans are made at the same time, the same plan only once: other threads that want it
 * wait, parked, so that virtual threads leave their carriers. An interrupt does not end the waiting, and is kept.
 *
 * @param <K> what a plan is found by
 * @param <V> the plans
 */
public final class PlanCache<K, V extends RefCounted & Kept> implements AutoCloseable {
    /** The most keys of given up plans that are remembered. */
    private static final int MOST_REMEMBERED = 4_096;

    private final CacheBound bound;
    private final Function<K, V> factory;
    /** This and the fields below are guarded by the lock of the bound. */
    private final Map<K, Entry<V>> entries = new HashMap<>();

    private final Set<K> givenUp = new LinkedHashSet<>();
    private boolean closed;

    /** The place of one plan. */
    static final class Entry<V extends RefCounted & Kept> {
        private final CountDownLatch made = new CountDownLatch(1);
        /** Removes the entry from its cache. */
        private final Runnable removal;
        /** Null when the plan has been made, or could not be. */
        private volatile Thread maker = Thread.currentThread();

        /** Whether the maker is at it; of interest to that thread only. */
        private boolean making;

        private V value;
        private long lastUse;

        Entry(Runnable removal) {
            this.removal = removal;
        }

        Kept kept() {
            return value;
        }

        long lastUse() {
            return lastUse;
        }

        void giveUp() {
            removal.run();
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
     * @param bound how much is kept, together with the other caches of the same bound
     * @param factory makes the plan for a key; the cache owns it
     */
    public PlanCache(CacheBound bound, Function<K, V> factory) {
        this.bound = bound;
        this.factory = factory;
        bound.add(this);
    }

    /** The plan for a key, made if it is not there, and acquired: the caller releases it. Null if the cache is closed. */
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
                // Either there is none, or making it failed, or somebody is making it.
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
        Entry<V> entry = new Entry<>(() -> giveUp(key));
        entry.lastUse = bound.nextUse();
        entries.put(key, entry);
        bound.counters().miss();
        if (givenUp.remove(key)) {
            bound.madeAgain(key);
        }
        return entry;
    }

    /**
     * Makes the plan on this thread. Planning may call foreign code, such as a handler of the log, and that may ask for the same plan
     * on the same thread, which cannot wait for itself: it gets a plan that is not kept.
     */
    private V made(K key, Entry<V> entry) {
        boolean nested = entry.making;
        entry.making = true;
        V value = null;
        try {
            value = factory.apply(key);
            value.acquire();
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

    /** Ends the making, well or not (then the plan is null), and lets those go on who wait. */
    private void publish(K key, Entry<V> entry, V value) {
        boolean kept = false;
        try {
            bound.lock().lock();
            try {
                // It is not there any more if the cache was cleared meanwhile.
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

    private void giveUp(K key) {
        entries.remove(key);
        givenUp.add(key);
        if (givenUp.size() > MOST_REMEMBERED) {
            givenUp.remove(givenUp.iterator().next());
        }
    }

    /** Adds the entries whose plan is there; called with the lock. */
    void addMade(Collection<? super Entry<V>> to) {
        for (Entry<V> entry : entries.values()) {
            if (entry.value != null) {
                to.add(entry);
            }
        }
    }

    /** The number of plans kept, and of those that are being made. */
    public int size() {
        bound.lock().lock();
        try {
            return entries.size();
        } finally {
            bound.lock().unlock();
        }
    }

    /** Closes everything kept; what is asked for later is made again. What is being made is closed as soon as it is there. */
    public void clear() {
        remove(false);
    }

    /** Closes everything kept; {@link #acquire} of a closed cache returns null. */
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
        removed.forEach(Entry::close);
    }
}
