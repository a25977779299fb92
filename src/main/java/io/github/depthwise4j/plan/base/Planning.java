package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.settings.RuntimeSettings;

/**
 * What a caller asks of a plan, beside the right numbers.
 *
 * @param effort how much is done to find a good plan
 * @param limit how many threads one call may use
 */
public record Planning(Effort effort, ThreadLimit limit) {
    /**
     * The effort of the settings, and all cores unless other callers use them: what holds where the caller does not
     * say.
     */
    public static Planning standard() {
        return new Planning(standardEffort(), ThreadLimit.ADAPTIVE);
    }

    /** The effort of the settings. */
    public static Effort standardEffort() {
        return RuntimeSettings.current().measuresByDefault() ? Effort.MEASURE : Effort.ESTIMATE;
    }
}
