package io.github.depthwise4j.abuse;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkBuilder;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;

/**
 * A server's life in a hurry: threads build operations and networks, run them over changing shapes in both data
 * formats, with more shapes than plans are kept for, and close them. The program of {@code ci/soak.sh}; the memory of
 * the process has to stay where it was once the JVM was warm.
 */
final class Soak {
    private static final int THREADS = 3;
    private static final int RUNS_PER_OPERATION = 20_000;
    private static final int RUNS_PER_SHAPE = 50;
    private static final int SHAPES = 40;
    private static final int SAMPLES = 200;
    private static final double TOLERANCE = 0.02;

    /**
     * Until then the JVM needs more and more memory, for classes and for what its compiler makes and leaves to malloc.
     */
    private static final long WARM_UP = 2_000_000;

    private final long warmUp;
    private final long executions;
    private final long leakedBytes;
    private final AtomicLong done = new AtomicLong();

    /**
     * Leaks on request, to show that a leak is found.
     *
     * @param warmUp executions before the resident size is looked at
     * @param executions executions altogether
     * @param leakedBytes for each execution
     */
    Soak(long warmUp, long executions, long leakedBytes) {
        this.warmUp = warmUp;
        this.executions = executions;
        this.leakedBytes = leakedBytes;
    }

    public static void main(String[] arguments) throws Exception {
        long executions = Long.parseLong(arguments[0]);
        long leakedBytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
        Counts before = Counts.settled();
        long begin = System.nanoTime();
        Soak soak = new Soak(WARM_UP, WARM_UP + executions, leakedBytes);
        List<Long> kibibytes = soak.run();
        before.assertBack();
        int fifth = kibibytes.size() / 5;
        List<Long> medians = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            medians.add(median(kibibytes.subList(i * fifth, (i + 1) * fifth)));
        }
        System.out.println("resident KiB, medians of each fifth: " + medians);
        long early = medians.get(1);
        long late = medians.get(4);
        double growth = (double) late / early - 1;
        System.out.printf(
                "%d executions to warm up and %d more in %.0f s, %d samples of the resident size: median %d KiB in "
                        + "the second fifth, %d KiB in the last (%+.2f %%, %+.1f bytes an execution), all counts as "
                        + "before%n",
                WARM_UP,
                soak.done.get() - WARM_UP,
                (System.nanoTime() - begin) / 1e9,
                kibibytes.size(),
                early,
                late,
                100 * growth,
                (late - early) * 1024 / (0.6 * executions));
        System.exit(growth <= TOLERANCE ? 0 : 1);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Runs everything; returns the resident sizes after the warm-up, in KiB. */
    List<Long> run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long seed = i;
                workers.add(threads.submit(() -> work(new Random(seed))));
            }
            List<Long> samples = new ArrayList<>();
            while (!workers.stream().allMatch(Future::isDone)) {
                if (done.get() >= warmUp + (executions - warmUp) * samples.size() / SAMPLES) {
                    samples.add(residentKibibytes());
                }
                Thread.sleep(5);
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
            return samples;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long residentKibibytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work(Random random) {
        while (done.get() < executions) {
            int kind = random.nextInt(8);
            if (kind == 0) {
                network(random);
            } else if (kind < 3) {
                separable(random);
            } else {
                depthwise(random);
            }
        }
    }

    private void count() {
        done.addAndGet(RUNS_PER_SHAPE);
        if (leakedBytes > 0) {
            long bytes = leakedBytes * RUNS_PER_SHAPE;
            Pointer.memset(Pointer.malloc(bytes), 1, bytes);
        }
    }

    private void depthwise(Random random) {
        DataFormat format = random.nextBoolean() ? DataFormat.NHWC : DataFormat.NCHW;
        int channels = 1 + random.nextInt(16);
        int multiplier = 1 + random.nextInt(2);
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, channels, multiplier);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .dataFormat(format)
                        .parallelism(random.nextBoolean() ? Parallelism.adaptive() : Parallelism.callerOnly())
                        .build()) {
            for (int run = 0; run < RUNS_PER_OPERATION && done.get() < executions; run += RUNS_PER_SHAPE) {
                try (Tensor in = input(random, format, channels);
                        Tensor out = Tensor.allocate(
                                DataType.FLOAT32, op.outputShape(in.shape()).dims())) {
                    for (int i = 0; i < RUNS_PER_SHAPE - 2; i++) {
                        op.run(in, out);
                    }
                    op.run(in).close();
                    Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.SAME, format)
                            .close();
                    count();
                }
            }
        }
    }

    private void separable(Random random) {
        int channels = 1 + random.nextInt(8);
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 2, 2, channels, 1);
                Tensor pointwise = Tensor.allocate(DataType.FLOAT32, 1, 1, channels, 4);
                SeparableConv2d op = SeparableConv2d.builder(filter, pointwise)
                        .padding(Padding.SAME)
                        .build()) {
            for (int run = 0; run < RUNS_PER_OPERATION && done.get() < executions; run += RUNS_PER_SHAPE) {
                try (Tensor in = input(random, DataFormat.NHWC, channels);
                        Tensor out = Tensor.allocate(
                                DataType.FLOAT32, op.outputShape(in.shape()).dims())) {
                    for (int i = 0; i < RUNS_PER_SHAPE; i++) {
                        op.run(in, out);
                    }
                    count();
                }
            }
        }
    }

    /** A network is built, run and closed; some of its layers share memory, and one of its layers needs zeros. */
    private void network(Random random) {
        int channels = 1 + random.nextInt(8);
        long rows = 1 + random.nextInt(SHAPES);
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, channels, 1)) {
            NetworkBuilder builder = Network.builder();
            Layer image = builder.input("image", 1, rows, 5, channels);
            Layer convolved = image.depthwiseConv2d(filter, null, 1, Padding.SAME);
            Layer joined = builder.concatenate(3, convolved.multiply(image.globalAveragePooling()), image.softmax());
            try (Network network = builder.build(joined.transpose(0, 3, 1, 2).pad(1, 1, 0, 0));
                    Tensor in = Tensor.allocate(
                            DataType.FLOAT32, network.inputShapes().get(0));
                    Tensor out = Tensor.allocate(
                            DataType.FLOAT32, network.outputShapes().get(0))) {
                for (int run = 0; run < RUNS_PER_OPERATION / 10 && done.get() < executions; run += RUNS_PER_SHAPE) {
                    for (int i = 0; i < RUNS_PER_SHAPE - 1; i++) {
                        network.run(List.of(in), List.of(out));
                    }
                    network.run(in).forEach(Tensor::close);
                    count();
                }
            }
        }
    }

    private static Tensor input(Random random, DataFormat format, int channels) {
        long rows = 1 + random.nextInt(SHAPES);
        Shape shape = format == DataFormat.NHWC ? Shape.of(1, rows, 5, channels) : Shape.of(1, channels, rows, 5);
        float[] values = new float[(int) shape.elementCount()];
        Arrays.fill(values, 1);
        return Tensor.of(values, shape.dims());
    }
}
