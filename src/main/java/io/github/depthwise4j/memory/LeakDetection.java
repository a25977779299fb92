package io.github.depthwise4j.memory;

import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.settings.RuntimeSettings;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reports owners that were never closed. It costs nothing to notice that the garbage collector
 * had to free one. It costs time to record where an owner was made, so this is recorded for some owners only. Each
 * place is reported once.
 */
final class LeakDetection {
    private static final String LIBRARY = "io.github.depthwise4j.";
    /** One owner in this many, a power of two, has its origin recorded, which takes some microseconds. */
    private static final int SAMPLED = 1_024;
    /** The most places that are remembered and reported. A program that generates code would add new ones forever. */
    private static final int MOST_PLACES = 1_000;

    private static final int MOST_FRAMES = 40;
    private static final AtomicLong FOUND = new AtomicLong();

    private static volatile LeakDetection ofProcess;

    private final Mode mode;
    private final Set<String> places = new HashSet<>();

    /** How many origins are recorded. */
    enum Mode {
        OFF,
        SAMPLED,
        FULL
    }

    LeakDetection(Mode mode) {
        this.mode = mode;
    }

    static LeakDetection ofProcess() {
        LeakDetection current = ofProcess;
        return current != null ? current : create();
    }

    private static synchronized LeakDetection create() {
        if (ofProcess == null) {
            String level = RuntimeSettings.current().leakDetection();
            ofProcess = new LeakDetection(Mode.valueOf(level.toUpperCase(Locale.ROOT)));
        }
        return ofProcess;
    }

    /** Replaces the one of the settings, for a test, which restores it. */
    static synchronized void use(LeakDetection other) {
        ofProcess = other;
    }

    /** How many owners the garbage collector had to free, at any level. */
    static long found() {
        return FOUND.get();
    }

    /** The stack of the caller if it is to be recorded, else null. */
    Throwable origin() {
        return switch (mode) {
            case OFF -> null;
            case SAMPLED -> (ThreadLocalRandom.current().nextInt() & (SAMPLED - 1)) == 0 ? new Throwable() : null;
            case FULL -> new Throwable();
        };
    }

    /**
     * Reports an owner that the garbage collector had to free.
     *
     * @param what names the owner in the message, as {@code Tensor [1, 2]}
     * @param origin where it was made, or null if that was not recorded
     */
    void report(String what, ResourceType kind, long byteSize, Throwable origin) {
        FOUND.incrementAndGet();
        if (mode == Mode.OFF) {
            return;
        }
        StackTraceElement[] frames = origin == null ? new StackTraceElement[0] : origin.getStackTrace();
        String trace = text(frames);
        Events.leak(what, byteSize, trace);
        if (isNew(kind + " " + place(frames))) {
            String where = trace.isEmpty()
                    ? "; set the system property depthwise4j.leakDetection=full to see where it was made"
                    : "; it was made" + trace;
            System.getLogger(LeakDetection.class.getName())
                    .log(
                            Level.WARNING,
                            what + " (" + byteSize + " bytes) was never closed, the garbage collector had to free it"
                                    + where);
        }
    }

    private boolean isNew(String place) {
        synchronized (places) {
            return places.size() < MOST_PLACES && places.add(place);
        }
    }

    /** The first line of code outside of this library. */
    private static String place(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (!frame.getClassName().startsWith(LIBRARY)) {
                return frame.toString();
            }
        }
        return frames.length == 0 ? "" : frames[frames.length - 1].toString();
    }

    private static String text(StackTraceElement[] frames) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
            if (!frames[i].getClassName().startsWith(LIBRARY + "memory.")) {
                text.append("\n\tat ").append(frames[i]);
            }
        }
        return text.toString();
    }
}
