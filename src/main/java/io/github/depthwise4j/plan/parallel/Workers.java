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
    private static final long STREAM_NANOS = 300_000;

    /**
     * How long a helper watches before it parks. The layers of a network follow each other within microseconds. A
     * helper that was woken for a stream must still be watching at its next call; otherwise the stream would never get
     * a helper.
     */
    private static final long WATCH_NANOS = STREAM_NANOS + 50_000;

    /**
     * How long a helper watches before it yields its core to other threads. In a stream the next call comes sooner,
     * and a helper that has yielded would often miss it.
     */
    private static final long SPIN_NANOS = 30_000;

    private static final int SPINS_BETWEEN_CLOCKS = 64;
    /** More stack frames than a caller needs to wait for a helper, or to take a job back from it. */
    private static final int STACK_FRAMES = 32;

    private static final Lock STARTING = new ReentrantLock();
    private static volatile Workers shared;

    private final Helper[] helpers;
    private final AtomicInteger callers = new AtomicInteger();

    public Workers(int count) {
        List<Helper> started = new ArrayList<>();
        try {
            for (int i = 1; i <= count; i++) {
                String name = "depthwise4j-helper-" + i;
                Helper helper = OwnThread.make(() -> new Helper(OwnThread.group(), name));
                helper.start();
                started.add(helper);
            }
        } catch (OutOfMemoryError e) {
            // Calls work without helpers. An error here would make every plan of the process fail.
            logger().log(
                            Level.WARNING,
                            "the system has no memory for more than {0} of {1} helper threads ({2}); calls use only those",
                            started.size(),
                            count,
                            e.getMessage());
        }
        this.helpers = started.toArray(Helper[]::new);
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
                job.workAlone();
            } else {
                runWithHelpers(job, offers);
            }
        } finally {
            callers.decrementAndGet();
        }
        job.rethrow();
    }

    /**
     * Returns or throws only after all helpers have left the job: the caller then frees or reuses the memory of the
     * slices.
     */
    private void runWithHelpers(Job job, int offers) {
        boolean withdrawn = false;
        try {
            if (offer(job, offers) == 0) {
                withdrawn = true;
                job.workAlone();
            } else {
                job.work();
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
    private int offer(Job job, int offers) {
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
    private static int requireStack(int frames) {
        return frames == 0 ? 0 : 1 + requireStack(frames - 1);
    }

    private void takeBack(Job job) {
        for (Helper helper : helpers) {
            helper.takeBack(job);
        }
    }

    /** Ends the helpers and waits for that. Later calls work on their own threads. */
    public void close() {
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
        private final AtomicReference<Job> mailbox = new AtomicReference<>();
        private volatile boolean parked;
        /**
         * The time when a caller last found this helper parked and did not wake it. Several callers may write it at the
         * same time; then it does not matter which value stays.
         */
        private volatile long lastDeclined = System.nanoTime() - STREAM_NANOS;

        private volatile boolean stopped;

        Helper(ThreadGroup group, String name) {
            super(group, null, name, 0, false);
            setDaemon(true);
            setPriority(NORM_PRIORITY);
            // The default is the class loader of the first caller, whose application could then never be unloaded.
            setContextClassLoader(Helper.class.getClassLoader());
        }

        /** Puts the job into the mailbox if it is empty. A parked helper is woken if the job is long enough. */
        boolean offer(Job job) {
            boolean asleep = parked;
            if (asleep && !job.isWorthWaking()) {
                wakeForAStream();
                return false;
            }
            if (mailbox.get() != null) {
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

        void takeBack(Job job) {
            if (mailbox.get() == job && mailbox.compareAndSet(job, null)) {
                job.leave();
            }
        }

        @Override
        public void run() {
            long idleSince = System.nanoTime();
            int spins = 0;
            while (!stopped) {
                Job job = mailbox.get();
                if (job != null && mailbox.compareAndSet(job, null)) {
                    job.work();
                    job.leave();
                    idleSince = System.nanoTime();
                } else if (++spins % SPINS_BETWEEN_CLOCKS != 0) {
                    Thread.onSpinWait();
                } else if (System.nanoTime() - idleSince > WATCH_NANOS) {
                    park();
                    idleSince = System.nanoTime();
                } else if (System.nanoTime() - idleSince > SPIN_NANOS) {
                    // If other processes use the cores, the caller may be waiting for this core.
                    Thread.yield();
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
