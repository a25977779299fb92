package io.github.depthwise4j;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.operation.shared.StreamForm;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is, as a value: its parameters, filters, biases and activations in arrays of the Java heap. It goes
 * to other processes by Java's serialization, and any process builds the same operation of it: by {@link #build()}, or
 * by {@link SharedOperations#get} once for all that use it. {@link ConvolutionBuilder#spec()} makes one.
 *
 * <p>Immutable, and so safe for any number of threads. It holds no native memory and needs no {@code close()}. Two
 * specifications are equal if they have the same content, to the bit. A runtime verification is not part of it: the
 * settings of the process that builds the operation decide.
 *
 * <p>A stream is not trusted: what it holds is checked by the rules of the builder, and bytes that break them are
 * refused with {@link InvalidObjectException}. The form is that of the version of the library; use the same version in
 * all processes.
 *
 * <p>No argument may be null.
 */
public final class OperationSpec implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient ConvolutionParameters parameters;
    private final transient Weights first;
    /** Null unless this is a separable convolution. */
    private final transient @Nullable Weights pointwise;
    /** Null if the settings decide. */
    private final transient @Nullable PlanningEffort effort;

    private final transient Parallelism parallelism;
    private final transient int hash;

    private OperationSpec(
            ConvolutionParameters parameters,
            Weights first,
            @Nullable Weights pointwise,
            @Nullable PlanningEffort effort,
            Parallelism parallelism) {
        if (pointwise == null) {
            ConvolutionProblem.checkFilter(parameters, first.shape, first.biasShape());
        } else {
            SeparableProblem.checkFilters(
                    parameters, first.shape, first.biasShape(), pointwise.shape, pointwise.biasShape());
        }
        this.parameters = parameters;
        this.first = first;
        this.pointwise = pointwise;
        this.effort = effort;
        this.parallelism = parallelism;
        this.hash =
                Objects.hash(parameters, first.hash(), pointwise == null ? 0 : pointwise.hash(), effort, parallelism);
    }

    /** One filter with its bias, and what is done to its sums. The arrays are this object's own. */
    private record Weights(Shape shape, float[] filter, float @Nullable [] bias, Fusion fusion) {
        static Weights of(Tensor filter, @Nullable Tensor bias, Fusion fusion) {
            if (bias != null && bias.shape().rank() != 1) {
                // Refused here, because the array does not know its axes any more.
                throw new InvalidProblemException(
                        "bias",
                        "bias shape = " + bias.shape() + ", but a bias has one number per output channel; "
                                + "pass a tensor with one axis");
            }
            return new Weights(
                    filter.shape(), filter.toFloatArray(), bias == null ? null : bias.toFloatArray(), fusion);
        }

        @Nullable
        Shape biasShape() {
            return bias == null ? null : Shape.of(bias.length);
        }

        int hash() {
            return Objects.hash(shape, Arrays.hashCode(filter), Arrays.hashCode(bias), fusion);
        }

        boolean same(@Nullable Weights that) {
            return that != null
                    && shape.equals(that.shape)
                    && fusion.equals(that.fusion)
                    && sameBits(filter, that.filter)
                    && (bias == null ? that.bias == null : that.bias != null && sameBits(bias, that.bias));
        }

        private static boolean sameBits(float[] one, float[] other) {
            return Arrays.equals(one, other);
        }
    }

    static OperationSpec of(
            ConvolutionParameters parameters,
            Tensor filter,
            @Nullable Tensor bias,
            Fusion fusion,
            @Nullable PlanningEffort effort,
            Parallelism parallelism) {
        return new OperationSpec(parameters, Weights.of(filter, bias, fusion), null, effort, parallelism);
    }

    static OperationSpec separable(
            ConvolutionParameters parameters,
            Tensor depthwiseFilter,
            @Nullable Tensor depthwiseBias,
            Fusion depthwise,
            Tensor pointwiseFilter,
            @Nullable Tensor bias,
            Fusion pointwise,
            @Nullable PlanningEffort effort,
            Parallelism parallelism) {
        return new OperationSpec(
                parameters,
                Weights.of(depthwiseFilter, depthwiseBias, depthwise),
                Weights.of(pointwiseFilter, bias, pointwise),
                effort,
                parallelism);
    }

    /** {@return TensorFlow's name: {@code depthwise_conv2d}, {@code conv2d} or {@code separable_conv2d}} */
    public String operation() {
        return pointwise == null ? parameters.operation().toString() : SeparableProblem.OPERATION;
    }

    /** {@return the name for messages and logs; empty if there is none} */
    public String name() {
        return parameters.name();
    }

    /** {@return the order of the axes of input and output} */
    public DataFormat dataFormat() {
        return parameters.dataFormat();
    }

    /** {@return the shape of the filter; for a separable convolution, of its depthwise filter} */
    public Shape filterShape() {
        return first.shape;
    }

    /** {@return how many threads one call may use} */
    public Parallelism parallelism() {
        return parallelism;
    }

    /** {@return whether each call adds a residual} */
    public boolean hasResidual() {
        return last().fusion.residual();
    }

    private Weights last() {
        return pointwise == null ? first : pointwise;
    }

    /**
     * {@return this specification with another limit of threads}
     *
     * @param limit how many threads one call may use
     */
    public OperationSpec withParallelism(Parallelism limit) {
        return new OperationSpec(parameters, first, pointwise, effort, Objects.requireNonNull(limit, "limit"));
    }

    /**
     * {@return the shape of the result for an input shape} Needs nothing native.
     *
     * @param input the shape of an input
     * @throws InvalidProblemException if such an input cannot be computed
     */
    public Shape outputShape(Shape input) {
        Objects.requireNonNull(input, "input");
        if (pointwise == null) {
            return new ConvolutionProblem(parameters, DataType.FLOAT32, input, first.shape, first.fusion).outputShape();
        }
        return SeparableProblem.of(
                        parameters,
                        DataType.FLOAT32,
                        input,
                        first.shape,
                        pointwise.shape,
                        first.fusion,
                        pointwise.fusion)
                .outputShape();
    }

    /**
     * {@return a new operation, which the caller closes} Use {@link SharedOperations#get} where several threads or
     * tasks of a process need the same one.
     *
     * @throws NativeMemoryException if there is no memory for filters and biases
     * @throws IllegalArgumentException if a setting of the library is not allowed
     */
    public ConvolutionOperation build() {
        try (CloseStack tensors = new CloseStack()) {
            Tensor filter = tensor(first.filter, first.shape, tensors);
            if (pointwise != null) {
                SeparableConv2d.Builder builder =
                        SeparableConv2d.builder(filter, tensor(pointwise.filter, pointwise.shape, tensors));
                builder.depthwiseActivation(first.fusion.activation()).depthwiseBias(bias(first, tensors));
                return build(builder, tensors);
            }
            return parameters.operation() == Operation.CONV2D
                    ? build(Conv2d.builder(filter), tensors)
                    : build(DepthwiseConv2d.builder(filter), tensors);
        }
    }

    private <T extends ConvolutionOperation, B extends ConvolutionBuilder<T, B>> T build(
            B builder, CloseStack tensors) {
        builder.strides(parameters.strideHeight(), parameters.strideWidth())
                .padding(parameters.padding())
                .dataFormat(parameters.dataFormat())
                .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                .bias(bias(last(), tensors))
                .activation(last().fusion.activation())
                .parallelism(parallelism)
                .name(parameters.name());
        if (hasResidual()) {
            builder.residual();
        }
        if (effort != null) {
            builder.planning(effort);
        }
        return builder.build();
    }

    private static @Nullable Tensor bias(Weights weights, CloseStack tensors) {
        return weights.bias == null ? null : tensor(weights.bias, Shape.of(weights.bias.length), tensors);
    }

    private static Tensor tensor(float[] values, Shape shape, CloseStack tensors) {
        Tensor tensor = Tensor.of(values, shape);
        return tensors.add(tensor, tensor::close);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperationSpec that
                && (this == that
                        || hash == that.hash
                                && parameters.equals(that.parameters)
                                && effort == that.effort
                                && parallelism.equals(that.parallelism)
                                && first.same(that.first)
                                && (pointwise == null ? that.pointwise == null : pointwise.same(that.pointwise)));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@return the operation with its name, its filters and its parameters, on one line} */
    @Override
    public String toString() {
        return "OperationSpec[" + operation() + (name().isEmpty() ? "" : " \"" + name() + '"') + ", filter="
                + first.shape + (pointwise == null ? "" : ", pointwiseFilter=" + pointwise.shape) + ", strides=["
                + parameters.strideHeight() + ", " + parameters.strideWidth() + "], padding=" + parameters.padding()
                + ", dataFormat=" + parameters.dataFormat() + ", dilations=[" + parameters.dilationHeight() + ", "
                + parameters.dilationWidth() + "], activation=" + last().fusion.activation() + "]";
    }

    private Object writeReplace() {
        return new Form(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException(
                "an OperationSpec is read by its form only; write it by an ObjectOutputStream");
    }

    /** What is written: texts and numbers, from which the specification is made again by the rules of the builder. */
    private static final class Form implements Serializable {
        private static final long serialVersionUID = 1L;

        private transient @Nullable OperationSpec spec;

        Form(OperationSpec spec) {
            this.spec = spec;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            OperationSpec written = Objects.requireNonNull(spec);
            ConvolutionParameters parameters = written.parameters;
            StreamForm.writeText(out, written.operation());
            StreamForm.writeText(out, parameters.name());
            StreamForm.writeText(out, parameters.padding().toString());
            StreamForm.writeText(out, parameters.dataFormat().name());
            out.writeInt(parameters.strideHeight());
            out.writeInt(parameters.strideWidth());
            out.writeInt(parameters.dilationHeight());
            out.writeInt(parameters.dilationWidth());
            StreamForm.writeText(out, written.effort == null ? "" : written.effort.name());
            out.writeInt(written.parallelism.isAdaptive() ? 0 : written.parallelism.maxThreads());
            write(out, written.first);
            if (written.pointwise != null) {
                write(out, written.pointwise);
            }
        }

        private static void write(ObjectOutputStream out, Weights weights) throws IOException {
            StreamForm.writeFloats(out, weights.shape, weights.filter);
            float[] bias = weights.bias;
            StreamForm.writeFloats(out, weights.biasShape(), bias == null ? new float[0] : bias);
            out.writeBoolean(weights.fusion.residual());
            StreamForm.writeText(out, weights.fusion.activation().toString());
        }

        private void readObject(ObjectInputStream in) throws IOException {
            try {
                spec = read(in);
            } catch (IllegalArgumentException e) {
                throw StreamForm.invalid(e);
            }
        }

        private static OperationSpec read(ObjectInputStream in) throws IOException {
            String operation = StreamForm.readText(in);
            boolean separable = operation.equals(SeparableProblem.OPERATION);
            String name = StreamForm.readText(in);
            Padding padding = Padding.parse(StreamForm.readText(in));
            DataFormat format = DataFormat.valueOf(StreamForm.readText(in));
            int[] strides = {in.readInt(), in.readInt()};
            int[] dilations = {in.readInt(), in.readInt()};
            ConvolutionParameters parameters = operation.equals(Operation.CONV2D.toString())
                    ? ConvolutionParameters.conv2d(strides, padding, format, dilations, name)
                    : separable
                            ? ConvolutionParameters.separableConv2d(strides, padding, format, dilations, name)
                            : ConvolutionParameters.depthwiseConv2d(strides, padding, format, dilations, name);
            if (!separable && !operation.equals(parameters.operation().toString())) {
                throw new InvalidObjectException("an unknown operation, \"" + operation + "\"; use the same version of "
                        + "depthwise4j in all processes");
            }
            String effort = StreamForm.readText(in);
            int threads = in.readInt();
            Weights first = readWeights(in);
            Weights pointwise = separable ? readWeights(in) : null;
            if (pointwise != null && first.fusion.residual()) {
                throw new InvalidObjectException("a residual between the parts of a separable convolution");
            }
            return new OperationSpec(
                    parameters,
                    first,
                    pointwise,
                    effort.isEmpty() ? null : PlanningEffort.valueOf(effort),
                    threads == 0 ? Parallelism.adaptive() : Parallelism.fixed(threads));
        }

        private static Weights readWeights(ObjectInputStream in) throws IOException {
            Shape shape = StreamForm.readShape(in);
            if (shape == null) {
                throw new InvalidObjectException(
                        "an operation without a filter; the stream is damaged, write it again");
            }
            float[] filter = StreamForm.readFloats(in, shape);
            Shape biasShape = StreamForm.readShape(in);
            float[] bias = biasShape == null ? null : StreamForm.readFloats(in, biasShape);
            Fusion fusion = new Fusion(bias != null, in.readBoolean(), Activation.parse(StreamForm.readText(in)));
            return new Weights(shape, filter, bias, fusion);
        }

        private Object readResolve() {
            return Objects.requireNonNull(spec);
        }
    }
}
