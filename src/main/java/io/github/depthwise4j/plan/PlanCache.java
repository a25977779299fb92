package io.github.depthwise4j.plan;

import io.github.depthwise4j.memory.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Keeps the most recently used things that are costly to make, and closes the others; what is in use is freed when its last user
 * has gone. Safe for any number of threads. Different things are made at the same time, the same thing only once.
 *
 * @param <K> what a thing is found by
 * @param <V> the things
 */
public final class PlanCache<K, V extends Counted> implements AutoCloseable {
    private final int capacity;
    private final Function<K, V> factory;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private boolean closed;

    /** The place of one thing; its lock is held while the thing is made. */
    private static final class Entry<V> {
        private V value;
        private boolean discarded;
    }

    /**
     * @param capacity how many things are kept
     * @param factory makes the thing for a key; the cache owns it
     */
    public PlanCache(int capacity, Function<K, V> factory) {
        this.capacity = capacity;
        this.factory = factory;
    }

    /** The thing for a key, made if it is not there, and acquired: the caller releases it. Null if the cache is closed. */
    public V acquire(K key) {
        for (; ; ) {
            Entry<V> entry = entry(key);
            if (entry == null) {
                return null;
            }
            V value = valueOf(key, entry);
            // Before it is acquired it may have become the least recently used one, and have been closed.
            if (value != null && value.acquire()) {
                return value;
            }
        }
    }

    private Entry<V> entry(K key) {
        synchronized (entries) {
            if (closed) {
                return null;
            }
            Entry<V> entry = entries.get(key);
            if (entry != null) {
                hits.incrementAndGet();
                return entry;
            }
            misses.incrementAndGet();
            Entry<V> added = new Entry<>();
            entries.put(key, added);
            return added;
        }
    }

    /** Null if the entry was thrown out before its thing was made. */
    private V valueOf(K key, Entry<V> entry) {
        V value;
        synchronized (entry) {
            if (entry.value != null || entry.discarded) {
                return entry.value;
            }
            try {
                entry.value = factory.apply(key);
            } catch (RuntimeException | Error e) {
                entry.discarded = true;
                synchronized (entries) {
                    entries.remove(key, entry);
                }
                throw e;
            }
            value = entry.value;
        }
        trim();
        return value;
    }

    private void trim() {
        List<Entry<V>> removed = new ArrayList<>();
        synchronized (entries) {
            while (entries.size() > capacity) {
                removed.add(entries.remove(entries.keySet().iterator().next()));
            }
        }
        removed.forEach(PlanCache::discard);
    }

    /** Waits until the thing is made, if that has begun: it must not be forgotten open. */
    private static <V extends Counted> void discard(Entry<V> entry) {
        synchronized (entry) {
            entry.discarded = true;
            if (entry.value != null) {
                entry.value.close();
            }
        }
    }

    /** How often a key was found. */
    public long hits() {
        return hits.get();
    }

    /** How often something had to be made. */
    public long misses() {
        return misses.get();
    }

    /** The number of things kept. */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** Closes everything kept; what is asked for later is made again. */
    public void clear() {
        List<Entry<V>> removed;
        synchronized (entries) {
            removed = new ArrayList<>(entries.values());
            entries.clear();
        }
        removed.forEach(PlanCache::discard);
    }

    /** Closes everything kept; {@link #acquire} of a closed cache returns null. */
    @Override
    public void close() {
        synchronized (entries) {
            closed = true;
        }
        clear();
    }
}
