package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.problem.Parallelism;

/**
 * The threads of one call that has several steps, one after the other. Each step is a {@link Job}. Helpers join once,
 * when the call begins, and follow from step to step: they watch for the next step, and enter it if it is open. To hand
 * a step over takes a fraction of a microsecond.
 *
 * <p>The caller waits only for helpers that are in a step. It does not wait for one that the operating system has taken
 * away between two steps, and it takes the slices that such a helper has not begun. A helper that finds no step for
 * some time goes away, and is asked again at a later step.
 *
 * <p>While callers are many, an adaptive team has no helpers. Callers that often have to wait long for a helper work
 * alone for a while: then other processes need the processors.
 *
 * <p>A team belongs to one caller at a time, and is used again for later calls. A call allocates nothing.
 */
public final class Team extends Joinable {
    /** The operating system takes a processor away for longer than this. */
    private static final long SHORTEST_LOSS_NANOS = 1_000_000;
    /**
     * A helper is lost if the caller waits for it so many times longer than it has computed itself in this step. The
     * first slice of a helper that was asleep takes some four times as long as later ones: all data are in the cache of
     * another core.
     */
    private static final int TIMES_LONGER = 8;

    private final Parallelism parallelism;
    private final boolean worthWaking;
    private final Attendance inStep = new Attendance();
    /** The helpers of this call; helpers above this number go away. */
    private volatile int wanted;

    private Workers workers;
    /** Set before its turn begins. */
    private Job step;

    /**
     * A team without helpers.
     *
     * @param parallelism limits the threads
     * @param worthWaking whether a call is long enough to wake parked helpers
     */
    public Team(Parallelism parallelism, boolean worthWaking) {
        this.parallelism = parallelism;
        this.worthWaking = worthWaking;
    }

    /** Begins a call. If this does not throw, the caller calls {@link #end()} afterwards. */
    public void begin() {
        begin(Workers.shared());
    }

    /** Begins a call with these helpers. */
    void begin(Workers with) {
        workers = with;
        with.callerComes();
        try {
            gather();
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    /** Ends the call: helpers go away. */
    public void end() {
        wanted = 0;
        workers.callerGoes();
        workers.takeBack(this);
    }

    @Override
    public boolean isWorthWaking() {
        return worthWaking;
    }

    /** Asks helpers to join if there are too few, and returns whether there are some. */
    private boolean gather() {
        int most = workers.helpersFor(parallelism);
        if (wanted != most) {
            wanted = most;
        }
        int missing = most - helpers();
        if (missing > 0) {
            workers.offer(this, missing);
        }
        return most > 0 && helpers() > 0;
    }

    /** Computes a step: all slices of a job, which nothing else uses. Returns or throws when no thread is in it. */
    public void run(Job job) {
        if (job.slices() < 2 || !gather()) {
            job.reset(1);
            job.workAlone();
        } else {
            job.reset(wanted + 1);
            runWithHelpers(job);
        }
        job.rethrow();
    }

    private void runWithHelpers(Job job) {
        Workers.requireStack(Workers.STACK_FRAMES);
        step = job;
        long begin = System.nanoTime();
        int turn = inStep.open();
        boolean ended = false;
        try {
            job.work(0);
        } finally {
            while (!ended) {
                ended = end(turn, begin);
            }
        }
    }

    /** Ends a turn, and waits until no helper is in the step; false if there was not enough stack at this moment. */
    private boolean end(int turn, long begin) {
        try {
            inStep.close(turn);
            long waited = inStep.await();
            if (waited > SHORTEST_LOSS_NANOS && waited > TIMES_LONGER * (System.nanoTime() - begin - waited)) {
                workers.helperWasLost(waited);
            }
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Follows the caller from step to step, until there is no step for some time or this helper is not wanted. */
    @Override
    void help(int helper, Patience patience) {
        patience.begin();
        int last = 0;
        while (helpers() <= wanted) {
            int turn = inStep.turn();
            if (turn != last && Attendance.isOpen(turn) && inStep.enter(turn)) {
                try {
                    step.work(helper);
                } finally {
                    inStep.leave();
                }
                last = turn;
                patience.begin();
            } else if (!patience.lasts()) {
                return;
            }
        }
    }
}
