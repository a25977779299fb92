package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.benchmarks.engines.OurEngine;
import io.github.depthwise4j.benchmarks.processes.WorkerProcess;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the garbage collector stops eight callers that allocate an input and an output for each call: if they
 * compute over these arrays, over tensors, or in Java alone for about as long. Each measurement is a process of its
 * own, in turns, on the JVM that runs this. The JVM's own log says how long it took until all threads had stopped, how
 * long they were stopped altogether, and how long a collection was put off because native code used arrays.
 */
public final class Pauses {
    private static final int CALLERS = 8;
    private static final long WARM_UP_MILLIS = 2000;
    private static final long MILLIS = 5000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final List<String> LAYERS = List.of("28x28x64", "112x112x64");
    private static final List<String> COLLECTORS = List.of("UseG1GC", "UseZGC");
    private static final String ARRAYS = "arrays";
    private static final String TENSORS = "tensors";
    private static final String JAVA = "java";

    private static final Pattern SAFEPOINT = Pattern.compile("Reaching safepoint: (\\d+) ns.*Total: (\\d+) ns");
    private static final Pattern PUT_OFF = Pattern.compile("\\[(\\d+)ns].*Setting _needs_gc");
    private static final Pattern MADE_GOOD = Pattern.compile("\\[(\\d+)ns].*Performing GC after exiting");

    /** Where an object must be made: the compiler does not see that nobody reads it. */
    private static volatile Object seen;

    /** What the JVM's log says, in milliseconds. */
    private record Log(List<Double> reaching, List<Double> stopped, List<Double> putOff) {
        static Log read(Path file, double fromMillis) throws IOException {
            Log log = new Log(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            long since = 0;
            for (String line : Files.readAllLines(file)) {
                long now = Long.parseLong(line.substring(1, line.indexOf("ns]")));
                Matcher match = SAFEPOINT.matcher(line);
                if (now < fromMillis * NANOS_PER_MILLI) {
                    continue;
                }
                if (match.find()) {
                    log.reaching.add(Long.parseLong(match.group(1)) / NANOS_PER_MILLI);
                    log.stopped.add(Long.parseLong(match.group(2)) / NANOS_PER_MILLI);
                } else if (PUT_OFF.matcher(line).find()) {
                    since = now;
                } else if (MADE_GOOD.matcher(line).find() && since > 0) {
                    log.putOff.add((now - since) / NANOS_PER_MILLI);
                    since = 0;
                }
            }
            return log;
        }
    }

    private Pauses() {}

    /** Runs the processes and writes {@code pauses.md}. */
    static void run(Path out, int rounds) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("# Pauses with " + CALLERS + " callers on "
                + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version().feature() + "\n\nMilliseconds: the median of the medians of " + rounds
                + " processes, and the longest of all.\n\n| layer, collector | callers | until all stop | "
                + "stopped | put off | number of stops, of collections put off | calls a second |\n"
                + "|---|---|---|---|---|---|---|\n");
        for (String layer : LAYERS) {
            for (String collector : COLLECTORS) {
                Map<String, List<Log>> logs = new LinkedHashMap<>();
                Map<String, List<Double>> rates = new LinkedHashMap<>();
                for (int round = 0; round < rounds; round++) {
                    for (String who : List.of(ARRAYS, TENSORS, JAVA)) {
                        measure(
                                layer,
                                collector,
                                who,
                                out.resolve("pauses.log"),
                                logs.computeIfAbsent(who, key -> new ArrayList<>()),
                                rates.computeIfAbsent(who, key -> new ArrayList<>()));
                    }
                }
                logs.forEach((who, log) -> text.append(row(layer + ", " + collector, who, log, rates.get(who))));
            }
        }
        Files.writeString(out.resolve("pauses.md"), text);
    }

    private static String row(String what, String who, List<Log> logs, List<Double> rates) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %d, %d | %.0f |%n",
                what,
                who,
                cell(logs.stream().map(Log::reaching).toList()),
                cell(logs.stream().map(Log::stopped).toList()),
                cell(logs.stream().map(Log::putOff).toList()),
                logs.stream().mapToInt(log -> log.stopped.size()).sum(),
                logs.stream().mapToInt(log -> log.putOff.size()).sum(),
                median(rates));
    }

    private static String cell(List<List<Double>> processes) {
        List<Double> medians = processes.stream()
                .filter(times -> !times.isEmpty())
                .map(Pauses::median)
                .toList();
        return medians.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.2f (%.1f)",
                        median(medians),
                        processes.stream()
                                .flatMap(List::stream)
                                .mapToDouble(time -> time)
                                .max()
                                .orElseThrow());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void measure(
            String layer, String collector, String who, Path file, List<Log> logs, List<Double> rates)
            throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        List<String> arguments = List.of(
                "-Xmx2g",
                "-XX:+" + collector,
                "-Xlog:safepoint=info,gc+jni=debug:file=" + file + ":uptimenanos:filecount=0",
                Pauses.class.getName(),
                layer,
                who);
        Process process = WorkerProcess.java(System.getProperty("java.class.path"), arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] answer =
                new String(process.getInputStream().readAllBytes()).trim().split(" ");
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the process for " + who + " failed");
        }
        logs.add(Log.read(file, Double.parseDouble(answer[0])));
        rates.add(Double.parseDouble(answer[1]));
    }

    /** One process: prints when it began to count, after its start, and calls a second. Arguments: a layer, and who. */
    public static void main(String[] arguments) throws InterruptedException {
        ConvolutionProblem problem = Layer.parse(arguments[0]).problem(DataFormat.NHWC, 1);
        Shape shape = problem.inputShape();
        int inputs = Math.toIntExact(shape.elementCount());
        int outputs = Math.toIntExact(problem.outputShape().elementCount());
        String who = arguments[1];
        DepthwiseConv2d operation = who.equals(JAVA)
                ? null
                : OurEngine.operation(problem, CaseData.unchecked(problem).filter(), PlanningEffort.ESTIMATE, 2);
        LongAdder calls = new LongAdder();
        for (int caller = 0; caller < CALLERS; caller++) {
            Tensor in = who.equals(TENSORS) ? Tensor.allocate(problem.dataType(), shape.dims()) : null;
            Tensor out = in == null
                    ? null
                    : Tensor.allocate(problem.dataType(), problem.outputShape().dims());
            Thread thread = new Thread(() -> {
                while (true) {
                    float[] input = new float[inputs];
                    seen = input;
                    float[] output = new float[outputs];
                    seen = output;
                    if (operation == null) {
                        compute(input, output);
                    } else if (in == null) {
                        operation.run(input, shape, output);
                    } else {
                        operation.run(in, out);
                    }
                    calls.increment();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        Thread.sleep(WARM_UP_MILLIS);
        long from = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> System.currentTimeMillis() - start.toEpochMilli())
                .orElseThrow();
        long before = calls.sum();
        long begin = System.nanoTime();
        Thread.sleep(MILLIS);
        double rate = (calls.sum() - before) / ((System.nanoTime() - begin) / 1e9);
        System.out.println(from + " " + rate);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Three passes in Java take about as long as nine multiplications for each element in a kernel of oneDNN's. */
    private static void compute(float[] input, float[] output) {
        for (int pass = 1; pass <= 3; pass++) {
            for (int i = 0; i < output.length; i++) {
                output[i] += pass * input[i];
            }
        }
    }
}
