package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Tensor;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures a network and its layers, and prints the times as a table. */
final class LayerTimes {
    private static final long WARM_UP_NANOSECONDS = 1_000_000_000;
    private static final String ROW = "%-26s %-16s %-19s %14s %11s %7s %9s";

    private final Network network;
    /** One array for each layer. */
    private final long[][] layerTimes;

    private final long[] wholeTimes;
    private int run;
    private long started;

    private LayerTimes(Network network, int runs) {
        this.network = network;
        this.layerTimes = new long[network.layers().size()][runs];
        this.wholeTimes = new long[runs];
    }

    /** Warms up for a second, takes the time of so many whole runs, and that of each layer in so many more. */
    static LayerTimes measure(Network network, Tensor input, int runs) {
        LayerTimes times = new LayerTimes(network, runs);
        times.measure(input);
        return times;
    }

    private void measure(Tensor input) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WARM_UP_NANOSECONDS) {
            network.infer(input);
        }
        for (int i = 0; i < wholeTimes.length; i++) {
            long start = System.nanoTime();
            network.infer(input);
            wholeTimes[i] = System.nanoTime() - start;
        }
        Consumer<PlannedLayer> clock = planned -> {
            long now = System.nanoTime();
            layerTimes[planned.layer().index - 1][run] = now - started;
            started = now;
        };
        for (run = 0; run < wholeTimes.length; run++) {
            started = System.nanoTime();
            network.run(input, clock);
        }
    }

    void print(PrintWriter out) {
        List<PlannedLayer> layers = network.layers();
        double[] medians =
                Arrays.stream(layerTimes).mapToDouble(LayerTimes::median).toArray();
        double sum = Arrays.stream(medians).sum();
        out.println(String.format(ROW, "layer", "kind", "output", "multiply-adds", "median us", "share", "GFLOP/s"));
        long multiplyAdds = 0;
        for (int i = 0; i < medians.length; i++) {
            PlannedLayer planned = layers.get(i);
            long count = planned.cost().multiplyAdds();
            multiplyAdds += count;
            out.println(String.format(
                    Locale.ROOT,
                    ROW,
                    planned.layer().name,
                    planned.layer().kind + (planned.layer().residual == null ? "" : " + add"),
                    planned.outputShape(),
                    count == 0 ? "-" : String.format(Locale.ROOT, "%,d", count),
                    number(medians[i] / 1e3),
                    number(100 * medians[i] / sum) + " %",
                    count == 0 ? "-" : number(2 * count / medians[i])));
        }
        double whole = median(wholeTimes);
        out.println(String.format(
                Locale.ROOT,
                "whole inference: median %.2f ms of %d runs, best %.2f ms; %,d multiply-adds, %.1f GFLOP/s; "
                        + "the layers' medians add up to %.2f ms",
                whole / 1e6,
                wholeTimes.length,
                Arrays.stream(wholeTimes).min().orElse(0) / 1e6,
                multiplyAdds,
                2 * multiplyAdds / whole,
                sum / 1e6));
        out.println(String.format(
                Locale.ROOT,
                "results between the layers: %.1f MiB in %d blocks that are used again and again",
                network.tensors().byteSize() / 0x1p20,
                network.tensors().blockCount()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static double median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
