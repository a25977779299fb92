package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.MemoryCounts;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A plan that computes one problem from one array of the Java heap into another. If each step is short, the plan of the
 * whole problem reads and writes the arrays where they lie. Otherwise the problem is divided into chunks, whose steps
 * are shorter. A chunk whose steps are still long is copied through native memory that stays in the cache: copies of
 * the whole arrays would read and write the main memory twice more. While collections of garbage follow one another,
 * everything is copied, and computed by the same plans, so that the bits are the same. The plan owns its filters, which
 * are packed for each chunk. The chunks are the same for any number of threads, and so are the bits.
 */
public final class HeapArrayPlan extends RefCounted implements ReportedPlan, PoolOwner {
    /**
     * Larger arrays are not copied as a whole. They lie in heaps so large that no thread was seen to run out of memory,
     * and each caller would keep copies of them.
     */
    private static final long MOST_COPIED_BYTES = 32 << 20;

    private final String subject;
    private final Shape inputShape;
    private final int outputLength;
    private final List<PlannedChunk> chunks;
    private final CloseStack owned;
    private final Parallelism parallelism;
    private final BooleanSupplier mustCopy;
    private final WorkspacePool<HeapArrayBuffers> buffers;
    private final WorkspacePool<HeapArrayJob> jobs = new WorkspacePool<>(HeapArrayJob::new);

    /**
     * One chunk; offsets are in floats from the beginning of the arrays.
     *
     * @param plan a plan for the calling thread alone
     * @param filter the filter, packed for the plan
     * @param inPlace whether the plan reads and writes the arrays where they lie
     */
    record PlannedChunk(Plan plan, PackedFilter filter, int srcOffset, int dstOffset, boolean inPlace) {
        int srcLength() {
            return (int) plan.inputShape().elementCount();
        }

        int dstLength() {
            return (int) plan.outputShape().elementCount();
        }
    }

    /** One call of the plan; its slices are the chunks. */
    private final class HeapArrayJob extends Job {
        private float[] src;
        private float[] dst;

        @Override
        public int slices() {
            return chunks.size();
        }

        @Override
        public boolean isWorthWaking() {
            return true;
        }

        @Override
        public void compute(int index) {
            HeapArrayPlan.this.compute(chunks.get(index), src, dst);
        }
    }

    /** A plan that owns {@code owned}: the plans and filters of the chunks. */
    HeapArrayPlan(
            String subject,
            Shape inputShape,
            Shape outputShape,
            List<PlannedChunk> chunks,
            CloseStack owned,
            Parallelism parallelism,
            BooleanSupplier mustCopy) {
        this.subject = subject;
        this.inputShape = inputShape;
        this.outputLength = (int) outputShape.elementCount();
        this.chunks = List.copyOf(chunks);
        this.owned = owned;
        this.parallelism = parallelism;
        this.mustCopy = mustCopy;
        int srcLength = chunks.stream().mapToInt(PlannedChunk::srcLength).max().orElse(0);
        int dstLength = chunks.stream().mapToInt(PlannedChunk::dstLength).max().orElse(0);
        this.buffers = new WorkspacePool<>(() -> HeapArrayBuffers.of(srcLength, dstLength));
    }

    public Shape inputShape() {
        return inputShape;
    }

    /** The plan of the first chunk, which is like the others; null if there is nothing to compute. */
    public Plan firstPlan() {
        return chunks.isEmpty() ? null : chunks.get(0).plan;
    }

    @Override
    public String subject() {
        return subject;
    }

    @Override
    public String strategyName() {
        return isWholeInPlace()
                ? "inPlace(" + firstPlan().strategyName() + ")"
                : "staged(parts=" + chunks.size() + "," + firstPlan().strategyName() + ")";
    }

    @Override
    public String origin() {
        return chunks.get(0).plan.origin();
    }

    @Override
    public List<ConvolutionDescription.Timing> measured() {
        return chunks.get(0).plan.measured();
    }

    /** The number of chunks. */
    public int chunks() {
        return chunks.size();
    }

    /**
     * Computes the problem. Allocates nothing, unless more threads are at work at a time than ever before.
     *
     * @param input the elements of the input, in the order of its shape; nobody changes it before this returns
     * @param output an array with the length of the result; every element is written
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
            event.done(subject, strategyName(), mostThreads());
        }
    }

    private int mostThreads() {
        return isWholeInPlace() ? firstPlan().mostThreads() : Workers.shared().threadsFor(parallelism, chunks.size());
    }

    /** Whether the only chunk is the whole problem, whose plan divides it by itself. */
    private boolean isWholeInPlace() {
        return chunks.size() == 1 && chunks.get(0).inPlace;
    }

    private void compute(float[] input, float[] output) {
        if (isWholeInPlace()) {
            compute(chunks.get(0), input, output);
            return;
        }
        HeapArrayJob job = jobs.take();
        try {
            job.src = input;
            job.dst = output;
            Workers.shared().run(job, parallelism.maxThreads(), parallelism.isAdaptive());
        } finally {
            // The pool must not keep the caller's arrays alive.
            job.src = null;
            job.dst = null;
            jobs.giveBack(job);
        }
    }

    private void compute(PlannedChunk chunk, float[] src, float[] dst) {
        HeapArrayBuffers buffer = buffersOrNull(chunk);
        if (buffer == null) {
            chunk.plan.compute(
                    src,
                    (long) chunk.srcOffset * Float.BYTES,
                    chunk.filter,
                    0,
                    dst,
                    (long) chunk.dstOffset * Float.BYTES);
            return;
        }
        try {
            buffer.load(src, chunk.srcOffset, chunk.srcLength());
            chunk.plan.compute(buffer.src(), chunk.filter, null, buffer.dst());
            buffer.store(dst, chunk.dstOffset, chunk.dstLength());
        } finally {
            buffers.giveBack(buffer);
        }
    }

    /** Memory for copies of the arrays; null if the arrays are read and written where they lie. */
    private HeapArrayBuffers buffersOrNull(PlannedChunk chunk) {
        if (!chunk.inPlace) {
            return buffers.take();
        }
        // A call that could do without this memory must not wait for it, and not fail for lack of it.
        long bytes = Float.BYTES * ((long) chunk.srcLength() + chunk.dstLength());
        if (!mustCopy.getAsBoolean()
                || bytes > MOST_COPIED_BYTES
                || MemoryCounts.liveBytes() + bytes > MemoryCounts.limitBytes()) {
            return null;
        }
        try {
            return buffers.take();
        } catch (NativeMemoryException e) {
            return null;
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
        visitor.accept(buffers);
        visitor.accept(jobs);
        chunks.stream().map(PlannedChunk::plan).distinct().forEach(plan -> plan.eachPool(visitor));
    }

    /** {@inheritDoc} The share of the packed filters is included. */
    @Override
    public long fixedBytes() {
        return PoolOwner.super.fixedBytes()
                + chunks.stream()
                        .map(PlannedChunk::filter)
                        .distinct()
                        .mapToLong(PackedFilter::byteShare)
                        .sum();
    }

    @Override
    protected void free() {
        buffers.close();
        jobs.close();
        owned.close();
    }
}
