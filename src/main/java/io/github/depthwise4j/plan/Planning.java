package io.github.depthwise4j.plan;

/**
 * What a caller asks of a plan, beside the right numbers.
 *
 * @param effort how much is done to find a good plan
 * @param limit how many threads one call may use
 */
public record Planning(Effort effort, ThreadLimit limit) {
    /** Rules, and all cores unless other callers use them. */
    public static final Planning DEFAULT = new Planning(Effort.ESTIMATE, ThreadLimit.ADAPTIVE);
}
