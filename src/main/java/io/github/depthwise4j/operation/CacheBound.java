package io.github.depthwise4j.operation;

import io.github.depthwise4j.plan.base.Kept;
import io.github.depthwise4j.settings.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much the caches of one operation keep together: so many plans, of so many bytes. Beyond that, the least recently used ones
 * give up first their idle memory, and then themselves. The one made last always stays. The caches share the lock of this object,
 * which is held for moments only, never while a plan is made or closed.
 */
public final class CacheBound {
    /** No bound of the bytes. */
    public static final long ANY = Long.MAX_VALUE;

    private final int mostPlans;
    private final long mostBytes;
    private final CacheCounters counters;
    private final ThrashingWarning warning;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<PlanCache<?, ?>> caches = new ArrayList<>();
    private long uses;

    /**
     * @param owner whose plans they are, for the log
     * @param plansSetting the setting that says how many plans are kept
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

    /** Takes note of a plan that is made again after it was given up; called with the lock. */
    void madeAgain(Object key) {
        warning.madeAgain(key, counters.hits() + counters.misses());
    }

    /** Gives up what is beyond the bound, and logs that if it happens too often; called without the lock. */
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
            // Whatever happens meanwhile: what is in no cache any more must not stay open.
            counters.evicted(evicted.size());
            for (PlanCache.Entry<?> entry : evicted) {
                entry.close();
            }
        }
        idle.forEach(Kept::trim);
        if (due != null) {
            ThrashingWarning.log(due);
        }
    }

    private void choose(List<Kept> idle, List<PlanCache.Entry<?>> evicted) {
        List<PlanCache.Entry<?>> entries = new ArrayList<>();
        caches.forEach(cache -> cache.addMade(entries));
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
