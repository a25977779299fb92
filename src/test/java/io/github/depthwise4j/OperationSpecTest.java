package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operations as values: written, read, compared and built. */
class OperationSpecTest {
    private static final long SEED = Long.getLong("depthwise4j.spec.seed", 20_261_127L);
    private static final int PROBLEMS = 60;
    private static final int MUTATIONS = 4_000;

    static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    /** The builder of a problem, with its tensors: input, filter, bias and residual, or as {@link ProblemData}. */
    private static ConvolutionBuilder<?, ?> builder(Problem problem, Tensor[] tensors) {
        if (problem instanceof SeparableProblem pair) {
            SeparableConv2d.Builder builder = SeparableConv2d.builder(tensors[1], tensors[3])
                    .depthwiseBias(tensors[2])
                    .depthwiseActivation(pair.depthwise().fusion().activation());
            return common(
                    builder.bias(tensors[4]),
                    pair.depthwise().parameters(),
                    pair.pointwise().fusion());
        }
        ConvolutionProblem one = (ConvolutionProblem) problem;
        return one.parameters().operation() == Operation.CONV2D
                ? common(Conv2d.builder(tensors[1]).bias(tensors[2]), one.parameters(), one.fusion())
                : common(DepthwiseConv2d.builder(tensors[1]).bias(tensors[2]), one.parameters(), one.fusion());
    }

    private static <B extends ConvolutionBuilder<?, B>> B common(
            B builder, ConvolutionParameters parameters, Fusion fusion) {
        builder.strides(parameters.strideHeight(), parameters.strideWidth())
                .padding(parameters.padding())
                .dataFormat(parameters.dataFormat())
                .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                .name(parameters.name())
                .activation(fusion.activation());
        return fusion.residual() ? builder.residual() : builder;
    }

    private static float[] run(ConvolutionOperation operation, Tensor[] tensors) {
        Tensor residual = tensors[tensors.length - 1];
        try (Tensor result = operation.newOutput(tensors[0].shape())) {
            if (residual == null) {
                operation.run(tensors[0], result);
            } else {
                operation.run(tensors[0], residual, result);
            }
            return result.toFloatArray();
        }
    }

    @Test
    void aRandomOperationIsTheSameAfterATripThroughAStream() throws Exception {
        RandomProblems problems = new RandomProblems(SEED, 2_000, true);
        Random random = new Random(SEED);
        // Tensors that other tests of this process have forgotten must not be freed meanwhile.
        LiveBlocks.settled();
        long tensorsBefore = Tensor.openCount();
        for (int i = 0; i < PROBLEMS; i++) {
            Problem problem = problems.nextOfAnyOperation();
            Tensor[] tensors = ProblemData.tensors(problem, random, 0);
            ConvolutionBuilder<?, ?> builder = builder(problem, tensors);
            OperationSpec spec = builder.spec();
            OperationSpec copy = (OperationSpec) read(written(spec));
            String line = "seed " + SEED + ": " + problem;
            assertThat(copy).as(line).isEqualTo(spec).hasSameHashCodeAs(spec).hasToString(spec.toString());
            assertThat(written(copy)).as(line).isEqualTo(written(spec));
            try (ConvolutionOperation expected = builder.build();
                    ConvolutionOperation built = copy.build()) {
                assertThat(built.toString()).as(line).isEqualTo(expected.toString());
                assertThat(copy.outputShape(tensors[0].shape()))
                        .as(line)
                        .isEqualTo(expected.outputShape(tensors[0].shape()));
                assertThat(run(built, tensors)).as(line).isEqualTo(run(expected, tensors));
            }
            ProblemData.close(tensors);
        }
        assertThat(Tensor.openCount()).isEqualTo(tensorsBefore);
    }

    private static OperationSpec small(float[] filter, float[] bias) {
        try (Tensor f = Tensor.of(filter, 1, 1, 2, 1);
                Tensor b = Tensor.of(bias, 2)) {
            return DepthwiseConv2d.builder(f)
                    .bias(b)
                    .padding(Padding.SAME)
                    .activation(Activation.clip(-1, 1))
                    .name("a name")
                    .spec();
        }
    }

