package io.github.depthwise4j.operation.shared;

import io.github.depthwise4j.plan.parallel.OwnThread;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The thread that closes shared things which have been idle for long enough. It ends when nothing is idle. */
public final class IdleSweeper extends Thread {
    private static final List<SharedPool<?, ?, ?>> POOLS = new CopyOnWriteArrayList<>();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Condition CHANGED = LOCK.newCondition();
    /** A pause that is too short only costs a look; none at all would be a busy loop. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Null if nothing is idle. */
    private static IdleSweeper running;

    private boolean stopped;

    private IdleSweeper() {
        super(OwnThread.group(), null, "depthwise4j-idle", 0, false);
        setDaemon(true);
        setPriority(NORM_PRIORITY);
        setContextClassLoader(IdleSweeper.class.getClassLoader());
    }

    static void add(SharedPool<?, ?, ?> pool) {
        POOLS.add(pool);
    }

    /** Makes sure that the thread looks at what has become idle; false if no thread can be started. */
    static boolean wake() {
        LOCK.lock();
        try {
            if (running == null) {
                IdleSweeper sweeper = OwnThread.make(IdleSweeper::new);
                sweeper.start();
                running = sweeper;
            }
            CHANGED.signalAll();
            return true;
        } catch (OutOfMemoryError e) {
            // The system has no memory for a thread: what is idle is closed at once.
            return false;
        } finally {
            LOCK.unlock();
        }
    }

    /** Closes everything that is shared, also what has users, and ends the thread. */
    public static void shutdown() {
        POOLS.forEach(SharedPool::closeAll);
        IdleSweeper ended;
        LOCK.lock();
        try {
            ended = running;
            running = null;
            if (ended != null) {
                ended.stopped = true;
                CHANGED.signalAll();
            }
        } finally {
            LOCK.unlock();
        }
        if (ended != null && ended != Thread.currentThread()) {
            ended.awaitEnd();
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        LOCK.lock();
        try {
            while (!stopped) {
                long next = sweep();
                if (next < 0) {
                    running = null;
                    return;
                }
                awaitChange(Math.max(next, SHORTEST_NANOS));
            }
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Holds the lock meanwhile: who makes something idle then waits until this is done, and finds the thread either
     * waiting or gone.
     */
    private static long sweep() {
        long next = -1;
        for (SharedPool<?, ?, ?> pool : POOLS) {
            long left = pool.sweep();
            if (left >= 0) {
                next = next < 0 ? left : Math.min(next, left);
            }
        }
        return next;
    }

    private static void awaitChange(long nanos) {
        try {
            CHANGED.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread with a meaning; it looks again.
        }
    }
}
