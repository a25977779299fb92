package io.github.depthwise4j;

/**
 * How well an operation gets along with the plans it keeps, at one moment; see {@link DepthwiseConv2d#stats()}. A plan belongs to one
 * input shape, and where arrays of the Java heap of that shape are computed, there is another one for them. An operation that makes
 * about as many plans as it is called, and gives up as many, keeps too few of them: the settings {@code plansPerOperation} and
 * {@code planBytesPerOperation} say how many it may keep.
 *
 * <p>Immutable.
 */
public final class OperationStats {
    private final long hits;
    private final long misses;
    private final long evictions;
    private final long plans;

    /**
     * For the library.
     *
     * @param hits calls that found their plan
     * @param misses plans made
     * @param evictions plans closed to make room
     * @param plans plans kept
     */
    public OperationStats(long hits, long misses, long evictions, long plans) {
        this.hits = hits;
        this.misses = misses;
        this.evictions = evictions;
        this.plans = plans;
    }

    /** {@return how many calls found their plan, since the operation was built} */
    public long hits() {
        return hits;
    }

    /** {@return how many calls had to make their plan, since the operation was built} */
    public long misses() {
        return misses;
    }

    /** {@return how many plans were given up to make room for others, since the operation was built} */
    public long evictions() {
        return evictions;
    }

    /** {@return how many plans the operation keeps now, those included that are being made; 0 when it is closed} */
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
