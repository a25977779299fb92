package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.memory.TensorMemory;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A strategy made ready for one problem. Immutable, for any number of threads. A thread that executes a plan must be
 * its owner, or call {@link #acquire()} before the call and {@link #release()} after it. So nothing is freed during a
 * call.
 */
public abstract class Plan extends RefCounted implements ReportedPlan, PoolOwner {
    public static final String BY_RULES = "rules";
    public static final String BY_MEASUREMENT = "measurement";
    public static final String BY_WISDOM = "wisdom";

    /** The working memory of one thread should be at most this size and this part of the input and the output. */
    private static final long MUCH_MEMORY = 32 << 20;

    private static final int PART_OF_TENSORS = 10;

    private static final AtomicLong LIVE = new AtomicLong();

    private final String subject;
    private final DataType dataType;
    private final Shape inputShape;
    private final Shape outputShape;

    /** A plan for tensors of these shapes; {@code subject} is the problem line. */
    public Plan(String subject, DataType dataType, Shape inputShape, Shape outputShape) {
        this.subject = subject;
        this.dataType = dataType;
        this.inputShape = inputShape;
        this.outputShape = outputShape;
        LIVE.incrementAndGet();
    }

    /** The number of plans that are made and not yet freed, including those that belong to other plans. */
    public static long live() {
        return LIVE.get();
    }

    public final Shape inputShape() {
        return inputShape;
    }

    public final Shape outputShape() {
        return outputShape;
    }

    /** How this plan computes its problem. */
    public abstract PlanDescription description();

    /** Whether the problem adds a residual. */
    public abstract boolean hasResidual();

    /**
     * Computes the problem. Allocates nothing, unless more threads are at work at a time than ever before.
     *
     * @param filter a filter that this plan has packed; it is closed after this returns
     * @param residual a tensor of the output's shape, added before the activation; null if and only if the problem has
     *     none
     * @throws IllegalArgumentException if a tensor has another shape, the output is read-only, or it overlaps another
     *     tensor
     * @throws IllegalStateException if a tensor is closed
     */
    public final void execute(Tensor input, PackedFilter filter, Tensor residual, Tensor output) {
        check("input", input, inputShape);
        check("output", output, outputShape);
        if (output.isReadOnly()) {
            throw new IllegalArgumentException(
                    "the output wraps a read-only buffer; wrap a writable one, or allocate a tensor [" + subject + "]");
        }
        NativeMemory src = use("input", input);
        try {
            NativeMemory dst = use("output", output);
            try {
                checkApart("input", src, dst);
                if (residual == null) {
                    checkNoResidual();
                    record(src, filter, null, dst);
                } else {
                    executeWith(residual, src, filter, dst);
                }
            } finally {
                dst.release();
            }
        } finally {
            src.release();
        }
    }

    private void executeWith(Tensor residual, NativeMemory src, PackedFilter filter, NativeMemory dst) {
        if (!hasResidual()) {
            throw new IllegalArgumentException(
                    "a residual was passed, but the operation was built without one; build it with residual() ["
                            + subject + "]");
        }
        check("residual", residual, outputShape);
        NativeMemory added = use("residual", residual);
        try {
            checkApart("residual", added, dst);
            record(src, filter, added, dst);
        } finally {
            added.release();
        }
    }

    private void record(NativeMemory src, PackedFilter filter, NativeMemory residual, NativeMemory dst) {
        Events.Execution event = Events.execution();
        compute(src, filter, residual, dst);
        if (event != null && event.isWanted()) {
            event.done(subject, strategyName(), mostThreads());
        }
    }

    @Override
    public final String subject() {
        return subject;
    }

    @Override
    public String origin() {
        return BY_RULES;
    }

    @Override
    public List<ConvolutionDescription.Timing> measured() {
        return List.of();
    }

    /** The most threads one call may use, the caller included. */
    public int mostThreads() {
        return 1;
    }

    private void checkNoResidual() {
        if (hasResidual()) {
            throw new IllegalArgumentException("the operation was built with residual(), but none was passed; call "
                    + "run(input, residual, output) [" + subject + "]");
        }
    }

    /** Whether one thread needs so much working memory that another plan is better, if there is one. */
    public final boolean needsMuchMemory() {
        return workspaceBytes() > mostWorkspaceBytes(inputShape, outputShape, dataType);
    }

    /** The most working memory that one thread should need for an input and an output of these shapes. */
    public static long mostWorkspaceBytes(Shape input, Shape output, DataType type) {
        return MUCH_MEMORY + (input.elementCount() + output.elementCount()) * type.byteSize() / PART_OF_TENSORS;
    }

    /**
     * The working memory of one thread that has computed all parts of the plan, without the arguments of executions.
     * The packed filter is not part of it.
     */
    public abstract long workspaceBytes();

    /** Computes over acquired memory that does not overlap; {@code residual} is null if the problem has none. */
    public final void compute(NativeMemory src, PackedFilter filter, NativeMemory residual, NativeMemory dst) {
        compute(src.address(), filter, residual == null ? 0 : residual.address(), dst.address());
    }

    /** Computes over addresses; {@code residual} is 0 if the problem has none. */
    public void compute(long src, PackedFilter filter, long residual, long dst) {
        compute(null, src, filter, residual, null, dst);
    }

    /**
     * Computes over addresses, or over arrays of the Java heap where they lie. The garbage collector does not move the
     * arrays meanwhile, and some collectors wait for the end of a step.
     *
     * @param srcArray null if {@code src} is an address, and not a distance in bytes from the array's first element
     * @param dstArray null if {@code dst} is an address
     * @throws UnsupportedOperationException if an array is passed, but {@link Steps#takeArrays()} is false
     */
    public abstract void compute(
            float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst);

    /** A rough estimate of the longest time for which {@link #compute} keeps an array where it is. */
    public abstract long longestStepNanos();

    private void check(String role, Tensor tensor, Shape expected) {
        if (!tensor.shape().equals(expected) || tensor.dataType() != dataType) {
            throw new IllegalArgumentException(
                    role + " = " + tensor.dataType() + " " + tensor.shape() + ", but this problem needs " + dataType
                            + " " + expected + "; pass such a tensor [" + subject + "]");
        }
    }

    /** Acquires the memory of a tensor; the caller releases it. */
    public final NativeMemory use(String role, Tensor tensor) {
        NativeMemory memory = TensorMemory.memoryOf(tensor);
        if (!memory.acquire()) {
            throw new IllegalStateException(
                    "the " + role + " of shape " + tensor.shape() + " " + memory.refusal() + " [" + subject + "]");
        }
        return memory;
    }

    private void checkApart(String role, NativeMemory read, NativeMemory dst) {
        if (read.address() < dst.address() + dst.byteSize() && dst.address() < read.address() + read.byteSize()) {
            throw new IllegalArgumentException(role
                    + " and output overlap in memory, but a convolution cannot work in place; pass another output ["
                    + subject
                    + "]");
        }
    }

    @Override
    protected final void free() {
        destroy();
        LIVE.decrementAndGet();
    }

    /** Destroys everything native the plan owns. */
    public abstract void destroy();
}
