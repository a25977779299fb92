package io.github.depthwise4j.events;

import jdk.jfr.FlightRecorder;

/**
 * The only entry to the events. In a Java without the Flight Recorder the methods do nothing. If an event is not
 * recorded, a request for it costs one field access and allocates nothing. The event classes are not loaded before the
 * recorder is used in this process: loading them initialises the recorder, which takes a tenth of a second.
 */
public final class Events {
    private static final boolean AVAILABLE = isAvailable();

    /** The event of native code being loaded, after its start. */
    public interface NativeLoad {
        /**
         * Records success.
         *
         * @param nanos how long it took to unpack and load oneDNN; some of it can have been before the event's start
         */
        void loaded(String library, String version, String instructionSet, long nanos);

        /** Records failure. */
        void failed(String message);
    }

    /** The event of a plan being made, after its start. */
    public interface PlanCreation {
        /**
         * Records the event.
         *
         * @param problem the problem line
         * @param effort the planning effort
         * @param origin what decided: rules, a measurement or wisdom
         * @param choice the chosen strategy
         * @param candidates the candidates, one per line, each with its time if it was measured
         */
        void made(String problem, String effort, String origin, String choice, String candidates);
    }

    /** The event of a call, after its start. */
    public interface Execution {
        /** Ends the measured time. Returns whether the event is to be recorded, because it took long enough. */
        boolean isWanted();

        /**
         * Records the event.
         *
         * @param problem the problem line
         * @param strategy the strategy of the plan
         * @param threads the largest number of threads that the call may have used
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

    /** Starts an event; null if it is not recorded. */
    public static NativeLoad nativeLoad() {
        return isRecorderUsed() ? NativeLoadEvent.started() : null;
    }

    /** Starts an event; null if it is not recorded. */
    public static PlanCreation planCreation() {
        return isRecorderUsed() ? PlanCreationEvent.started() : null;
    }

    /** Starts an event; null if it is not recorded. */
    public static Execution execution() {
        return isRecorderUsed() ? ExecutionEvent.started() : null;
    }

    /**
     * Records the allocation of a block of native memory.
     *
     * @param byteSize the size of the block
     * @param inUse the bytes in use, including this block
     * @param limit the limit of the bytes in use; 0 if there is none
     */
    public static void nativeAllocation(long byteSize, long inUse, long limit) {
        if (isRecorderUsed()) {
            NativeAllocationEvent.emit(byteSize, inUse, limit);
        }
    }

    /**
     * Records that the garbage collector freed an object that was never closed.
     *
     * @param what the type of the object
     * @param byteSize the native bytes that it held
     * @param origin the stack of its creation; empty if unknown
     */
    public static void leak(String what, long byteSize, String origin) {
        if (isRecorderUsed()) {
            LeakEvent.emit(what, byteSize, origin.strip());
        }
    }

    /**
     * Records that the result of a call differs from the oracle's result.
     *
     * @param problem the problem line
     * @param strategy the strategy of the plan
     * @param implementation oneDNN's name of the kernel
     * @param coordinate the position of the wrong output
     * @param actual the computed value
     * @param expected the oracle's value
     * @param bound the largest allowed difference of the two values
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
