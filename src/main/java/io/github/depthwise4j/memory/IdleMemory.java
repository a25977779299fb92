package io.github.depthwise4j.memory;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The list of all objects that keep native memory for later use, so that they can be asked to free it. Safe for any
 * number of threads.
 */
public final class IdleMemory {
    /** Weak references: a keeper that is unreachable has nothing to free. */
    private static final Set<Keeper> KEEPERS =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** An object that keeps native memory for later use. */
    public interface Keeper {
        /** The number of things kept. */
        int idle();

        /** Frees everything that is kept and not in use; called by any thread, at any time. */
        void trim();
    }

    private IdleMemory() {}

    /** Adds a keeper; adding it again does nothing. */
    public static void add(Keeper keeper) {
        KEEPERS.add(keeper);
    }

    /** Removes a keeper. */
    public static void remove(Keeper keeper) {
        KEEPERS.remove(keeper);
    }

    /** Frees what all keepers keep. */
    public static void trim() {
        for (Keeper keeper : keepers()) {
            keeper.trim();
        }
    }

    /** The number of things all keepers keep. */
    public static long idle() {
        long count = 0;
        for (Keeper keeper : keepers()) {
            count += keeper.idle();
        }
        return count;
    }

    private static Keeper[] keepers() {
        synchronized (KEEPERS) {
            return KEEPERS.toArray(Keeper[]::new);
        }
    }
}
