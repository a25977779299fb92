package io.github.depthwise4j.operation;

import io.github.depthwise4j.errors.ComputationMismatchException;
import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.memory.FloatParts;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.memory.TensorMemory;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Elements;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.reference.RuntimeVerification.OnMismatch;
import io.github.depthwise4j.reference.SpotCheck;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Checks some calls of one plan while the application runs, as a {@link RuntimeVerification} says. Thread-safe. */
public final class SampledVerifier {
    private static final LongAdder VERIFIED_CALLS = new LongAdder();
    private static final LongAdder MISMATCHES = new LongAdder();

    private final RuntimeVerification verification;
    private final Problem problem;
    private final Plan plan;
    private final AtomicLong calls = new AtomicLong();

    private SampledVerifier(RuntimeVerification verification, Problem problem, Plan plan) {
        this.verification = verification;
        this.problem = problem;
        this.plan = plan;
    }

    /** The calls that the settings want to be checked. */
    public static RuntimeVerification standard() {
        RuntimeSettings settings = RuntimeSettings.current();
        RuntimeVerification calls =
                settings.verifyFirst() ? RuntimeVerification.firstCall() : RuntimeVerification.off();
        if (settings.verifyEvery() > 0) {
            calls = calls.andEveryNth(settings.verifyEvery());
        }
        return calls.onMismatch(settings.verifyThrows() ? OnMismatch.THROW : OnMismatch.LOG);
    }

    /**
     * The verifier of the calls that compute a problem, or null if no call is checked.
     *
     * @param plan what computes the problem, or a part of it; messages name it. It stays open while calls are checked
     */
    static SampledVerifier of(RuntimeVerification verification, Problem problem, Plan plan) {
        return verification.isOff() ? null : new SampledVerifier(verification, problem, plan);
    }

    public static long verifiedCalls() {
        return VERIFIED_CALLS.sum();
    }

    public static long mismatches() {
        return MISMATCHES.sum();
    }

    /**
     * Counts a call that has computed its output, and checks it if it is this call's turn.
     *
     * @param parameters the filter and the bias, which may be null; for a separable convolution those of both parts
     */
    void afterCall(Tensor input, Tensor residual, Tensor output, Tensor... parameters) {
        long call = calls.incrementAndGet();
        if (verification.isDue(call)) {
            try (OpenTensors open = new OpenTensors()) {
                check(call, open.read(input), open.read(residual), open.read(output), open, parameters);
            }
        }
    }

    /** Counts and checks a call over arrays of the Java heap. */
    void afterCall(float[] input, float[] output, Tensor... parameters) {
        long call = calls.incrementAndGet();
        if (verification.isDue(call)) {
            try (OpenTensors open = new OpenTensors()) {
                check(call, Elements.of(input), null, Elements.of(output), open, parameters);
            }
        }
    }

    private void check(
            long call, Elements src, Elements residual, Elements dst, OpenTensors open, Tensor... parameters) {
        Elements[] read = new Elements[parameters.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = open.read(parameters[i]);
        }
        // A caller that closes an operation or a tensor during a call does not use the result.
        if (open.hasClosed) {
            return;
        }
        VERIFIED_CALLS.increment();
        spotCheck(src, residual, read).check(dst, verification.samples(), call).ifPresent(this::answer);
    }

    private SpotCheck spotCheck(Elements src, Elements residual, Elements... read) {
        return problem instanceof SeparableProblem separable
                ? SpotCheck.of(separable, src, read[0], read[1], read[2], read[3], residual)
                : SpotCheck.of((ConvolutionProblem) problem, src, read[0], read[1], residual);
    }

    private void answer(SpotCheck.Finding finding) {
        MISMATCHES.increment();
        ComputationMismatchException mismatch = exception(finding);
        Events.computationMismatch(
                mismatch.problem(),
                mismatch.strategy(),
                mismatch.implementation(),
                mismatch.coordinate().toString(),
                mismatch.actual(),
                mismatch.expected(),
                mismatch.bound());
        if (verification.callback() != null) {
            verification.callback().accept(mismatch);
            return;
        }
        switch (verification.onMismatch()) {
            case LOG -> logger().log(Level.ERROR, mismatch.getMessage());
            case THROW -> throw mismatch;
        }
    }

    private ComputationMismatchException exception(SpotCheck.Finding finding) {
        PlanDescription description = plan.description();
        String message = "output" + finding.coordinate() + " is " + finding.actual() + ", but the oracle has "
                + finding.expected() + " (error " + finding.error() + ", bound " + finding.bound() + "), and "
                + finding.wrong() + " of " + finding.sampled() + " outputs looked at are wrong, computed by strategy "
                + description.strategy() + " with " + description.implementation() + " [" + description.engine()
                + "]; do not use the output, name the implementation in the setting excludeImplementations, "
                + "and report: "
                + problem;
        return new ComputationMismatchException(
                message,
                problem.toString(),
                description.strategy(),
                description.implementation(),
                finding.coordinate(),
                finding.actual(),
                finding.expected(),
                finding.error(),
                finding.bound());
    }

    /** Keeps tensors open while they are read. */
    private static final class OpenTensors implements AutoCloseable {
        private final List<NativeMemory> acquired = new ArrayList<>();
        private boolean hasClosed;

        /** Null if the tensor is null or closed. */
        Elements read(Tensor tensor) {
            if (tensor == null) {
                return null;
            }
            NativeMemory memory = TensorMemory.memoryOf(tensor);
            if (!memory.acquire()) {
                hasClosed = true;
                return null;
            }
            acquired.add(memory);
            return FloatParts.of(memory)::get;
        }

        @Override
        public void close() {
            acquired.forEach(RefCounted::release);
        }
    }

    /** Made when there is something to log: the first logger of a process takes Java some 20 ms. */
    private static System.Logger logger() {
        return System.getLogger(RuntimeVerification.class.getName());
    }
}
