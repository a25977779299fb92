package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.settings.RuntimeSettings;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The helper threads, which join a call when they are idle. All plans of the process share them. Their number is one
 * less than the processors that Java sees, or than the threads in the settings.
 *
 * <p>An idle helper watches its mailbox for a short time and then parks. A caller puts its {@link Job} into the
 * mailboxes of helpers that are watching, works on the job too, and takes it back from helpers that have not picked it
 * up. A parked helper is woken only if the job is long enough; the caller does not wait for that. While there are as
 * many callers as cores, an adaptive call uses no helpers.
 *
 * <p>A call takes no lock, uses no queue and allocates nothing. The helpers are daemon threads. They start when the
 * first plan is made, and {@link #shutdown()} ends them.
 */
public final class Workers {

    /** Short calls that follow each other within this time are a stream. */
    static final long STREAM_NANOS = 300_000;

    /** A loss of a helper is rare if the time since the last one is at least this many times as long. */
    private static final int RARE_LOSS = 8;
    /** How long adaptive calls work alone if helpers are often lost to other processes, at first and at most. */
    private static final long SHORTEST_ALONE_NANOS = 1_000_000;

    private static final long LONGEST_ALONE_NANOS = 100_000_000;
    /** More stack frames than a caller needs to wait for a helper, or to take a job back from it. */
    static final int STACK_FRAMES = 32;

    private static final Lock STARTING = new ReentrantLock();
    private static volatile Workers shared;

    private final Helper[] helpers;
    private final AtomicInteger callers = new AtomicInteger();
    private volatile boolean closed;
    /** Until this time, adaptive calls work alone; 0 for no such time. */
    private volatile long aloneUntil;
    /** How long the last such time lasted, and when it or another loss of a helper ended. */
    private volatile long aloneNanos = SHORTEST_ALONE_NANOS;

    private volatile long lastLoss = System.nanoTime();

    /** No lambda: it takes Java half a millisecond before the first result. */
    private record HelperMaker(int number) implements Supplier<Helper> {
        @Override
        public Helper get() {
            return new Helper(OwnThread.group(), number);
        }
    }

    public Workers(int count) {
        List<Helper> started = new ArrayList<>();
        try {
            for (int i = 1; i <= count; i++) {
                Helper helper = OwnThread.make(new HelperMaker(i));
                helper.start();
                started.add(helper);
            }
        } catch (OutOfMemoryError e) {
            // Calls work without helpers. An error here would make every plan of the process fail.
            logger().log(
                            Level.WARNING,
                            "the system has no memory for more than {0} of {1} helper threads ({2}); calls use these",
                            started.size(),
                            count,
                            e.getMessage());
        }
        this.helpers = started.toArray(new Helper[0]);
    }

    /** The helpers of this process. The first call starts them. */
    public static Workers shared() {
        Workers current = shared;
        return current != null ? current : start();
    }

    private static Workers start() {
        STARTING.lock();
        try {
            Workers current = shared;
            if (current == null) {
                current = new Workers(RuntimeSettings.current().threads() - 1);
                shared = current;
            }
            return current;
        } finally {
            STARTING.unlock();
        }
    }

    /** Ends the helpers of this process after their current work. The next call of {@link #shared} starts new ones. */
    public static void shutdown() {
        Workers ended;
        STARTING.lock();
        try {
            ended = shared;
            shared = null;
        } finally {
            STARTING.unlock();
        }
        if (ended != null) {
            ended.close();
        }
    }

    /** The number of threads that can work on one call, the caller included. */
    public int threads() {
        return helpers.length + 1;
    }

    /** The most threads that can work on one call with this number of slices. */
    public int threadsFor(Parallelism parallelism, int slices) {
        return Math.min(Math.min(parallelism.maxThreads(), slices), threads());
    }

    /**
     * Runs all slices of a job on the calling thread and on idle helpers, and returns when all are done.
     *
     * @param maxThreads the most threads to use, the caller included
     * @param adaptive whether to use no helpers while there are as many callers as cores
     */
    public void run(Job job, int maxThreads, boolean adaptive) {
        int atWork = callers.incrementAndGet();
        try {
            int offers = Math.min(Math.min(maxThreads, job.slices()) - 1, helpers.length);
            boolean crowded = adaptive && atWork > helpers.length;
            if (offers < 1 || crowded) {
                job.reset(1);
                job.workAlone();
            } else {
                runWithHelpers(job, offers);
            }
        } finally {
            callers.decrementAndGet();
        }
        job.rethrow();
    }

    /** Counts the caller of a {@link Team}. */
    void callerComes() {
        callers.incrementAndGet();
    }

    /** Counts the caller of a {@link Team} no more. */
    void callerGoes() {
        callers.decrementAndGet();
    }

    /** The helpers that the caller of a {@link Team} may have at this moment. Adaptive callers share the threads. */
    int helpersFor(Parallelism parallelism) {
        if (closed) {
            return 0;
        }
        int most = Math.min(parallelism.maxThreads() - 1, helpers.length);
        if (!parallelism.isAdaptive() || most < 1) {
            return most;
        }
        int share = threads() / Math.max(1, callers.get()) - 1;
        return share < 1 || isTimeToBeAlone() ? 0 : Math.min(most, share);
    }

    /** Whether adaptive calls work alone at this moment, because helpers are often lost. */
    boolean isTimeToBeAlone() {
        long end = aloneUntil;
        return end != 0 && end - System.nanoTime() > 0;
    }

    /**
     * A caller had to wait for a helper, which the operating system did not let run. If such waiting takes a notable
     * part of the time, adaptive calls work alone for a while.
     */
    void helperWasLost(long waitedNanos) {
        long now = System.nanoTime();
        boolean often = now - lastLoss < RARE_LOSS * waitedNanos;
        long nanos = often ? Math.min(2 * aloneNanos, LONGEST_ALONE_NANOS) : SHORTEST_ALONE_NANOS;
        aloneNanos = nanos;
        lastLoss = often ? now + nanos : now;
        aloneUntil = often ? (now + nanos) | 1 : 0;
    }

    /**
     * Returns or throws only after all helpers have left the job: the caller then frees or reuses the memory of the
     * slices.
     */
    private void runWithHelpers(Job job, int offers) {
        boolean withdrawn = false;
        job.reset(offers + 1);
        try {
            if (offer(job, offers) == 0) {
                withdrawn = true;
                job.workAlone();
            } else {
                job.work(0);
            }
        } finally {
            while (!withdrawn) {
                withdrawn = withdraw(job);
            }
        }
    }

    /** Waits until no helper holds the job; false if there was not enough stack at this moment. */
    private boolean withdraw(Job job) {
        try {
            takeBack(job);
            job.awaitHelpers();
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Puts the job into the empty mailboxes of up to {@code offers} helpers, and returns in how many. */
    int offer(Joinable job, int offers) {
        requireStack(STACK_FRAMES);
        int offered = 0;
        for (int i = 0; i < helpers.length && offered < offers; i++) {
            if (helpers[i].offer(job)) {
                offered++;
            }
        }
        return offered;
    }

    /**
     * Throws a StackOverflowError if the stack is too small. Called before a helper has the job: with a helper, the
     * caller needs the stack to take the job back.
     */
    static int requireStack(int frames) {
        return frames == 0 ? 0 : 1 + requireStack(frames - 1);
    }

    void takeBack(Joinable job) {
        for (Helper helper : helpers) {
            helper.takeBack(job);
        }
    }

    /** Ends the helpers and waits for that. Later calls work on their own threads. */
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            helper.stopped = true;
            LockSupport.unpark(helper);
        }
        boolean interrupted = false;
        for (Helper helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One helper and its mailbox. */
    private static final class Helper extends Thread {
        private final int number;
        private final AtomicReference<Joinable> mailbox = new AtomicReference<>();
        private volatile boolean parked;
        /** Whether it is in a {@link Team}, and does not look at its mailbox. */
        private volatile boolean following;

        /**
         * The time when a caller last found this helper parked and did not wake it. Several callers may write it at the
         * same time; then it does not matter which value stays.
         */
        private volatile long lastDeclined = System.nanoTime() - STREAM_NANOS;

        private volatile boolean stopped;

        Helper(ThreadGroup group, int number) {
            super(group, null, "depthwise4j-helper-" + number, 0, false);
            this.number = number;
            setDaemon(true);
            setPriority(NORM_PRIORITY);
            // The default is the class loader of the first caller, whose application could then never be unloaded.
            setContextClassLoader(Helper.class.getClassLoader());
        }

        /** Puts the job into the mailbox if it is empty. A parked helper is woken if the job is long enough. */
        boolean offer(Joinable job) {
            boolean asleep = parked;
            if (asleep && !job.isWorthWaking()) {
                wakeForAStream();
                return false;
            }
            if (following || mailbox.get() != null) {
                return false;
            }
            job.expect();
            if (!mailbox.compareAndSet(null, job)) {
                job.leave();
                return false;
            }
            if (asleep || parked) {
                LockSupport.unpark(this);
            }
            return true;
        }

        /** Wakes the helper for the calls that follow, if short calls come close together: they find it watching. */
        private void wakeForAStream() {
            long now = System.nanoTime();
            if (now - lastDeclined < STREAM_NANOS) {
                LockSupport.unpark(this);
            }
            lastDeclined = now;
        }

        void takeBack(Joinable job) {
            if (mailbox.get() == job && mailbox.compareAndSet(job, null)) {
                job.leave();
            }
        }

        @Override
        public void run() {
            Patience patience = new Patience();
            while (!stopped) {
                Joinable job = mailbox.get();
                if (job != null && mailbox.compareAndSet(job, null)) {
                    following = job instanceof Team;
                    job.help(number, patience);
                    following = false;
                    job.leave();
                    patience.begin();
                } else if (!patience.lasts()) {
                    park();
                    patience.begin();
                }
            }
        }

        private void park() {
            parked = true;
            // A job may have come before the flag was set: its caller did not wake this helper.
            if (mailbox.get() == null && !stopped) {
                LockSupport.park(this);
            }
            parked = false;
        }
    }

    /** Made when there is something to log: the first logger of a process takes Java some 20 ms. */
    private static System.Logger logger() {
        return System.getLogger(Workers.class.getName());
    }
}
