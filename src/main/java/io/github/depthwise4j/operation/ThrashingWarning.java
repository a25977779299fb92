package io.github.depthwise4j.operation;

import io.github.depthwise4j.settings.Setting;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds out that an operation makes plans again and again because it keeps fewer than its calls want, and says so once. Used with
 * the lock of a {@link CacheBound}, except for the logging.
 */
final class ThrashingWarning {
    /** So many plans made again ... */
    static final int MADE_AGAIN = 16;
    /** ... within so many calls are too many: a plan takes as long as many calls. */
    static final int WITHIN_CALLS = 256;

    private static final System.Logger LOGGER = System.getLogger(PlanCache.class.getName());
    private static final int MOST_NAMED = 8;

    private final String owner;
    private final Setting plansSetting;
    private final int mostPlans;
    private final long mostBytes;
    /** The numbers of the calls that made a plan again, the last ones only. */
    private final long[] calls = new long[MADE_AGAIN];

    private final Set<Object> keys = new LinkedHashSet<>();
    private int next;
    private boolean found;
    private boolean said;
    private int plans;
    private long bytes;

    ThrashingWarning(String owner, Setting plansSetting, int mostPlans, long mostBytes) {
        this.owner = owner;
        this.plansSetting = plansSetting;
        this.mostPlans = mostPlans;
        this.mostBytes = mostBytes;
    }

    /** Takes note of a call, the so many-th, that makes a plan again which had been given up. */
    void madeAgain(Object key, long call) {
        if (found) {
            return;
        }
        if (keys.size() < MOST_NAMED) {
            keys.add(key);
        }
        long earlier = calls[next];
        calls[next] = call;
        next = (next + 1) % MADE_AGAIN;
        found = earlier > 0 && call - earlier <= WITHIN_CALLS;
    }

    /** Takes note of what was there when something had to be given up. */
    void keeps(int plansThere, long bytesThere) {
        plans = plansThere;
        bytes = bytesThere;
    }

    /** The warning, the first time it is due; else null. */
    String takeDue() {
        if (!found || said) {
            return null;
        }
        said = true;
        boolean tooMany = plans > mostPlans;
        Setting bound = tooMany ? plansSetting : Setting.PLAN_BYTES_PER_OPERATION;
        return owner + " makes plans again that it gave up before: " + MADE_AGAIN + " times within " + WITHIN_CALLS
                + " calls, among others for " + keys + ". It keeps at most "
                + (tooMany ? mostPlans + " plans" : mostBytes + " bytes of plans") + " (" + bound.key() + "), but had "
                + plans + " plans of " + bytes + " bytes. Raise " + bound.key() + " (system property "
                + bound.property()
                + "), or let inputs have fewer shapes, for example by padding them. This is said once";
    }

    static void log(String warning) {
        LOGGER.log(Level.WARNING, warning);
    }
}
