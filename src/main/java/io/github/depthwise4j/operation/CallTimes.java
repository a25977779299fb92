package io.github.depthwise4j.operation;

import io.github.depthwise4j.settings.RuntimeSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;

/**
 * The number and the time of the calls of all operations, or networks, of one kind and one name, if the setting
 * {@code callTimes} is on. Timing a call takes no lock and allocates nothing. The numbers of operations that are closed
 * stay.
 */
public final class CallTimes {
    /** A program that makes up a name for each operation must not fill the heap: further names share this one. */
    static final String OTHERS = "(others)";

    static final int MOST_NAMES = 1000;

    /** Threads count in different places, so that they do not wait for each other; a power of two. */
    private static final int STRIPES = 16;
    /** Array elements from one place to the next: each has a cache line of its own. */
    private static final int DISTANCE = 16;

    private static final Map<List<String>, CallTimes> ALL = new ConcurrentHashMap<>();
    private static final List<Predicate<CallTimes>> LISTENERS = new CopyOnWriteArrayList<>();

    private final String operation;
    private final String name;
    /** In each place the number of calls, followed by their nanoseconds. */
    private final AtomicLongArray sums = new AtomicLongArray(STRIPES * DISTANCE);

    private CallTimes(String operation, String name) {
        this.operation = operation;
        this.name = name;
    }

    /**
     * The times of this kind and this name; null if calls are not timed.
     *
     * @param operation TensorFlow's name of the operation, or {@code network}
     * @param name the name that the program has given, or an empty one
     */
    public static CallTimes of(String operation, String name) {
        return RuntimeSettings.current().timesCalls() ? named(operation, name) : null;
    }

    private static CallTimes named(String operation, String name) {
        CallTimes known = ALL.get(List.of(operation, name));
        if (known != null) {
            return known;
        }
        // Under a lock: a listener that comes meanwhile is told of all names, and of none twice.
        synchronized (ALL) {
            String kept = ALL.size() < MOST_NAMES ? name : OTHERS;
            List<String> key = List.of(operation, kept);
            CallTimes times = ALL.get(key);
            if (times == null) {
                times = new CallTimes(operation, kept);
                ALL.put(key, times);
                tell(times);
            }
            return times;
        }
    }

    private static void tell(CallTimes times) {
        for (Predicate<CallTimes> listener : LISTENERS) {
            if (!listener.test(times)) {
                LISTENERS.remove(listener);
            }
        }
    }

    /** The times of all names so far. */
    public static Collection<CallTimes> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * Calls a listener for each name so far, and then for each new one until it returns false. It must not throw: it is
     * called while an operation is built.
     */
    public static void listen(Predicate<CallTimes> listener) {
        synchronized (ALL) {
            if (ALL.values().stream().allMatch(listener)) {
                LISTENERS.add(listener);
            }
        }
    }

    /** The moment when a call begins; 0 if calls are not timed. */
    public static long begin(CallTimes times) {
        return times == null ? 0 : System.nanoTime();
    }

    /** Counts a call that has succeeded, unless calls are not timed. */
    public static void end(CallTimes times, long begin) {
        if (times != null) {
            times.add(System.nanoTime() - begin);
        }
    }

    private void add(long nanos) {
        int place = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * DISTANCE;
        sums.getAndIncrement(place);
        sums.getAndAdd(place + 1, nanos);
    }

    public String operation() {
        return operation;
    }

    public String name() {
        return name;
    }

    /** The number of calls. */
    public long calls() {
        return sum(0);
    }

    /** The time of all calls together. */
    public long nanos() {
        return sum(1);
    }

    private long sum(int offset) {
        long sum = 0;
        for (int place = 0; place < sums.length(); place += DISTANCE) {
            sum += sums.get(place + offset);
        }
        return sum;
    }
}
