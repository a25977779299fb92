package io.github.depthwise4j.reference;

import io.github.depthwise4j.errors.ComputationMismatchException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of an operation are checked while an application runs, how thoroughly, and what happens when one is found
 * wrong:
 *
 * <pre>{@code
 * DepthwiseConv2d.builder(filter).verification(RuntimeVerification.firstCall().andEveryNth(1000).samples(64))
 * }</pre>
 *
 * <p>Calls are counted per plan, that is per operation and input shape. When one is to be checked, some of its outputs
 * are computed again by the oracle, as soon as they are there and on the thread of the call: corners and borders of the
 * images, first and last channels, and places drawn at random, others in each check, the same ones in each run of the
 * program. An output that is further from the oracle's than the rigorous bound is wrong. A check takes as long as so
 * many outputs take in plain Java, however large the tensors are, and none of the memory outside the Java heap. (In the
 * background it would need a copy of all tensors.) A call that is not to be checked costs the counting; where
 * verification is off, not even that.
 *
 * <p>Immutable.
 */
public final class RuntimeVerification {
    /** The number of outputs looked at where {@link #samples} was not called. */
    public static final int DEFAULT_SAMPLES = 64;

    private static final RuntimeVerification OFF =
            new RuntimeVerification(false, 0, DEFAULT_SAMPLES, OnMismatch.LOG, null);

    private final boolean first;
    /** 0 for none. */
    private final int every;

    private final int samples;
    private final OnMismatch onMismatch;
    /** Called in place of what {@link #onMismatch} says; may be null. */
    private final @Nullable Consumer<? super ComputationMismatchException> callback;

    /** What happens when an output is wrong, after it was counted in {@code Depthwise4j.stats().mismatches()}. */
    public enum OnMismatch {
        /** An error is logged. The call ends as if nothing had been found. */
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
     * {@return every so many calls of each plan one is checked}
     *
     * @param calls 1 for each call, 2 for each second one, and so on
     * @throws IllegalArgumentException if it is below 1
     */
    public static RuntimeVerification everyNth(int calls) {
        return OFF.andEveryNth(calls);
    }

    /**
     * {@return the same, and every so many calls of each plan one is checked}
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
     * {@return the same, with so many outputs looked at in each check}
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
     * {@return the same, with the application's own answer to a wrong output; nothing is logged then}
     *
     * @param answer is called on the thread of the call with the exception that was not thrown; what it throws is
     *     thrown by the call. Not null, and safe for all threads that run the operation. It may refer to the operation, which
     *     is freed all the same when nobody else does
     */
    public RuntimeVerification onMismatch(Consumer<? super ComputationMismatchException> answer) {
        return new RuntimeVerification(first, every, samples, OnMismatch.LOG, Objects.requireNonNull(answer, "answer"));
    }

    /** {@return whether no call is checked} */
    public boolean isOff() {
        return !first && every == 0;
    }

    /**
     * {@return whether a call is to be checked}
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

    /** {@return the answer of the application to a wrong output, or null} */
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
