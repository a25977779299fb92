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
 * The threads that help a call when they are idle: one less than Java sees processors, or than the settings say, shared
 * by all plans of the process.
 *
 * <p>A helper that has nothing to do watches its mailbox for a short while and then parks. A caller puts its {@link Job} into the
 * mailboxes of helpers that are watching, works on it too, and takes back what no helper has picked up. A parked helper is woken
 * only for a job that is worth the time it takes to wake, for which the caller does not wait. While as many callers as cores are
 * at work, nobody is offered anything: every call then keeps to its own thread.
 *
 * <p>No lock, no queue, and nothing is allocated. The threads are daemons; they start with the first job.
 * {@link #shutdown()} ends them.
 */
public final class Workers {
    private static final System.Logger LOGGER = System.getLogger(Workers.class.getName());

    /** Calls that are not worth waking a helper, but come closer to one another than this, are a stream. */
    private static final long STREAM_NANOS = 300_000;

    /**
     * How long a helper watches before it parks. A layer of a network follows the one before within microseconds; and who was woken for a
     * stream must not miss its next call, by which it would go on forever without a helper.
     */
    private static final long WATCH_NANOS = STREAM_NANOS + 50_000;

    /**
     * How long it watches without letting other threads have its core: in a stream the next call comes sooner. Having yielded, it would
     * often not be there when that comes.
     */
    private static final long SPIN_NANOS = 30_000;

    private static final int SPINS_BETWEEN_CLOCKS = 64;
    /** More frames than it takes to wait for a helper, or to take a job back from it. */
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
            // Calls need no helper; and an error here, where the class is being made, would make it unusable for good.
            LOGGER.log(
                    Level.WARNING,
                    "the system gives no memory for more than {0} of {1} helper threads ({2}): calls do with those",
                    started.size(),
                    count,
                    e.getMessage());
        }
        this.helpers = started.toArray(Helper[]::new);
    }

    /** The helpers of this process, started if there are none. */
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

    /** Ends the helpers of this process, once they are through with what they do; the next call starts others. */
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

    /** The most threads that can work on a number of slices of one call. */
    public int threadsFor(Parallelism parallelism, int slices) {
        return Math.min(Math.min(parallelism.maxThreads(), slices), threads());
    }

    /**
     * Runs all slices of a job, on the calling thread and on helpers that are idle, and returns when all are done.
     *
     * @param maxThreads the most threads to use, the caller included
     * @param adaptive whether to leave the helpers alone while as many callers as cores are at work
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

    /** Returns, and throws, only when no helper holds the job any more: the caller frees and reuses what the slices work with. */
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

    /** Waits until no helper holds the job; false if there was no stack left for it at this moment. */
    private boolean withdraw(Job job) {
        try {
            takeBack(job);
            job.awaitHelpers();
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Puts the job into as many mailboxes as there are helpers for it. */
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

    /** Throws, while nothing has happened yet, where the caller's stack might not do for taking the job back. */
    private static int requireStack(int frames) {
        return frames == 0 ? 0 : 1 + requireStack(frames - 1);
    }

    private void takeBack(Job job) {
        for (Helper helper : helpers) {
            helper.takeBack(job);
        }
    }

    /** Ends the helpers and waits until they have; calls that come all the same keep to their own threads. */
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
        /** Written by any caller; an old value does no harm. */
        private volatile long lastDeclined = System.nanoTime() - STREAM_NANOS;

        private volatile boolean stopped;

        Helper(ThreadGroup group, String name) {
            super(group, null, name, 0, false);
            setDaemon(true);
            setPriority(NORM_PRIORITY);
            // Else it would be the first caller's, whose application would be kept in memory after it was undeployed.
            setContextClassLoader(Helper.class.getClassLoader());
        }

        /** Puts the job into the mailbox if it is empty and, should the helper be parked, the job worth waking it. */
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

        /** One short call is not worth waking for, but where they follow one another the next ones will find the helper watching. */
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
                    // Where other processes use the cores, this may be the one the caller waits for.
                    Thread.yield();
                }
            }
        }

        private void park() {
            parked = true;
            // A job that came between the last look and the flag would otherwise wait for the next one.
            if (mailbox.get() == null && !stopped) {
                LockSupport.park(this);
            }
            parked = false;
        }
    }
}
