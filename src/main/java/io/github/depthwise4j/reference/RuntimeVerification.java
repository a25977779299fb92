package io.github.depthwise4j.reference;

import io.github.depthwise4j.errors.ComputationMismatchException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of an operation are checked while an application runs, how many outputs of each, and what happens if one
 * is wrong:
 *
 * <pre>{@code
 * DepthwiseConv2d.builder(filter).verification(RuntimeVerification.firstCall().andEveryNth(1000).samples(64))
 * }</pre>
 *
 * <p>Calls are counted for each plan, that is for each operation and input shape. A check runs on the thread of the
 * call, after the call has computed its result. The oracle computes some outputs again: at corners and borders of the
 * images, in the first and last channels, and at random places. Each check draws other places; each run of the program
 * draws the same. An output is wrong if its distance from the oracle's is above the rigorous bound. The time of a check
 * depends on the number of outputs, not on the size of the tensors, and it needs no memory outside the Java heap. A
 * call that is not checked only counts; if verification is off, it does not count either.
 *
 * <p>Immutable.
 */
public final class RuntimeVerification {
    /** The number of outputs in each check if {@link #samples} is not called. */
    public static final int DEFAULT_SAMPLES = 64;

    private static final RuntimeVerification OFF =
            new RuntimeVerification(false, 0, DEFAULT_SAMPLES, OnMismatch.LOG, null);

    private final boolean first;
    /** 0 for none. */
    private final int every;

    private final int samples;
    private final OnMismatch onMismatch;
    /** Replaces {@link #onMismatch}; null if there is none. */
    private final @Nullable Consumer<? super ComputationMismatchException> callback;

    /** What happens if an output is wrong, after it was counted in {@code Depthwise4j.stats().mismatches()}. */
    public enum OnMismatch {
        /** An error is logged. The call ends normally. */
        LOG,
        /** The call throws {@link ComputationMismatchException}. */
        THROW
    }

    private RuntimeVerification(
            boolean first,
            int every,
            int samples,
            OnMismatch onMismatch,
            @Nullable Consumer<? super ComputationMismatchException> callback) {
        this.first = first;
        this.every = every;
        this.samples = samples;
        this.onMismatch = onMismatch;
        this.callback = callback;
    }

    /** {@return no call is checked} */
    public static RuntimeVerification off() {
        return OFF;
    }

    /** {@return the first call of each plan is checked} */
    public static RuntimeVerification firstCall() {
        return new RuntimeVerification(true, 0, DEFAULT_SAMPLES, OnMismatch.LOG, null);
    }

    /**
     * {@return a verification of each n-th call of each plan}
     *
     * @param calls 1 for each call, 2 for each second one, and so on
     * @throws IllegalArgumentException if it is below 1
     */
    public static RuntimeVerification everyNth(int calls) {
        return OFF.andEveryNth(calls);
    }

    /**
     * {@return this verification, and of each n-th call of each plan}
     *
     * @param calls 1 for each call, 2 for each second one, and so on
     * @throws IllegalArgumentException if it is below 1
     */
    public RuntimeVerification andEveryNth(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException(
                    "verification: everyNth = " + calls + ", but must be 1 or more; pass 1 to check each call");
        }
        return new RuntimeVerification(first, calls, samples, onMismatch, callback);
    }

    /**
     * {@return this verification, with this number of outputs in each check}
     *
     * @param outputs 1 or more; from 64 on, all corners of the first and last images and channels are among them. Where
     *     a call has no more outputs, it is checked completely
     * @throws IllegalArgumentException if it is below 1
     */
    public RuntimeVerification samples(int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException("verification: samples = " + outputs
                    + ", but a check looks at 1 output or more; pass " + DEFAULT_SAMPLES + " or leave it out");
        }
        return new RuntimeVerification(first, every, outputs, onMismatch, callback);
    }

    /**
     * {@return the same, with another answer to a wrong output than an entry in the log}
     *
     * @param answer what happens, not null
     */
    public RuntimeVerification onMismatch(OnMismatch answer) {
        return new RuntimeVerification(first, every, samples, Objects.requireNonNull(answer, "answer"), null);
    }

    /**
     * {@return this verification, which calls the application if an output is wrong, and logs nothing}
     *
     * @param answer is called on the thread of the call, with an exception that is not thrown; what the answer throws,
     *     the call throws. It must be thread-safe. It may refer to the operation: the operation is freed when nothing
     *     else refers to it
     */
    public RuntimeVerification onMismatch(Consumer<? super ComputationMismatchException> answer) {
        return new RuntimeVerification(first, every, samples, OnMismatch.LOG, Objects.requireNonNull(answer, "answer"));
    }

    /** {@return whether no call is checked} */
    public boolean isOff() {
        return !first && every == 0;
    }

    /**
     * {@return whether the call with this number is checked}
     *
     * @param call its number, 1 for the first
     */
    public boolean isDue(long call) {
        return first && call == 1 || every > 0 && call % every == 0;
    }

    /** {@return the number of outputs looked at in each check} */
    public int samples() {
        return samples;
    }

    /** {@return what happens when an output is wrong and there is no callback} */
    public OnMismatch onMismatch() {
        return onMismatch;
    }

    /** {@return what the application does if an output is wrong, or null} */
    public @Nullable Consumer<? super ComputationMismatchException> callback() {
        return callback;
    }

    /** {@return off, or which calls are checked and how} */
    @Override
    public String toString() {
        if (isOff()) {
            return "off";
        }
        String calls = !first ? "every " + every : every == 0 ? "first" : "first and every " + every;
        return calls + ", " + samples + " samples, " + (callback == null ? onMismatch : "callback");
    }
}
