package io.github.depthwise4j.operation;

import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.reference.RuntimeVerification.OnMismatch;
import io.github.depthwise4j.settings.RuntimeSettings;

/** Which calls are checked where the caller does not say. */
public final class StandardVerification {
    private StandardVerification() {}

    /** What the operator has set. */
    public static RuntimeVerification of(RuntimeSettings settings) {
        RuntimeVerification calls =
                settings.verifyFirst() ? RuntimeVerification.firstCall() : RuntimeVerification.off();
        if (settings.verifyEvery() > 0) {
            calls = calls.andEveryNth(settings.verifyEvery());
        }
        return calls.onMismatch(settings.verifyThrows() ? OnMismatch.THROW : OnMismatch.LOG);
    }
}
