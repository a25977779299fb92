package io.github.depthwise4j;

import io.github.depthwise4j.memory.ResourceType;
import io.github.depthwise4j.operation.BuiltOperation;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * An operation with its filters: built once, run many times. This is the common type of {@link DepthwiseConv2d},
 * {@link Conv2d} and {@link SeparableConv2d}.
 *
 * <p><b>Plans.</b> The operation makes a plan for each input shape, at the first call with this shape or when
 * {@link #plan} or {@link #warmUp} asks for it, and packs the filters for it once. It keeps the plans of the most
 * recently used shapes; the settings {@code plansPerOperation} and {@code planBytesPerOperation} limit them. Plans that
 * need the filter in the same form share it.
 *
 * <p><b>Threads.</b> Any number of threads may run an operation at the same time. Each call needs an output of its own.
 * A call computes on the thread that makes it; if the call is long enough, idle helper threads join, see
 * {@link Parallelism}. The same input gives the same bits, whatever else is running.
 *
 * <p><b>Ownership.</b> Building an operation copies filters and biases, so that their tensors may be closed afterwards.
 * The caller that builds an operation closes it. {@link #close()} does not wait: running calls end normally, and the
 * memory is freed after the last of them. Later calls throw {@link IllegalStateException}. An operation that is not
 * closed is freed after it has become unreachable.
 *
 * <p>No argument may be null.
 */
public abstract sealed class ConvolutionOperation implements AutoCloseable
        permits Conv2d, DepthwiseConv2d, SeparableConv2d {
    private static final ResourceType OPERATIONS = ResourceType.ofNativeMemory("operation");
    private static final int FILTER = 0;
    private static final int BIAS = 1;

    private final BuiltOperation<?> built;
    /** Keeps the callback alive as long as this object: the cleaner's object refers to the callback weakly. */
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

    /** Whether it was closed; calls that began before may still run. */
    final boolean isClosed() {
        return built.isClosed();
    }

    /** {@return the name for messages and logs; empty if the builder was given none} */
    public String name() {
        return parameters().name();
    }

    /** {@return the steps of the window, {@code [height, width]}; a new array} */
    public int[] strides() {
        return new int[] {parameters().strideHeight(), parameters().strideWidth()};
    }

    /** {@return the zeros around the image} */
    public Padding padding() {
        return parameters().padding();
    }

    /** {@return the order of the axes of input and output} */
    public DataFormat dataFormat() {
        return parameters().dataFormat();
    }

    /** {@return the distances of the filter's taps, {@code [height, width]}; a new array} */
    public int[] dilations() {
        return new int[] {parameters().dilationHeight(), parameters().dilationWidth()};
    }

    /** {@return the activation of the result, {@link Activation#NONE} if there is none} */
    public Activation activation() {
        return built.fusion().activation();
    }

    /** {@return whether each call adds a residual, as {@link #run(Tensor, Tensor, Tensor)}} */
    public boolean hasResidual() {
        return built.fusion().residual();
    }

    /** {@return how many threads one call may use} */
    public Parallelism parallelism() {
        return built.planning().parallelism();
    }

    /** {@return how much is done to find a fast plan for a new input shape} */
    public PlanningEffort planning() {
        return built.planning().effort();
    }

    /** {@return the shape of the filter; for a separable convolution, of its depthwise filter} */
    public Shape filterShape() {
        return built.parameterShape(FILTER);
    }

    /** {@return the shape of the bias that is added to the result, {@code [out_channels]}; empty if there is none} */
    public Optional<Shape> biasShape() {
        return Optional.ofNullable(built.parameterShape(BIAS));
    }

    /**
     * {@return the shape of the result for an input shape} Makes no plan.
     *
     * @param input the shape of an input
     * @throws InvalidProblemException if such an input cannot be computed
     */
    public Shape outputShape(Shape input) {
        return built.problem(Objects.requireNonNull(input, "input")).outputShape();
    }

    /**
     * {@return a new tensor for the result of an input of this shape, which the caller closes} Its elements have no
     * defined value until a call writes them.
     *
     * @param input the shape of an input
     * @throws InvalidProblemException if such an input cannot be computed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the tensor
     */
    public Tensor newOutput(Shape input) {
        return Tensor.uninitialized(DataType.FLOAT32, outputShape(input).dims());
    }

    /**
     * Makes the plan for an input shape, unless it exists, and describes it. The next call with this shape makes no
     * plan.
     *
     * @param input the shape of an input
     * @return how such an input is computed
     * @throws InvalidProblemException if such an input cannot be computed
     * @throws IllegalStateException if the operation is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public PlanDescription plan(Shape input) {
        try {
            return built.describe(Objects.requireNonNull(input, "input"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Makes the plans for inputs of these shapes, both for tensors and for arrays of the Java heap. Later calls with
     * these shapes make none. oneDNN itself makes some code when it is first needed: a plan with {@code x64:gemm:jit}
     * takes up to 50 ms more in the first such call of a process. A server that must avoid this runs a call, too. If
     * there are more shapes than the setting {@code plansPerOperation} allows, the plans of the last ones are kept.
     *
     * @param inputs shapes of inputs, as in {@link #run(Tensor, Tensor)}
     * @throws InvalidProblemException if an input of such a shape cannot be computed; the shapes before it have their
     *     plans
     * @throws IllegalStateException if the operation is closed
     * @throws NullPointerException if a shape is null; the shapes before it have their plans
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public void warmUp(Shape... inputs) {
        Objects.requireNonNull(inputs, "inputs");
        try {
            for (Shape input : inputs) {
                built.warmUp(Objects.requireNonNull(input, "inputs"));
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Computes into an existing tensor. After a thread's first call with an input shape, its later calls with this
     * shape allocate nothing, neither on the Java heap nor outside it.
     *
     * @param input {@code [batch, height, width, in_channels]}, or channels first if the data format is NCHW; several
     *     batch axes may lead; it is not changed
     * @param output of shape {@link #outputShape}, in memory apart from the input; every element is written
     * @throws InvalidProblemException if the input cannot be computed
     * @throws IllegalArgumentException if the output has another shape, is read-only, or overlaps the input, or if the
     *     operation was built with a residual
     * @throws IllegalStateException if the operation or a tensor is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be
     *     thrown, and this one is wrong
     */
    public void run(Tensor input, Tensor output) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        try {
            built.run(input, null, output);
        } finally {
            // Without the fence, the cleaner could free an unreachable operation while this method looks for its plan.
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Computes into an existing tensor and adds a residual before the activation; otherwise as
     * {@link #run(Tensor, Tensor)}.
     *
     * @param input as in {@link #run(Tensor, Tensor)}
     * @param residual of shape {@link #outputShape}, in memory apart from the output; it is not changed
     * @param output of shape {@link #outputShape}, in memory apart from the other two; every element is written
     * @throws InvalidProblemException if the input cannot be computed
     * @throws IllegalArgumentException if a tensor has another shape, the output is read-only or overlaps another
     *     tensor, or the operation was built without a residual
     * @throws IllegalStateException if the operation or a tensor is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be
     *     thrown, and this one is wrong
     */
    public void run(Tensor input, Tensor residual, Tensor output) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(residual, "residual");
        Objects.requireNonNull(output, "output");
        try {
            built.run(input, residual, output);
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
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be
     *     thrown, and this one is wrong
     */
    public Tensor run(Tensor input) {
        Objects.requireNonNull(input, "input");
        try {
            return built.run(input, null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Computes from an array of the Java heap into another array, both in the order of their shapes. The arrays are
     * computed where they lie, in short steps during which the garbage collector cannot move them. Arrays of a
     * problem with long steps are copied, piece by piece; before Java 25, arrays of up to 32 MiB together are copied
     * for a second after a collection of garbage. Tensors are faster, because they are aligned; use this if the numbers
     * are on the heap anyway. There is no such method with a residual: use tensors for it. The first call
     * with a shape makes a plan for arrays of this shape. After a thread's first call with a shape, its later calls
     * with this shape allocate nothing, unless arrays are copied for the first time.
     *
     * @param input the elements of the input; nobody may change the array during the call
     * @param shape the shape of the input, as in {@link #run(Tensor, Tensor)}
     * @param output as many elements as {@link #outputShape} has; every one is written. It must not be the array of the
     *     input
     * @throws InvalidProblemException if the input cannot be computed
     * @throws IllegalArgumentException if an array has another length, both are the same one, or the operation was
     *     built with a residual
     * @throws IllegalStateException if the operation is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if calls are verified, a wrong result is to be
     *     thrown, and this one is wrong
     */
    public void run(float[] input, Shape shape, float[] output) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(output, "output");
        try {
            built.run(input, shape, output);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * {@return the numbers of plans that the calls of this operation found, made and evicted}
     * {@link Depthwise4j#stats()} has the sums of all operations. May be called at any time, also when the operation is
     * closed.
     */
    public OperationStats stats() {
        return new OperationStats(built);
    }

    /** Frees filters and plans as soon as no call uses them. Later calls of this method do nothing. */
    @Override
    public void close() {
        built.close();
        cleanable.clean();
        // Without the fence, the collector could find the operation before it is closed here, and report it as
        // forgotten.
        Reference.reachabilityFence(this);
    }

    /** {@return the operation with its name, its filters and its parameters, on one line} */
    @Override
    public String toString() {
        return getClass().getSimpleName() + built.quotedName() + "[filter=" + filterShape() + moreFilters()
                + ", strides="
                + Arrays.toString(strides()) + ", padding=" + padding() + ", dataFormat=" + dataFormat()
                + ", dilations="
                + Arrays.toString(dilations()) + ", bias="
                + (biasShape().isPresent() ? biasShape().get() : "none")
                + ", residual=" + hasResidual() + ", activation=" + activation() + "]";
    }

    /** What {@link #toString()} says about further filters. */
    String moreFilters() {
        return "";
    }

    final ConvolutionParameters parameters() {
        return built.parameters();
    }
}
