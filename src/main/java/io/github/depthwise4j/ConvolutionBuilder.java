package io.github.depthwise4j;

import io.github.depthwise4j.operation.SampledVerifier;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parameters of an operation, in TensorFlow's forms. One builder may build several operations. Not
 * thread-safe.
 *
 * <p>No argument may be null unless a method says so.
 *
 * @param <T> the operation
 * @param <B> the builder
 */
public abstract sealed class ConvolutionBuilder<T extends ConvolutionOperation, B extends ConvolutionBuilder<T, B>>
        permits Conv2d.Builder, DepthwiseConv2d.Builder, SeparableConv2d.Builder {
    final Tensor filter;
    int[] strides = {1, 1, 1, 1};

    @Nullable
    Padding padding = Padding.VALID;

    @Nullable
    DataFormat dataFormat = DataFormat.NHWC;

    int @Nullable [] dilations;

    @Nullable
    Tensor bias;

    Activation activation = Activation.NONE;
    boolean residual;
    private Parallelism parallelism = Parallelism.adaptive();

    @Nullable
    String name;
    /** Null if the settings decide. */
    private @Nullable PlanningEffort effort;
    /** Null if the settings decide. */
    private @Nullable RuntimeVerification verification;

    ConvolutionBuilder(Tensor filter) {
        this(filter, "filter");
    }

    ConvolutionBuilder(Tensor filter, String role) {
        this.filter = Objects.requireNonNull(filter, role);
    }

    abstract B self();

    /** The padding that {@code build()} checks. Its rules refuse null, and the message names the operation. */
    @SuppressWarnings("NullAway")
    final Padding padding() {
        return padding;
    }

    final Fusion fusion() {
        return new Fusion(bias != null, residual, activation);
    }

    /** The effort that was asked for; null if the settings decide. */
    final @Nullable PlanningEffort effort() {
        return effort;
    }

    final Parallelism parallelism() {
        return parallelism;
    }

    final Planning planning() {
        return new Planning(effort == null ? Planning.standardEffort() : effort, parallelism);
    }

    final RuntimeVerification verification() {
        return verification != null ? verification : SampledVerifier.standard();
    }

    /**
     * Sets the steps of the window. The default is 1 everywhere.
     *
     * @param strides four numbers in the order of the data format, those of batch and channels 1; or two,
     *     {@code height, width}; in {@link Conv2d} also one for both
     * @return this builder
     */
    public B strides(int... strides) {
        this.strides = Objects.requireNonNull(strides, "strides").clone();
        return self();
    }

    /**
     * Sets the zeros around the image. The default is {@link Padding#VALID}.
     *
     * @param padding SAME, VALID or explicit; {@link #build()} refuses null, because TensorFlow has no default for it
     * @return this builder
     */
    public B padding(@Nullable Padding padding) {
        this.padding = padding;
        return self();
    }

    /**
     * Sets the order of the axes of input and output. The default is NHWC.
     *
     * @param dataFormat the order, or null for NHWC
     * @return this builder
     */
    public B dataFormat(@Nullable DataFormat dataFormat) {
        this.dataFormat = dataFormat;
        return self();
    }

    /**
     * Sets the distances of the filter's taps. The default is 1 and 1.
     *
     * @param dilations two numbers, {@code height, width}, or null for 1 and 1; in {@link Conv2d} also one number or
     *     four, as in {@link #strides}. In a depthwise or separable convolution, the strides must be 1 if a dilation is
     *     above 1
     * @return this builder
     */
    public B dilations(int @Nullable ... dilations) {
        this.dilations = dilations == null ? null : dilations.clone();
        return self();
    }

    /**
     * Sets what is added to each output channel. The default is nothing.
     *
     * @param bias one number per output channel, or null for none; the tensor must stay open until the operation is
     *     built
     * @return this builder
     */
    public B bias(@Nullable Tensor bias) {
        this.bias = bias;
        return self();
    }

    /**
     * Sets the function that is applied to each number of the result, after bias and residual. The default is
     * {@link Activation#NONE}. It is computed while the number is in a register, without a further pass over the
     * memory.
     *
     * <p>{@link Activation} says what becomes of NaN and infinities.
     *
     * @param activation the function
     * @return this builder
     */
    public B activation(Activation activation) {
        this.activation = Objects.requireNonNull(activation, "activation");
        return self();
    }

    /**
     * Makes every call take a residual, which is added to the result before the activation, as
     * {@code run(input, residual, output)}.
     *
     * @return this builder
     */
    public B residual() {
        this.residual = true;
        return self();
    }

    /**
     * Sets how many threads one call may use. The default is {@link Parallelism#adaptive()}.
     *
     * @param parallelism the limit
     * @return this builder
     */
    public B parallelism(Parallelism parallelism) {
        this.parallelism = Objects.requireNonNull(parallelism, "parallelism");
        return self();
    }

    /**
     * Sets how much is done to find a fast plan for a new input shape. By default the setting {@code planningEffort}
     * decides, which is {@link PlanningEffort#ESTIMATE} unless set. Call {@code plan(shape)} to make the plan before
     * the first call with a shape.
     *
     * @param planning the effort
     * @return this builder
     */
    public B planning(PlanningEffort planning) {
        this.effort = Objects.requireNonNull(planning, "planning");
        return self();
    }

    /**
     * Sets which calls the oracle checks while the application runs. By default the settings {@code verifyFirst} and
     * {@code verifyEvery} decide, which check none unless set.
     *
     * @param verification which calls are checked, and what happens if one is wrong
     * @return this builder
     */
    public B verification(RuntimeVerification verification) {
        this.verification = Objects.requireNonNull(verification, "verification");
        return self();
    }

    /**
     * Sets a name for messages and logs. The default is none.
     *
     * @param name the name, or null for none
     * @return this builder
     */
    public B name(@Nullable String name) {
        this.name = name;
        return self();
    }

    /**
     * {@return the operation, which the caller closes} Checks the parameters, and copies filters and biases.
     *
     * @throws InvalidProblemException if a parameter breaks a rule that needs no input
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the copies
     */
    public abstract T build();

    /**
     * {@return the operation that {@link #build()} makes, as a value that can be sent to other processes} Checks the
     * parameters, and copies filters and biases into arrays. A {@link #verification} is not part of it. Needs no
     * oneDNN.
     *
     * @throws InvalidProblemException if a parameter breaks a rule that needs no input
     * @throws IllegalStateException if a tensor is closed
     */
    public abstract OperationSpec spec();
}
