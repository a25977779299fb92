package io.github.depthwise4j.operation.shared;

import io.github.depthwise4j.memory.IdleMemory;
import io.github.depthwise4j.memory.RefCounted;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Things that are made once per JVM for equal keys, and that count their users. A thing without users is kept for a
 * short time, because the next task of a job wants it again, and is then closed. Memory that is short, or
 * {@link IdleMemory#trim()}, closes it at once. Safe for any number of threads.
 *
 * @param <K> immutable keys
 * @param <V> the things
 * @param <E> what making one can throw
 */
public final class SharedPool<K, V, E extends Exception> implements IdleMemory.Keeper {
    /** Makes the thing of a key. */
    @FunctionalInterface
    public interface Maker<K, V, E extends Exception> {
        V make(K key) throws E;
    }

    private final Map<K, Entry> entries = new ConcurrentHashMap<>();
    private final Maker<K, V, E> maker;
    private final Consumer<V> closer;
    /** Whether a user has closed the thing, who should not have. */
    private final Predicate<V> closed;

    private final long idleNanos;

    public SharedPool(Maker<K, V, E> maker, Consumer<V> closer, Predicate<V> closed, long idleNanos) {
        this.maker = maker;
        this.closer = closer;
        this.closed = closed;
        this.idleNanos = idleNanos;
        IdleMemory.add(this);
        IdleSweeper.add(this);
    }

    /** A share in the thing of this key. The first caller makes it; others that come meanwhile wait for that. */
    public Share<V> share(K key) throws E {
        for (; ; ) {
            Entry entry = entries.computeIfAbsent(key, Entry::new);
            Share<V> share = entry.share();
            if (share != null) {
                return share;
            }
        }
    }

    /** The number of things that are open. */
    public int size() {
        return entries.size();
    }

    @Override
    public int idle() {
        int count = 0;
        for (Entry entry : entries.values()) {
            if (entry.users == 0 && entry.value != null) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void trim() {
        entries.values().forEach(entry -> entry.closeIfIdle(0));
    }

    /** Closes everything, also what has users. */
    void closeAll() {
        entries.values().forEach(Entry::close);
    }

    /** Closes what has been idle for long enough; returns the time until the next is due, or -1 if nothing is idle. */
    long sweep() {
        long next = -1;
        for (Entry entry : entries.values()) {
            long left = entry.closeIfIdle(idleNanos);
            if (left >= 0) {
                next = next < 0 ? left : Math.min(next, left);
            }
        }
        return next;
    }

    /**
     * One use of a thing. Closing it ends the use.
     *
     * @param <V> the thing
     */
    public abstract static class Share<V> extends RefCounted {
        private final V value;

        private Share(V value) {
            this.value = value;
        }

        public V value() {
            return value;
        }
    }

    /** The thing of one key. It is used for one thing only: when that is closed, the next user gets another entry. */
    private final class Entry {
        private final K key;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile V value;
        private volatile int users;
        private long idleSince;
        private boolean retired;

        Entry(K key) {
            this.key = key;
        }

        /** Null if this entry has been given up. */
        Share<V> share() throws E {
            lock.lock();
            try {
                if (!retired && value != null && closed.test(value)) {
                    retire();
                }
                if (retired) {
                    return null;
                }
                if (value == null) {
                    make();
                }
                users++;
                return new Share<>(value) {
                    @Override
                    protected void free() {
                        leave();
                    }
                };
            } finally {
                lock.unlock();
            }
        }

        private void make() throws E {
            boolean made = false;
            try {
                value = maker.make(key);
                made = true;
            } finally {
                if (!made) {
                    retire();
                }
            }
        }

        /** No failure is remembered, and nothing that is closed is given out: the next caller begins anew. */
        private void retire() {
            retired = true;
            entries.remove(key, this);
        }

        private void leave() {
            lock.lock();
            try {
                users--;
                if (users > 0 || retired) {
                    return;
                }
                idleSince = System.nanoTime();
            } finally {
                lock.unlock();
            }
            if (!IdleSweeper.wake()) {
                closeIfIdle(0);
            }
        }

        /** Returns the time that is left until it is due, or -1 if it is not idle any more. */
        long closeIfIdle(long after) {
            // Who holds the lock is using the thing or making it. This thread itself may be the one that makes it.
            if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
                return users == 0 ? after : -1;
            }
            try {
                if (retired || users > 0 || value == null) {
                    return -1;
                }
                long left = after - (System.nanoTime() - idleSince);
                if (left > 0) {
                    return left;
                }
                retire();
                closer.accept(value);
                return -1;
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                if (!retired && value != null) {
                    retire();
                    closer.accept(value);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
