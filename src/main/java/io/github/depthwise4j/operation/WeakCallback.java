package io.github.depthwise4j.operation;

import io.github.depthwise4j.errors.ComputationMismatchException;
import io.github.depthwise4j.reference.RuntimeVerification;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/** A caller's callback that is not kept alive. */
final class WeakCallback implements Consumer<ComputationMismatchException> {
    private final WeakReference<Consumer<? super ComputationMismatchException>> callback;

    private WeakCallback(Consumer<? super ComputationMismatchException> callback) {
        this.callback = new WeakReference<>(callback);
    }

    /** The same verification with a weak reference to its callback; somebody else keeps the callback alive. */
    static RuntimeVerification in(RuntimeVerification verification) {
        Consumer<? super ComputationMismatchException> callback = verification.callback();
        return callback == null ? verification : verification.onMismatch(new WeakCallback(callback));
    }

    @Override
    public void accept(ComputationMismatchException mismatch) {
        Consumer<? super ComputationMismatchException> there = callback.get();
        if (there != null) {
            there.accept(mismatch);
        }
    }
}
