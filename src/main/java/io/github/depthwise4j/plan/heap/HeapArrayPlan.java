package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.PoolOwner;
import io.github.depthwise4j.plan.base.ReportedPlan;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.Job;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way to compute one problem from an array of the Java heap into another: part by part through native memory small enough to stay
 * in the cache, where copying the arrays as a whole would send everything through memory twice more. Owns its filters, packed for
 * each part. Parts are the same whatever the number of threads, and so are the bits.
 */
public final class HeapArrayPlan extends RefCounted implements ReportedPlan, PoolOwner {
    private final String subject;
    private final Shape inputShape;
    private final int outputLength;
    private final List<Part> parts;
    private final CloseStack owned;
    private final Parallelism parallelism;
    private final WorkspacePool<HeapArrayBuffers> stages;
    private final WorkspacePool<Call> calls = new WorkspacePool<>(Call::new);

    /**
     * What is computed at a time; where it lies in the arrays is counted in floats.
     *
     * @param plan for the calling thread alone
     * @param filter packed for the plan
     */
    record Part(Plan plan, PackedFilter filter, int srcOffset, int dstOffset) {
        int srcLength() {
            return (int) plan.inputShape().elementCount();
        }

        int dstLength() {
            return (int) plan.outputShape().elementCount();
        }
    }

    /** One call of the plan. */
    private final class Call extends Job {
        private float[] src;
        private float[] dst;

        @Override
        public int slices() {
            return parts.size();
        }

        @Override
        public boolean isWorthWaking() {
            return true;
        }

        @Override
        public void compute(int index) {
            Part part = parts.get(index);
            HeapArrayBuffers stage = stages.take();
            try {
                stage.load(src, part.srcOffset, part.srcLength());
                part.plan.compute(stage.src(), part.filter, null, stage.dst());
                stage.store(dst, part.dstOffset, part.dstLength());
            } finally {
                stages.giveBack(stage);
            }
        }
    }

    /** Takes over what {@code owned} holds: the plans and filters of the parts. */
    HeapArrayPlan(
            String subject,
            Shape inputShape,
            Shape outputShape,
            List<Part> parts,
            CloseStack owned,
            Parallelism parallelism) {
        this.subject = subject;
        this.inputShape = inputShape;
        this.outputLength = (int) outputShape.elementCount();
        this.parts = List.copyOf(parts);
        this.owned = owned;
        this.parallelism = parallelism;
        int srcLength = parts.stream().mapToInt(Part::srcLength).max().orElse(0);
        int dstLength = parts.stream().mapToInt(Part::dstLength).max().orElse(0);
        this.stages = new WorkspacePool<>(() -> HeapArrayBuffers.of(srcLength, dstLength));
    }

    public Shape inputShape() {
        return inputShape;
    }

    /** What computes the first part, which the others resemble; null where there is nothing to compute. */
    public Plan firstPart() {
        return parts.isEmpty() ? null : parts.get(0).plan;
    }

    @Override
    public String subject() {
        return subject;
    }

    @Override
    public String strategyName() {
        return "staged(parts=" + parts.size() + "," + parts.get(0).plan.strategyName() + ")";
    }

    @Override
    public String origin() {
        return parts.get(0).plan.origin();
    }

    @Override
    public List<ConvolutionDescription.Timing> measured() {
        return parts.get(0).plan.measured();
    }

    /** The number of parts. */
    public int parts() {
        return parts.size();
    }

    /**
     * Computes the problem. Allocates nothing once as many threads have been at work at a time before.
     *
     * @param input the elements of the input, in the order of its shape; it is not changed, by nobody, before this returns
     * @param output as many as the result has; every one is written
     * @throws IllegalArgumentException if an array has another length, or both are the same one
     */
    public void execute(float[] input, float[] output) {
        check("input", input.length, (int) inputShape.elementCount());
        check("output", output.length, outputLength);
        if (input == output && input.length > 0) {
            throw new IllegalArgumentException(
                    "input and output are the same array, but a convolution cannot work in place; pass another output ["
                            + subject + "]");
        }
        Events.Execution event = Events.execution();
        compute(input, output);
        if (event != null && event.isWanted()) {
            event.done(subject, strategyName(), Workers.shared().threadsFor(parallelism, parts.size()));
        }
    }

    private void compute(float[] input, float[] output) {
        Call call = calls.take();
        try {
            call.src = input;
            call.dst = output;
            call.reset();
            Workers.shared().run(call, parallelism.maxThreads(), parallelism.isAdaptive());
        } finally {
            // The pool must not keep the caller's arrays alive.
            call.src = null;
            call.dst = null;
            calls.giveBack(call);
        }
    }

    private void check(String role, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(role + " has " + length + " elements, but this problem needs " + expected
                    + "; pass an array of exactly that length [" + subject + "]");
        }
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(stages);
        visitor.accept(calls);
        parts.stream().map(Part::plan).distinct().forEach(plan -> plan.eachPool(visitor));
    }

    /** The native bytes that only closing frees, with its share of the packed filters. */
    @Override
    public long fixedBytes() {
        return PoolOwner.super.fixedBytes()
                + parts.stream()
                        .map(Part::filter)
                        .distinct()
                        .mapToLong(PackedFilter::byteShare)
                        .sum();
    }

    @Override
    protected void free() {
        stages.close();
        calls.close();
        owned.close();
    }
}
