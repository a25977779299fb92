package io.github.depthwise4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.benchmarks.engines.BareConvolution;
import io.github.depthwise4j.benchmarks.engines.OurEngine;
import io.github.depthwise4j.benchmarks.processes.WorkerProcess;
import io.github.depthwise4j.benchmarks.report.Result;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many callers at once: executions per second and native threads, of this library as it is and of the bare binding with
 * one OpenMP thread per caller and with OpenMP's default. Each measurement is a process of its own, in turns.
 */
public final class CallerThroughput {
    private static final int CALLERS = 8;
    private static final long SECONDS = 3;
    private static final long WARM_UP_MILLIS = 1000;
    private static final List<String> LAYERS = List.of("28x28x256", "14x14x480 5x5", "112x112x32", "56x56x64 m2");
    private static final String OURS = "ours";
    private static final String DEFAULT = "default";

    private CallerThroughput() {}

    /** Runs the processes and writes {@code throughput.md}. */
    static void run(Path out, int rounds) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(
                "# " + CALLERS + " callers on " + Runtime.getRuntime().availableProcessors()
                        + " processors\n\nExecutions per second, medians of " + rounds
                        + " processes, and of their ratios; threads "
                        + "without those a JVM has before it computes; executions\nper second of processor time, which "
                        + "other work on the machine changes less, as a part of bare with one thread.\n\n"
                        + "| layer | ours | bare, OMP_NUM_THREADS=1 | ours / bare | bare, OpenMP's default | "
                        + "threads: ours | bare, 1 | bare, default | per processor time: ours | bare, default |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|\n");
        for (String layer : LAYERS) {
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            Map<String, List<Double>> threads = new LinkedHashMap<>();
            Map<String, List<Double>> perCpuSecond = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (String who : List.of(OURS, "1", DEFAULT)) {
                    double[] answer = process(layer, who);
                    rates.computeIfAbsent(who, key -> new ArrayList<>()).add(answer[0]);
                    threads.computeIfAbsent(who, key -> new ArrayList<>()).add(answer[1]);
                    perCpuSecond.computeIfAbsent(who, key -> new ArrayList<>()).add(answer[2]);
                }
            }
            double ours = Result.median(rates.get(OURS));
            double bare = Result.median(rates.get("1"));
            // Of neighbouring processes, which the machine disturbs alike.
            double ratio = Result.median(IntStream.range(0, rounds)
                    .mapToObj(
                            round -> rates.get(OURS).get(round) / rates.get("1").get(round))
                    .toList());
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.3f | %.0f | %.0f | %.0f | %.0f | %.3f | %.3f |%n",
                    layer,
                    ours,
                    bare,
                    ratio,
                    Result.median(rates.get(DEFAULT)),
                    Result.median(threads.get(OURS)),
                    Result.median(threads.get("1")),
                    Result.median(threads.get(DEFAULT)),
                    Result.median(perCpuSecond.get(OURS)) / Result.median(perCpuSecond.get("1")),
                    Result.median(perCpuSecond.get(DEFAULT)) / Result.median(perCpuSecond.get("1"))));
        }
        Files.writeString(out.resolve("throughput.md"), text);
    }

    private static double[] process(String layer, String who) throws IOException, InterruptedException {
        // The JVM's own threads must not change while we count.
        List<String> arguments = List.of(
                "-XX:+UseSerialGC",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                CallerThroughput.class.getName(),
                layer,
                who);
        ProcessBuilder builder = WorkerProcess.java(System.getProperty("java.class.path"), arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("OMP_NUM_THREADS");
        if (who.equals("1")) {
            builder.environment().put("OMP_NUM_THREADS", who);
        }
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes()).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process for " + who + " failed");
        }
        String[] words = answer.split(" ");
        return Stream.of(words).mapToDouble(Double::parseDouble).toArray();
    }

    /** One process: prints executions per second and threads. Arguments: a layer, and what computes it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int threadsBefore = threads();
        ConvolutionProblem problem = Layer.parse(arguments[0]).problem(DataFormat.NHWC, 1);
        CaseData data = CaseData.unchecked(problem);
        DepthwiseConv2d operation = arguments[1].equals(OURS)
                ? OurEngine.operation(problem, data.filter(), PlanningEffort.ESTIMATE, 2)
                : null;
        OperatingSystemMXBean processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        LongAdder executions = new LongAdder();
        CountDownLatch ready = new CountDownLatch(CALLERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            Thread thread = new Thread(() -> {
                Runnable layer = operation == null ? bare(problem) : ours(operation, problem, data);
                layer.run();
                ready.countDown();
                while (true) {
                    layer.run();
                    executions.increment();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        ready.await();
        Thread.sleep(WARM_UP_MILLIS);
        long begin = System.nanoTime();
        long before = executions.sum();
        long cpuBefore = processor.getProcessCpuTime();
        Thread.sleep(SECONDS * 1000);
        long done = executions.sum() - before;
        double rate = done / ((System.nanoTime() - begin) / 1e9);
        double perCpuSecond = done / ((processor.getProcessCpuTime() - cpuBefore) / 1e9);
        System.out.println(rate + " " + (threads() - threadsBefore) + " " + perCpuSecond);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static Runnable ours(DepthwiseConv2d operation, ConvolutionProblem problem, CaseData data) {
        Tensor input = Tensor.of(data.input(), problem.inputShape().dims());
        Tensor output =
                Tensor.allocate(problem.dataType(), problem.outputShape().dims());
        return () -> operation.run(input, output);
    }

    private static Runnable bare(ConvolutionProblem problem) {
        return new BareConvolution(problem, CaseData.unchecked(problem))::run;
    }

    /** The threads of this process, native ones included. */
    private static int threads() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
