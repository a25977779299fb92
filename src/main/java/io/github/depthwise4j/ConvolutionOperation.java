package io.github.depthwise4j;

import io.github.depthwise4j.memory.ResourceType;
import io.github.depthwise4j.operation.BuiltOperation;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Objects;

/** What all built operations can do. */
abstract class ConvolutionOperation implements AutoCloseable {
    private static final ResourceType OPERATIONS = ResourceType.ofNativeMemory("operation");

    private final BuiltOperation<?> built;
    /** Keeps the callback alive as long as this object, and no longer: what the cleaner knows refers to it weakly. */
    @SuppressWarnings("unused")
    private final RuntimeVerification verification;

    private final Cleaner.Cleanable cleanable;

    ConvolutionOperation(BuiltOperation<?> built, RuntimeVerification verification) {
        this.built = built;
        this.verification = verification;
        String detail = getClass().getSimpleName() + built.quotedName();
        this.cleanable = built.closeWith(this, OPERATIONS, detail, built.filterBytes());
    }

    /** The number of operations that were built and not closed. */
    static long open() {
        return OPERATIONS.open();
    }

    /**
     * The shape of the result for an input shape.
     *
     * @param input the shape of an input
     * @return the shape of the output
     * @throws InvalidProblemException if such an input cannot be computed
     */
    public abstract Shape outputShape(Shape input);

    /**
     * Computes into an existing tensor. Once a thread has called this with an input shape, further calls with that shape allocate
     * nothing, neither on the Java heap nor outside it.
     *
     * @param input {@code [batch, height, width, in_channels]}, or channels first where the data format is NCHW; several batch
     *     axes may lead; it is not changed
     * @param output of shape {@link #outputShape}, in memory apart from the input; every element is written
     * @throws InvalidProblemException if the input cannot be computed
     * @throws IllegalArgumentException if the output has another shape, is read-only, or overlaps the input, or if the operation
     *     was built with a residual
     * @throws IllegalStateException if the operation or a tensor is closed
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be thrown,
     *     and this one is wrong
     */
    public void run(Tensor input, Tensor output) {
        try {
            built.run(input, null, output);
        } finally {
            // Without it, an operation nobody else holds could be cleaned while its own method looks for the plan.
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Computes into an existing tensor and adds a residual, before the activation: as {@link #run(Tensor, Tensor)} otherwise.
     *
     * @param input as in {@link #run(Tensor, Tensor)}
     * @param residual of shape {@link #outputShape}, in memory apart from the output; it is not changed
     * @param output of shape {@link #outputShape}, in memory apart from the other two; every element is written
     * @throws InvalidProblemException if the input cannot be computed
     * @throws IllegalArgumentException if a tensor has another shape, the output is read-only or overlaps another tensor, or the
     *     operation was built without a residual
     * @throws IllegalStateException if the operation or a tensor is closed
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be thrown,
     *     and this one is wrong
     */
    public void run(Tensor input, Tensor residual, Tensor output) {
        try {
            built.run(input, Objects.requireNonNull(residual, "residual"), output);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Computes into a new tensor.
     *
     * @param input as in {@link #run(Tensor, Tensor)}
     * @return the result, which the caller closes
     * @throws InvalidProblemException if the input cannot be computed
     * @throws IllegalArgumentException if the operation was built with a residual
     * @throws IllegalStateException if the operation or the input is closed
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be thrown,
     *     and this one is wrong
     */
    public Tensor run(Tensor input) {
        try {
            return built.run(input, null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Computes from an array of the Java heap into another, both in the order of their shapes: without copying them as a whole, part by
     * part through native memory that stays in the cache. Tensors are faster; this is for numbers that are on the heap anyway. A plan
     * of its own is made for it when the shape is first met, and once a thread has called this with an input shape, further calls with
     * that shape allocate nothing.
     *
     * @param input the elements of the input; the array must not be changed by anybody while this runs
     * @param shape the shape of the input, as in {@link #run(Tensor, Tensor)}
     * @param output as many elements as {@link #outputShape} has; every one is written. Not the array of the input
     * @throws InvalidProblemException if the input cannot be computed
     * @throws IllegalArgumentException if an array has another length, both are the same one, or the operation was built with a
     *     residual
     * @throws IllegalStateException if the operation is closed
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be thrown,
     *     and this one is wrong
     */
    public void run(float[] input, Shape shape, float[] output) {
        try {
            built.run(input, shape, output);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * {@return how often the calls of this operation found their plan, made it, and gave others up for it} The sums of all
     * operations stand in {@link Depthwise4j#stats()}. May be called at any time, also when the operation is closed.
     */
    public OperationStats stats() {
        return built.stats();
    }

    /**
     * Makes the plans for inputs of these shapes, so that later calls with them make none: those of tensors and those of arrays of the
     * Java heap. For a server that wants its first requests to be as fast as its later ones. Plans are kept for as many shapes as the
     * setting {@code plansPerOperation} says; of more than so many, the last ones are kept.
     *
     * @param inputs shapes of inputs, as in {@link #run(Tensor, Tensor)}
     * @throws InvalidProblemException if an input of such a shape cannot be computed; the shapes before it have their plans
     * @throws IllegalStateException if the operation is closed
     * @throws NullPointerException if a shape is null
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public void warmUp(Shape... inputs) {
        try {
            for (Shape input : inputs) {
                built.warmUp(Objects.requireNonNull(input, "inputs"));
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Frees filters and plans as soon as no call uses them. A second call does nothing. */
    @Override
    public void close() {
        built.close();
        cleanable.clean();
        // Otherwise the collector could find the operation before it is closed here, and call it forgotten.
        Reference.reachabilityFence(this);
    }
}
