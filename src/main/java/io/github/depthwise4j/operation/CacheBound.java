package io.github.depthwise4j.operation;

import io.github.depthwise4j.plan.base.Kept;
import io.github.depthwise4j.settings.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The limits of the caches of one operation: a number of plans, and their bytes. Beyond them, the least recently used
 * plans first free their idle memory, and then are closed. The plan that was made last always stays. The caches share
 * the lock of this object. It is held for a short time only, never while a plan is made or closed.
 */
public final class CacheBound {
    /** No limit of the bytes. */
    public static final long ANY = Long.MAX_VALUE;

    private final int mostPlans;
    private final long mostBytes;
    private final CacheCounters counters;
    private final ThrashingWarning warning;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<PlanCache<?, ?>> caches = new ArrayList<>();
    private long uses;

    /**
     * @param owner the owner of the plans, for the log
     * @param plansSetting the setting that limits the number of plans
     */
    public CacheBound(String owner, Setting plansSetting, int mostPlans, long mostBytes, CacheCounters counters) {
        this.mostPlans = mostPlans;
        this.mostBytes = mostBytes;
        this.counters = counters;
        this.warning = new ThrashingWarning(owner, plansSetting, mostPlans, mostBytes);
    }

    void add(PlanCache<?, ?> cache) {
        caches.add(cache);
    }

    ReentrantLock lock() {
        return lock;
    }

    CacheCounters counters() {
        return counters;
    }

    /** A number that grows with each use; called with the lock. */
    long nextUse() {
        return ++uses;
    }

    /** Notes that a plan is made again after it was evicted; called with the lock. */
    void madeAgain(Object key) {
        warning.madeAgain(key, counters.hits() + counters.misses());
    }

    /** Evicts the plans beyond the limits, and logs if this happens too often; called without the lock. */
    void enforce() {
        List<Kept> idle = new ArrayList<>();
        List<PlanCache.Entry<?>> evicted = new ArrayList<>();
        String due;
        try {
            lock.lock();
            try {
                choose(idle, evicted);
                due = warning.takeDue();
            } finally {
                lock.unlock();
            }
        } finally {
            // The evicted plans are in no cache any more: they must be closed whatever is thrown.
            counters.evicted(evicted.size());
            for (PlanCache.Entry<?> entry : evicted) {
                entry.close();
            }
        }
        for (Kept kept : idle) {
            kept.trim();
        }
        if (due != null) {
            ThrashingWarning.log(due);
        }
    }

    private void choose(List<Kept> idle, List<PlanCache.Entry<?>> evicted) {
        List<PlanCache.Entry<?>> entries = new ArrayList<>();
        for (PlanCache<?, ?> cache : caches) {
            cache.addMade(entries);
        }
        int plans = entries.size();
        long bytes = 0;
        for (PlanCache.Entry<?> entry : entries) {
            bytes += entry.kept().fixedBytes() + entry.kept().idleBytes();
        }
        if (plans <= mostPlans && bytes <= mostBytes || plans == 0) {
            return;
        }
        warning.keeps(plans, bytes);
        entries.sort(Comparator.comparingLong(PlanCache.Entry::lastUse));
        List<PlanCache.Entry<?>> older = entries.subList(0, plans - 1);
        if (bytes > mostBytes) {
            for (PlanCache.Entry<?> entry : older) {
                bytes -= entry.kept().idleBytes();
                idle.add(entry.kept());
                if (bytes <= mostBytes) {
                    break;
                }
            }
        }
        for (PlanCache.Entry<?> entry : older) {
            if (plans <= mostPlans && bytes <= mostBytes) {
                break;
            }
            bytes -= entry.kept().fixedBytes();
            plans--;
            evicted.add(entry);
            entry.giveUp();
        }
    }
}
