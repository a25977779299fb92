package io.github.depthwise4j;

import io.github.depthwise4j.operation.StandardVerification;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Objects;

/**
 * Collects the parameters of an operation, in TensorFlow's forms. Not for several threads at a time; may be used to build several
 * operations.
 *
 * @param <B> the builder
 */
abstract class ConvolutionBuilder<B extends ConvolutionBuilder<B>> {
    final Tensor filter;
    int[] strides = {1, 1, 1, 1};
    Padding padding = Padding.VALID;
    DataFormat dataFormat = DataFormat.NHWC;
    int[] dilations;
    Tensor bias;
    Activation activation = Activation.NONE;
    boolean residual;
    private Parallelism parallelism = Parallelism.adaptive();
    String name;
    /** Null where the settings decide. */
    private PlanningEffort effort;
    /** Null for what the operator has set. */
    private RuntimeVerification verification;

    ConvolutionBuilder(Tensor filter) {
        this.filter = Objects.requireNonNull(filter, "filter");
    }

    abstract B self();

    final Fusion fusion() {
        return new Fusion(bias != null, residual, activation);
    }

    final Planning planning() {
        return new Planning(effort == null ? Planning.standardEffort() : effort, parallelism);
    }

    final RuntimeVerification verification() {
        return verification != null ? verification : StandardVerification.of(RuntimeSettings.current());
    }

    /**
     * Sets the steps of the window; 1 everywhere if not called.
     *
     * @param strides four numbers in the order of the data format, those of batch and channels 1, or two, {@code height, width}
     * @return this builder
     */
    public B strides(int... strides) {
        this.strides = strides.clone();
        return self();
    }

    /**
     * Sets the zeros around the image; VALID if not called.
     *
     * @param padding SAME, VALID or explicit
     * @return this builder
     */
    public B padding(Padding padding) {
        this.padding = padding;
        return self();
    }

    /**
     * Sets the order of the axes of input and output; NHWC if not called.
     *
     * @param dataFormat the order, or null for NHWC
     * @return this builder
     */
    public B dataFormat(DataFormat dataFormat) {
        this.dataFormat = dataFormat;
        return self();
    }

    /**
     * Sets the distances of the filter's taps; 1 and 1 if not called.
     *
     * @param dilations two numbers, {@code height, width}, or null for 1 and 1. In a depthwise or separable convolution the strides
     *     must be 1 where one is above 1
     * @return this builder
     */
    public B dilations(int... dilations) {
        this.dilations = dilations == null ? null : dilations.clone();
        return self();
    }

    /**
     * Sets what is added to each output channel; nothing if not called.
     *
     * @param bias one number per output channel, or null for none; the tensor must stay open until the operation is built
     * @return this builder
     */
    public B bias(Tensor bias) {
        this.bias = bias;
        return self();
    }

    /**
     * Sets what is done to each number of the result, after bias and residual; nothing if not called. It is done while the number
     * is in a register, and costs no further pass over the memory.
     *
     * <p>What becomes of NaN and infinities stands in {@link Activation}.
     *
     * @param activation the function; {@link Activation#NONE} for none, not null
     * @return this builder
     */
    public B activation(Activation activation) {
        this.activation = Objects.requireNonNull(activation, "activation");
        return self();
    }

    /**
     * Makes every call take a residual, which is added to the result before the activation, as {@code run(input, residual, output)}.
     *
     * @return this builder
     */
    public B residual() {
        this.residual = true;
        return self();
    }

    /**
     * Sets how many threads one call may use; {@link Parallelism#adaptive()} if not called.
     *
     * @param parallelism the limit, not null
     * @return this builder
     */
    public B parallelism(Parallelism parallelism) {
        this.parallelism = Objects.requireNonNull(parallelism, "parallelism");
        return self();
    }

    /**
     * Sets how much is done to find a fast way to compute, when an input shape is first met; if not called, the setting
     * {@code planningEffort} decides, which is {@link PlanningEffort#ESTIMATE} unless set. Call {@code plan(shape)} to
     * have that done before the first call with a shape.
     *
     * @param planning the effort, not null
     * @return this builder
     */
    public B planning(PlanningEffort planning) {
        this.effort = Objects.requireNonNull(planning, "planning");
        return self();
    }

    /**
     * Sets which calls are checked by the oracle while the application runs; what the settings {@code verifyFirst} and
     * {@code verifyEvery} say if not called, which is none unless the operator has set them.
     *
     * @param verification which calls, and what happens when one is wrong, not null
     * @return this builder
     */
    public B verification(RuntimeVerification verification) {
        this.verification = Objects.requireNonNull(verification, "verification");
        return self();
    }

    /**
     * Sets a name for messages and logs; none if not called.
     *
     * @param name the name, or null for none
     * @return this builder
     */
    public B name(String name) {
        this.name = name;
        return self();
    }

    /**
     * {@return the operation, which the caller closes} Parameters are checked, and filters and biases copied.
     *
     * @throws InvalidProblemException if a parameter breaks a rule that needs no input to be known
     * @throws IllegalStateException if a tensor is closed
     */
    public abstract AutoCloseable build();
}
