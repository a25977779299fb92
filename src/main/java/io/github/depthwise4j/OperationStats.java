package io.github.depthwise4j;

import io.github.depthwise4j.operation.BuiltOperation;

/**
 * How well an operation uses the plans it keeps, at one moment; see {@link ConvolutionOperation#stats()}. A plan
 * belongs to one input shape; arrays of the Java heap of that shape have another plan. If an operation makes and evicts
 * about as many plans as it has calls, it keeps too few of them: raise the settings {@code plansPerOperation} and
 * {@code planBytesPerOperation}.
 *
 * <p>Immutable. The numbers are read one after the other, not at one instant.
 */
public final class OperationStats {
    private final long hits;
    private final long misses;
    private final long evictions;
    private final long plans;

    OperationStats(BuiltOperation<?> operation) {
        this.hits = operation.counters().hits();
        this.misses = operation.counters().misses();
        this.evictions = operation.counters().evictions();
        this.plans = operation.planCount();
    }

    /**
     * {@return how often a call of {@code run}, {@code plan} or {@code warmUp} found its plan, since the operation was
     * built}
     */
    public long hits() {
        return hits;
    }

    /**
     * {@return how often a call of {@code run}, {@code plan} or {@code warmUp} made its plan, since the operation was
     * built} Calls whose plan could not be made are not counted. So in an open operation this number is the sum of
     * {@link #evictions()} and {@link #plans()}, unless a plan is being made.
     */
    public long misses() {
        return misses;
    }

    /** {@return how many plans were closed to make room for others, since the operation was built} */
    public long evictions() {
        return evictions;
    }

    /** {@return how many plans the operation keeps now, including plans that are being made; 0 when it is closed} */
    public long plans() {
        return plans;
    }

    /** {@return the numbers with their names} */
    @Override
    public String toString() {
        return "OperationStats[hits=" + hits + ", misses=" + misses + ", evictions=" + evictions + ", plans=" + plans
                + "]";
    }
}
