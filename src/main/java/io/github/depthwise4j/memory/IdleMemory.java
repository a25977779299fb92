package io.github.depthwise4j.memory;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Everything that keeps native memory for later use, so that it can be asked to give it back. Safe for any number of
 * threads.
 */
public final class IdleMemory {
    /** Those that nothing else refers to any more have nothing to give back. */
    private static final Set<Keeper> KEEPERS =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** What keeps native memory for later use. */
    public interface Keeper {
        /** The number of things kept. */
        int idle();

        /** Frees everything that is kept and not in use; called by any thread, at any time. */
        void trim();
    }

    private IdleMemory() {}

    /** Makes a keeper known; a second time does nothing. */
    public static void add(Keeper keeper) {
        KEEPERS.add(keeper);
    }

    /** Forgets a keeper. */
    public static void remove(Keeper keeper) {
        KEEPERS.remove(keeper);
    }

    /** Frees whatever any keeper keeps. */
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
