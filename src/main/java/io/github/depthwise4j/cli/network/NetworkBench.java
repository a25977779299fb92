package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.network.LayerTime;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Measures runs of a network on random numbers; all runs have the same. */
final class NetworkBench implements AutoCloseable {
    private static final int MOST_RUNS = 100_000;
    private static final int WARM_UP_PART = 5;
    private static final int FEWEST_RUNS = 3;
    private static final int LAYER_RUNS = 50;

    private final Network network;
    private final long nanos;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();

    NetworkBench(Network network, int seconds) {
        this.network = network;
        this.nanos = TimeUnit.SECONDS.toNanos(seconds);
        Random random = new Random(1);
        for (Shape shape : network.inputShapes()) {
            float[] values = new float[Math.toIntExact(shape.elementCount())];
            for (int i = 0; i < values.length; i++) {
                values[i] = 2 * random.nextFloat() - 1;
            }
            inputs.add(Tensor.of(values, shape));
        }
        outputs.addAll(newOutputs());
    }

    private List<Tensor> newOutputs() {
        return network.outputShapes().stream()
                .map(shape -> Tensor.allocate(DataType.FLOAT32, shape))
                .toList();
    }

    /** The median time of a run. */
    long medianNanos() {
        runFor(nanos / WARM_UP_PART, outputs);
        long[] times = new long[MOST_RUNS];
        int runs = 0;
        long begin = System.nanoTime();
        long before = begin;
        while (runs < FEWEST_RUNS || runs < MOST_RUNS && before - begin < nanos) {
            network.run(inputs, outputs);
            long after = System.nanoTime();
            times[runs++] = after - before;
            before = after;
        }
        Arrays.sort(times, 0, runs);
        return times[runs / 2];
    }

    private long runFor(long duration, List<Tensor> into) {
        long begin = System.nanoTime();
        long runs = 0;
        do {
            network.run(inputs, into);
            runs++;
        } while (System.nanoTime() - begin < duration);
        return runs;
    }

    /** The runs per second of so many threads at a time. */
    double runsPerSecond(int callers) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < callers; i++) {
                counts.add(threads.submit(() -> {
                    List<Tensor> own = newOutputs();
                    try {
                        return runFor(nanos, own);
                    } finally {
                        own.forEach(Tensor::close);
                    }
                }));
            }
            long runs = 0;
            for (Future<Long> count : counts) {
                runs += count.get();
            }
            return runs * 1e9 / (System.nanoTime() - begin);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdown();
        }
    }

    /** The median time of each step. */
    List<LayerTime> layerTimes() {
        List<List<LayerTime>> runs = new ArrayList<>();
        for (int i = 0; i < LAYER_RUNS; i++) {
            runs.add(network.runMeasured(inputs, outputs));
        }
        List<LayerTime> medians = new ArrayList<>();
        for (LayerTime layer : runs.get(0)) {
            long[] times = runs.stream()
                    .mapToLong(run -> run.get(layer.step()).nanos())
                    .sorted()
                    .toArray();
            medians.add(new LayerTime(
                    layer.step(), layer.name(), layer.operation(), layer.computedBy(), times[times.length / 2]));
        }
        return medians;
    }

    @Override
    public void close() {
        inputs.forEach(Tensor::close);
        outputs.forEach(Tensor::close);
    }
}
