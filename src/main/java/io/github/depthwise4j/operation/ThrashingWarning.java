package io.github.depthwise4j.operation;

import io.github.depthwise4j.settings.Setting;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Detects that an operation makes the same plans again and again because it keeps too few, and warns once. Used with
 * the lock of a {@link CacheBound}, except for the logging.
 */
final class ThrashingWarning {
    /** The number of plans made again ... */
    static final int MADE_AGAIN = 16;
    /** ... within this number of calls that is too much: making a plan takes as long as many calls. */
    static final int WITHIN_CALLS = 256;

    private static final int MOST_NAMED = 8;

    private final String owner;
    private final Setting plansSetting;
    private final int mostPlans;
    private final long mostBytes;
    /** The numbers of the last calls that made a plan again. */
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

    /** Notes that a call makes an evicted plan again; {@code call} is its number. */
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

    /** Notes how many plans there were when plans had to be evicted. */
    void keeps(int plansThere, long bytesThere) {
        plans = plansThere;
        bytes = bytesThere;
    }

    /** The warning, when it is due for the first time; otherwise null. */
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
        logger().log(Level.WARNING, warning);
    }

    /** Made when there is something to log: the first logger of a process takes Java some 20 ms. */
    private static System.Logger logger() {
        return System.getLogger(PlanCache.class.getName());
    }
}
