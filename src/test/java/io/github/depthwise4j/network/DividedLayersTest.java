package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Layers that are long enough for several threads: within their bounds, and with the same bits for all numbers of them.
 */
class DividedLayersTest {
    private static final int NETWORKS = Integer.getInteger("depthwise4j.test.divided", 12);
    private static final NetworkOptions ALL =
            NetworkOptions.defaults().planning(PlanningEffort.ESTIMATE).parallelism(Parallelism.fixed(64));

    private static Tensor numbers(CloseStack owner, Random random, long... shape) {
        int count = 1;
        for (long dim : shape) {
            count *= Math.toIntExact(dim);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        Tensor tensor = Tensor.of(values, shape);
        return owner.add(tensor, tensor::close);
    }

    /** Layers over few pixels, or one, with large filters, and arithmetic over many. */
    private static Layer[] layers(NetworkBuilder net, Random random, CloseStack weights) {
        int images = 1 + random.nextInt(2);
        int size = 30 + random.nextInt(40);
        int channels = 8 + random.nextInt(60);
        Layer image = net.input("image", images, size, size, channels);
        Layer gate = net.input("gate", images, 1, 1, channels);
        Layer scaled = image.multiply(gate).activation(Activation.TANH);
        Layer sum = image.add(scaled).subtract(gate.reshape(images * channels).reshape(images, 1, 1, channels));
        Layer pixel = net.input("pixel", random.nextInt(4) == 0 ? 2 : 1, 1, 1, 300 + random.nextInt(900));
        int oc = 300 + random.nextInt(1000);
        Tensor bias = random.nextBoolean() ? numbers(weights, random, oc) : null;
        Layer wide = pixel.conv2d(numbers(weights, random, 1, 1, pixel.shape().dim(3), oc), bias, 1, Padding.SAME);
        Layer other = net.input("other", wide.shape().dims());
        wide = wide.add(other).activation(random.nextBoolean() ? Activation.RELU : Activation.HARD_SWISH);
        int window = 2 + random.nextInt(4);
        Layer few = net.input("few", 1, window, window, 100 + random.nextInt(150));
        Layer windows =
                few.conv2d(numbers(weights, random, window, window, few.shape().dim(3), oc), null, 1, Padding.VALID);
        int pooled = 2 + random.nextInt(3);
        int stride = 1 + random.nextInt(3);
        Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
        Layer pools = random.nextBoolean()
                ? image.maxPooling(pooled, stride, padding)
                : image.averagePooling(pooled, stride, padding);
        Layer all = random.nextBoolean() ? image.globalAveragePooling() : image.globalMaxPooling();
        Layer means = random.nextBoolean() ? image.reduceMean(1, 2) : image.reduceSum(1);
        return Stream.concat(
                        Stream.of(scaled, sum, wide, windows, sum.activation(Activation.SIGMOID), pools, all, means),
                        rearranged(net, random, image, weights).stream())
                .toArray(Layer[]::new);
    }

    /** Copies to other places, and functions of rows. */
    private static List<Layer> rearranged(NetworkBuilder net, Random random, Layer image, CloseStack weights) {
        long channels = image.shape().dim(3);
        int rows = (int) image.shape().dim(1);
        return List.of(
                net.concatenate(random.nextInt(4), image, image),
                image.pad(random.nextInt(3), 1, random.nextInt(3), 0),
                image.transpose(0, 3, 1, 2),
                image.transpose(0, 2, 1, 3),
                image.slice(new int[] {0, 3, 1, 2}, new int[] {1, rows - 4, rows - 3, (int) channels - 2}),
                image.prelu(numbers(weights, random, channels)),
                image.softmax(),
                image.slice(new int[4], new int[] {1, rows, rows, 5}).softmax(),
                image.resizeNearest(2 * rows, rows));
    }

    private static List<float[]> run(Network network, long seed) {
        Random random = new Random(seed);
        List<float[]> numbers = new ArrayList<>();
        try (CloseStack owner = new CloseStack()) {
            Tensor[] inputs = network.inputShapes().stream()
                    .map(shape -> numbers(owner, random, shape.dims()))
                    .toArray(Tensor[]::new);
            for (Tensor result : network.run(inputs)) {
                numbers.add(result.toFloatArray());
                result.close();
            }
        }
        return numbers;
    }

    /** The steps of a kind that several threads may compute. */
    private static int divided(Network network, String operations) {
        String row = ".*(" + operations + ").*\\]\\s+([0-9.]+\\s+)?[2-9]\\s.*";
        return (int)
                network.describe().lines().filter(line -> line.matches(row)).count();
    }

    @Test
    void dividedLayersAreWithinTheirBoundsAndHaveTheBitsOfOneThread() {
        int convolutions = 0;
        int others = 0;
        int poolings = 0;
        int copies = 0;
        for (int i = 0; i < NETWORKS; i++) {
            long seed = TestSettings.SEED + i;
            try (CloseStack weights = new CloseStack()) {
                NetworkBuilder net = Network.builder();
                Layer[] results = layers(net, new Random(seed), weights);
                NetworkVerification verification = net.verify(ALL, seed, results);
                assertThat(verification.passed())
                        .as("seed %d%n%s", seed, verification.describe())
                        .isTrue();
                try (Network all = net.build(ALL, results);
                        Network alone = net.build(ALL.parallelism(Parallelism.callerOnly()), results)) {
                    List<float[]> expected = run(alone, seed);
                    for (int call = 0; call < 3; call++) {
                        List<float[]> numbers = run(all, seed);
                        for (int output = 0; output < results.length; output++) {
                            assertThat(numbers.get(output))
                                    .as("seed %d, output %d", seed, output)
                                    .isEqualTo(expected.get(output));
                        }
                    }
                    convolutions += divided(all, "conv2d");
                    others += divided(all, "multiply|subtract|sigmoid|tanh");
                    poolings += divided(all, "max_pool2d|avg_pool2d");
                    copies += divided(all, "concat|pad|transpose|strided_slice|prelu|softmax");
                }
            }
        }
        // Otherwise this compares the same thing with itself.
        if (Runtime.getRuntime().availableProcessors() > 1) {
            assertThat(convolutions).isGreaterThan(NETWORKS);
            assertThat(others).isGreaterThan(NETWORKS);
            assertThat(poolings).isGreaterThan(NETWORKS / 2);
            assertThat(copies).isGreaterThan(4 * NETWORKS);
        }
    }
}
