package io.github.depthwise4j.events;

import jdk.jfr.FlightRecorder;

/**
 * The door to the events. Where Java has no Flight Recorder nothing happens; where nobody records an event, asking for
 * it costs a field access and allocates nothing. The classes of events are not touched before a recording has begun in
 * this process: loading them has the recorder prepare itself, which takes a tenth of a second.
 */
public final class Events {
    private static final boolean AVAILABLE = isAvailable();

    /** The loading of native code that has begun. */
    public interface NativeLoad {
        /** Ends it well. */
        void loaded(String library, String version, String instructionSet);

        /** Ends it badly. */
        void failed(String message);
    }

    /** The making of a plan that has begun. */
    public interface PlanCreation {
        /**
         * Ends it.
         *
         * @param problem the problem line
         * @param effort how much was to be done to find a good plan
         * @param origin what decided: rules, a measurement, what was remembered of one
         * @param choice the way that was chosen
         * @param candidates the ways there were, each with its time if it has one, one per line
         */
        void made(String problem, String effort, String origin, String choice, String candidates);
    }

    /** A call that has begun. */
    public interface Execution {
        /** Ends the time that is measured; whether the event is wanted, as it took long enough. */
        boolean isWanted();

        /**
         * Records the event.
         *
         * @param problem the problem line
         * @param strategy how it is computed
         * @param threads the most threads the call may have used
         */
        void done(String problem, String strategy, int threads);
    }

    private Events() {}

    private static boolean isAvailable() {
        try {
            Class.forName("jdk.jfr.Event", false, Events.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether Java has a Flight Recorder. */
    public static boolean areAvailable() {
        return AVAILABLE;
    }

    private static boolean isRecorderUsed() {
        return AVAILABLE && FlightRecorder.isInitialized();
    }

    /** Begins an event, or returns null if nobody records it. */
    public static NativeLoad nativeLoad() {
        return isRecorderUsed() ? NativeLoadEvent.started() : null;
    }

    /** Begins an event, or returns null if nobody records it. */
    public static PlanCreation planCreation() {
        return isRecorderUsed() ? PlanCreationEvent.started() : null;
    }

    /** Begins an event, or returns null if nobody records it. */
    public static Execution execution() {
        return isRecorderUsed() ? ExecutionEvent.started() : null;
    }

    /**
     * A block of native memory was allocated.
     *
     * @param inUse the bytes in use, these included
     * @param limit the most that may be in use, 0 if there is no limit
     */
    public static void nativeAllocation(long byteSize, long inUse, long limit) {
        if (isRecorderUsed()) {
            NativeAllocationEvent.emit(byteSize, inUse, limit);
        }
    }

    /**
     * Something that nobody closed was freed by the garbage collector.
     *
     * @param origin the stack of where it was made, empty if that is not known
     */
    public static void leak(String what, long byteSize, String origin) {
        if (isRecorderUsed()) {
            LeakEvent.emit(what, byteSize, origin.strip());
        }
    }

    /**
     * A call computed something else than the oracle does.
     *
     * @param coordinate where the output is that is wrong
     * @param bound how far the two may be apart
     */
    public static void computationMismatch(
            String problem,
            String strategy,
            String implementation,
            String coordinate,
            float actual,
            double expected,
            double bound) {
        if (isRecorderUsed()) {
            ComputationMismatchEvent.emit(problem, strategy, implementation, coordinate, actual, expected, bound);
        }
    }
}
