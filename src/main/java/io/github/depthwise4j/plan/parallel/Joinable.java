package io.github.depthwise4j.plan.parallel;

/** What idle helpers join. A helper holds it only between {@link #expect()} and {@link #leave()}. */
abstract class Joinable {
    private final Attendance helpers = new Attendance();

    /** Whether to wake a parked helper, which takes about 50 microseconds. */
    public abstract boolean isWorthWaking();

    /**
     * What a helper does that has joined.
     *
     * @param helper the number of the helper, from 1 on
     * @param patience the helper's own
     */
    abstract void help(int helper, Patience patience);

    /** Counts a helper. Called before the helper can see this. */
    final void expect() {
        helpers.enter();
    }

    /** Counts a helper no more: it has left, or did not come. Wakes the caller after the last helper. */
    final void leave() {
        helpers.leave();
    }

    /** The helpers that have joined, and those that are expected. */
    final int helpers() {
        return helpers.count();
    }

    /** Waits until no helper holds this. */
    final void awaitHelpers() {
        helpers.await();
    }
}
