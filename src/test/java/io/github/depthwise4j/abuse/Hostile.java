package io.github.depthwise4j.abuse;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Elements;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.tensor.TensorPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Wrong and right arguments, by type. */
final class Hostile {
    private static final long[] NUMBERS = {
        -1,
        0,
        1,
        2,
        3,
        4,
        5,
        8,
        16,
        64,
        1000,
        65_536,
        1L << 20,
        1L << 30,
        Integer.MAX_VALUE - 1,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        1L << 46,
        1L << 60,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] REALS = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        6,
        1e-30,
        1e30,
        Float.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "SAME",
        "VALID",
        "same",
        "NHWC",
        "NCHW",
        "FLOAT32",
        "CONV2D",
        "RELU6",
        "EXACT",
        "ESTIMATE",
        "relu",
        "leaky_relu(0.1)",
        "clip(1.0,-1.0)",
        "[[0,0],[1,1],[1,1],[0,0]]",
        "[[0,0],[-1,1],[1,1],[0,0]]",
        "\u0000\ud800",
        "depthwise_conv2d float32 NHWC SAME g32mb1ic32ih112iw112oc32oh112ow112kh3kw3sh1sw1ph1pw1dh0dw0",
        "conv2d float32 NCHW VALID mb1ic2147483647ih1iw1oc1kh1kw1",
        "depthwise_conv2d float32 NHWC",
        "n\"",
        "then"
    };

    private final Random random;

    Hostile(Random random) {
        this.random = random;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    long number() {
        return random.nextInt(3) > 0 ? random.nextInt(9) : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    /** A value of a type; null where null is what there is to pass. */
    Object value(Class<?> type) {
        if (type.isPrimitive()) {
            return primitive(type);
        }
        if (type == PlanningEffort.class) {
            // Measuring takes a tenth of a second for each shape.
            return random.nextInt(50) == 0 ? PlanningEffort.MEASURE : PlanningEffort.ESTIMATE;
        }
        if (type.isEnum()) {
            return pick(List.of(type.getEnumConstants()));
        }
        if (type.isArray()) {
            return array(type);
        }
        if (type == String.class) {
            return text();
        }
        if (type == Shape.class) {
            return shape();
        }
        if (type == Tensor.class) {
            return tensor();
        }
        if (type == FloatBuffer.class) {
            return bytes().asFloatBuffer();
        }
        if (type == ByteBuffer.class) {
            return bytes();
        }
        return other(type);
    }

    private Object primitive(Class<?> type) {
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == int.class) {
            return (int) number();
        }
        if (type == long.class) {
            return number();
        }
        double real = random.nextBoolean() ? REALS[random.nextInt(REALS.length)] : random.nextGaussian();
        return type == float.class ? (Object) (float) real : (Object) real;
    }

    private Object array(Class<?> type) {
        if (type == int[].class) {
            return random.ints(random.nextInt(6), 0, 1)
                    .map(zero -> (int) number())
                    .toArray();
        }
        if (type == long[].class) {
            return dims();
        }
        if (type == byte[].class) {
            return new byte[random.nextInt(10)];
        }
        if (type == float[].class) {
            return new float[random.nextInt(40)];
        }
        if (type == int[][].class) {
            int[][] pairs = new int[random.nextInt(4) > 0 ? 4 : random.nextInt(6)][];
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] = random.nextInt(9) == 0
                        ? (int[]) value(int[].class)
                        : new int[] {random.nextInt(3), random.nextInt(20) == 0 ? (int) number() : random.nextInt(3)};
            }
            return pairs;
        }
        if (type == Shape[].class) {
            Shape[] shapes = new Shape[random.nextInt(3)];
            Arrays.setAll(shapes, i -> random.nextInt(9) == 0 ? null : shape());
            return shapes;
        }
        if (type == Layer[].class) {
            return new Layer[random.nextInt(2)];
        }
        if (type == Tensor[].class) {
            return new Tensor[random.nextInt(2)];
        }
        if (type == Object[].class) {
            float[] row = new float[random.nextInt(4)];
            return pick(List.<Object[]>of(
                    new float[][] {row, row}, new float[][] {row, new float[2]}, new float[2][3][1], new Object[] {row
                    }));
        }
        throw new IllegalStateException("no values of " + type);
    }

    long[] dims() {
        long[] dims = new long[random.nextInt(10)];
        boolean tame = random.nextBoolean();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = tame ? random.nextInt(4) : number();
        }
        return dims;
    }

    private Shape shape() {
        try {
            return Shape.of(dims());
        } catch (IllegalArgumentException e) {
            return Shape.of(1 + random.nextInt(3), 1 << random.nextInt(31), random.nextInt(9), random.nextInt(9));
        }
    }

    private String text() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        if (random.nextInt(3) == 0) {
            text = new RandomProblems(random.nextLong(), 500, true)
                    .nextOfAnyOperation()
                    .toString();
        }
        if (random.nextInt(50) == 0) {
            text = text + String.valueOf((char) random.nextInt(128)).repeat(random.nextInt(20_000));
        }
        if (!text.isEmpty() && random.nextBoolean()) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(4));
            text = text.substring(0, at)
                    + (random.nextBoolean() ? "" : String.valueOf((char) random.nextInt(128)))
                    + text.substring(to);
        }
        return text;
    }

    /** Small tensors of every rank, some over buffers, read-only or closed. */
    private Tensor tensor() {
        long[] dims = new long[random.nextInt(8)];
        long count = 1;
        for (int i = 0; i < dims.length; i++) {
            dims[i] = random.nextInt(4);
            count *= dims[i];
        }
        Tensor tensor;
        if (random.nextBoolean()) {
            tensor = Tensor.allocate(DataType.FLOAT32, dims);
        } else {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect((int) count * Float.BYTES).order(ByteOrder.nativeOrder());
            tensor = Tensor.wrap(random.nextBoolean() ? bytes : readOnly(bytes), dims);
        }
        if (random.nextInt(3) == 0) {
            tensor.close();
        }
        return tensor;
    }

    private static ByteBuffer readOnly(ByteBuffer bytes) {
        return bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    /** On the heap, read-only, misaligned, sliced, of the other byte order. */
    private ByteBuffer bytes() {
        int size = random.nextInt(200);
        ByteBuffer bytes = random.nextInt(4) > 0 ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        bytes.order(random.nextInt(4) > 0 ? ByteOrder.nativeOrder() : ByteOrder.BIG_ENDIAN);
        if (random.nextBoolean()) {
            bytes.position(random.nextInt(size + 1));
        }
        if (random.nextInt(4) == 0) {
            bytes.limit(bytes.position() + random.nextInt(bytes.remaining() + 1));
        }
        ByteOrder order = bytes.order();
        ByteBuffer result = random.nextBoolean() ? bytes : bytes.slice();
        return (random.nextInt(5) == 0 ? result.asReadOnlyBuffer() : result).order(order);
    }

    private Object other(Class<?> type) {
        if (type == Padding.class) {
            return random.nextInt(3) > 0 ? pick(List.of(Padding.SAME, Padding.VALID)) : explicit();
        }
        if (type == Activation.class) {
            return pick(List.of(Activation.NONE, Activation.RELU6, Activation.GELU_ERF, Activation.leakyRelu(-2)));
        }
        if (type == NetworkOptions.class) {
            return NetworkOptions.defaults();
        }
        if (type == Parallelism.class) {
            return pick(List.of(Parallelism.adaptive(), Parallelism.callerOnly(), Parallelism.fixed(2)));
        }
        if (type == MeterRegistry.class) {
            return new SimpleMeterRegistry();
        }
        if (type == Verifier.Subject.class) {
            return (Verifier.Subject) this::compute;
        }
        if (type == Verifier.SeparableSubject.class) {
            return (Verifier.SeparableSubject) (problem, in, a, b, c, d, residual, out) -> {};
        }
        if (type == Problem.class || type == ConvolutionProblem.class || type == SeparableProblem.class) {
            RandomProblems problems = new RandomProblems(random.nextLong(), 1_000, true);
            return type == SeparableProblem.class ? problems.nextSeparable() : problems.next();
        }
        if (type == List.class) {
            return new ArrayList<>();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Object.class) {
            return pick(List.of("text", 1, Shape.of(1), Padding.SAME));
        }
        if (type == Elements.class) {
            return Elements.of(new float[random.nextInt(200)]);
        }
        if (type == Consumer.class) {
            return (Consumer<Object>) seen -> {};
        }
        if (type == Function.class) {
            return (Function<Object, Object>) seen -> seen;
        }
        if (type == RuntimeVerification.class) {
            return random.nextBoolean() ? RuntimeVerification.off() : RuntimeVerification.firstCall();
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(HostileFiles.numpyBytes(random));
        }
        if (type == OutputStream.class) {
            return OutputStream.nullOutputStream();
        }
        if (type == NpzFile.class || type == TensorPool.class) {
            return type == TensorPool.class ? TensorPool.create(random.nextInt(5_000)) : HostileFiles.archive(random);
        }
        if (type == Duration.class) {
            return Duration.ofMillis(number());
        }
        if (type == Path.class) {
            return HostileFiles.path(random);
        }
        return type == Throwable.class ? new LinkageError("made up") : null;
    }

    private Object explicit() {
        return Padding.explicit(new int[][] {
            {0, 0}, {random.nextInt(3), random.nextInt(3)}, {random.nextInt(3), random.nextInt(3)}, {0, 0}
        });
    }

    /** A subject that is right, wrong, or fails. */
    private void compute(
            ConvolutionProblem problem, Tensor input, Tensor filter, Tensor bias, Tensor residual, Tensor output) {
        switch (random.nextInt(3)) {
            case 0 ->
                output.copyFrom(ReferenceConvolution.compute(
                                problem,
                                input.toFloatArray(),
                                filter.toFloatArray(),
                                bias == null ? null : bias.toFloatArray(),
                                residual == null ? null : residual.toFloatArray())
                        .toFloatArray());
            case 1 -> input.copyFrom(new float[(int) input.shape().elementCount()]);
            default -> throw new UnsupportedOperationException("the subject fails");
        }
    }
}