    @Test
    void whatDiffersInAnyPartIsNotEqual() {
        OperationSpec spec = small(new float[] {1, 0}, new float[] {3, 4});
        assertThat(small(new float[] {1, 0}, new float[] {3, 4}))
                .isEqualTo(spec)
                .hasSameHashCodeAs(spec);
        assertThat(small(new float[] {1, -0.0f}, new float[] {3, 4})).isNotEqualTo(spec);
        assertThat(small(new float[] {1, 0}, new float[] {3, 5})).isNotEqualTo(spec);
        assertThat(spec.withParallelism(Parallelism.callerOnly())).isNotEqualTo(spec);
        assertThat(spec.withParallelism(Parallelism.callerOnly()).withParallelism(Parallelism.adaptive()))
                .isEqualTo(spec);
        try (Tensor f = Tensor.of(new float[] {1, 0}, 1, 1, 2, 1)) {
            DepthwiseConv2d.Builder builder = DepthwiseConv2d.builder(f);
            OperationSpec plain = builder.spec();
            assertThat(builder.strides(2, 2).spec()).isNotEqualTo(plain);
            assertThat(builder.strides(1, 1).planning(PlanningEffort.MEASURE).spec())
                    .isNotEqualTo(plain);
            assertThat(Conv2d.builder(f).spec()).isNotEqualTo(plain);
        }
    }

    @Test
    void laterChangesOfTheTensorChangeNothing() {
        try (Tensor filter = Tensor.of(new float[] {1, 2}, 1, 1, 2, 1)) {
            OperationSpec spec = DepthwiseConv2d.builder(filter).spec();
            OperationSpec before = DepthwiseConv2d.builder(filter).spec();
            filter.copyFrom(new float[] {7, 7});
            assertThat(spec)
                    .isEqualTo(before)
                    .isNotEqualTo(DepthwiseConv2d.builder(filter).spec());
        }
    }

    @Test
    void whatTheBuilderRefusesHasNoSpecification() {
        try (Tensor filter = Tensor.of(new float[] {1, 2}, 1, 1, 2, 1);
                Tensor bias = Tensor.of(new float[] {1, 2, 3}, 3);
                Tensor square = Tensor.of(new float[] {1, 2}, 1, 2)) {
            assertThatThrownBy(() -> DepthwiseConv2d.builder(filter).bias(bias).spec())
                    .isInstanceOf(InvalidProblemException.class)
                    .hasMessageContaining("bias");
            assertThatThrownBy(
                            () -> DepthwiseConv2d.builder(filter).bias(square).spec())
                    .isInstanceOf(InvalidProblemException.class)
                    .hasMessageContaining("bias");
            assertThatThrownBy(
                            () -> DepthwiseConv2d.builder(filter).strides(0, 1).spec())
                    .isInstanceOf(InvalidProblemException.class)
                    .hasMessageContaining("strides");
        }
    }

    /** Whatever one byte or a missing end makes of the stream: a specification that can be built, or an IOException. */
    @Test
    void wrongBytesAreRefusedOrMeanAnotherOperation() throws Exception {
        byte[] right = written(small(new float[] {1, 2}, new float[] {3, 4}));
        int contents = new String(right, StandardCharsets.ISO_8859_1).indexOf("depthwise_conv2d") - Integer.BYTES;
        Random random = new Random(SEED);
        int[] refused = new int[2];
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = right.clone();
            // What is before describes the classes; the JDK itself throws any exception if that is wrong.
            int at = contents + random.nextInt(bytes.length - contents);
            bytes[at] = (byte) random.nextInt(256);
            if (i % 10 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            try {
                if (read(bytes) instanceof OperationSpec spec) {
                    spec.build().close();
                    refused[0]++;
                }
            } catch (IOException | ClassNotFoundException | ClassCastException e) {
                refused[1]++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", mutation " + i + " of byte " + at, e);
            }
        }
        assertThat(refused[0]).isPositive();
        assertThat(refused[1]).isPositive();
    }

    @Test
    void aStreamThatBreaksARuleIsRefusedWithTheRule() throws Exception {
        byte[] right = written(small(new float[] {1, 2}, new float[] {3, 4}));
        assertThatThrownBy(() -> read(replaced(right, "SAME", "SOME")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("padding");
        assertThatThrownBy(() -> read(replaced(right, "NHWC", "NHHC"))).isInstanceOf(InvalidObjectException.class);
        assertThatThrownBy(() -> read(replaced(right, "clip(-1.0,1.0)", "clip(-1.0,-9.)")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("clip");
        assertThatThrownBy(() -> read(replaced(right, "depthwise_conv2d", "somewhere_conv2d")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("somewhere_conv2d");
    }

    private static byte[] replaced(byte[] bytes, String old, String other) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(old);
        int at = text.lastIndexOf(old);
        return (text.substring(0, at) + other + text.substring(at + old.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
