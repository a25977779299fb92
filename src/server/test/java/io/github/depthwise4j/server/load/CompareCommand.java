package io.github.depthwise4j.server.load;

import io.github.depthwise4j.tensor.Shape;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The same service by this library and by others, with the same callers. The servers live at the same time and take
 * turns of some seconds, while the others rest. Every answer must be equal to the server's first one, and that to the
 * first one of this library, but for rounding.
 */
@Command(name = "compare", mixinStandardHelpOptions = true, description = "Drives the servers of several libraries.")
public final class CompareCommand implements Callable<Integer> {
    private static final String MAIN = "io.github.depthwise4j.peers.PeerServer";
    /** While it is loaded, ONNX Runtime 1.29 overflows a stack of usual size if the class path is long. */
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-Xss8m");

    private static final String OURS = "ours";
    private static final String OTHER_ORDER = "onnx";
    private static final List<Integer> SIDES = List.of(56, 28, 112);
    private static final int CHANNELS = 32;
    private static final Shape NETWORK = Shape.of(1, 144, 256, 3);
    private static final double TOLERANCE = 2e-3;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    @Option(names = "--model", required = true, description = "the network, a .tflite file")
    private Path model;

    @Option(
            names = "--server",
            required = true,
            description = "a library and its class path: ours=..., onnx=..., tflite=...")
    private Map<String, String> classPaths = new LinkedHashMap<>();

    @Option(names = "--turns", description = "of each server, default ${DEFAULT-VALUE}", defaultValue = "10")
    private int turns;

    @Option(names = "--turn-millis", description = "default ${DEFAULT-VALUE}", defaultValue = "2000")
    private long turnMillis;

    @Option(names = "--callers", description = "default ${DEFAULT-VALUE}", defaultValue = "8")
    private int callers;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CompareCommand()).execute(arguments));
    }

    /** A request, and the first answer to it. */
    private record Request(HttpRequest request, byte[] answer) {}

    /** What one server met. */
    private record Contestant(
            String name, ServerProcess server, Map<String, List<Request>> requests, Map<String, Times> times) {}

    private static final class Times {
        private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private final List<Double> perSecond = new ArrayList<>();
    }

    @Override
    public Integer call() throws Exception {
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (Map.Entry<String, String> each : classPaths.entrySet()) {
                ServerProcess server =
                        ServerProcess.start(List.of(), OPTIONS, each.getValue(), MAIN, each.getKey(), model.toString());
                contestants.add(
                        new Contestant(each.getKey(), server, requests(each.getKey(), server), new LinkedHashMap<>()));
            }
            isTheSame(contestants);
            // The first turn warms up.
            for (int turn = 0; turn <= turns; turn++) {
                for (String path : List.of("/depthwise", "/network")) {
                    for (Contestant contestant : contestants) {
                        if (contestant.requests().containsKey(path)) {
                            turn(contestant, path, turn > 0);
                        }
                    }
                }
            }
            report(contestants);
            return 0;
        } finally {
            contestants.forEach(contestant -> contestant.server().close());
        }
    }

    private Map<String, List<Request>> requests(String name, ServerProcess server) throws Exception {
        Map<String, List<Request>> requests = new LinkedHashMap<>();
        List<Request> depthwise = new ArrayList<>();
        for (int side : SIDES) {
            float[] image = image(side * side * CHANNELS);
            boolean turned = name.equals(OTHER_ORDER);
            String shape = turned ? "1,32," + side + "," + side : "1," + side + "," + side + ",32";
            depthwise.add(request(server, "/depthwise?shape=" + shape, turned ? channelsFirst(image) : image));
        }
        requests.put("/depthwise", depthwise);
        if (!name.equals(OTHER_ORDER)) {
            float[] image = image(Math.toIntExact(NETWORK.elementCount()));
            requests.put("/network", List.of(request(server, "/network?shape=1,144,256,3", image)));
        }
        return requests;
    }

    private static float[] image(int count) {
        Random random = new Random(count);
        float[] image = new float[count];
        for (int i = 0; i < count; i++) {
            image[i] = random.nextFloat();
        }
        return image;
    }

    private static float[] channelsFirst(float[] image) {
        int pixels = image.length / CHANNELS;
        float[] turned = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            turned[i % CHANNELS * pixels + i / CHANNELS] = image[i];
        }
        return turned;
    }

    private Request request(ServerProcess server, String pathAndQuery, float[] numbers) throws Exception {
        ByteBuffer body = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.asFloatBuffer().put(numbers);
        HttpRequest request = HttpRequest.newBuilder(server.root().resolve(pathAndQuery))
                .POST(BodyPublishers.ofByteArray(body.array()))
                .build();
        HttpResponse<byte[]> first = client.send(request, BodyHandlers.ofByteArray());
        Fault.require(first.statusCode() == 200, pathAndQuery + " got " + first.statusCode());
        return new Request(request, first.body());
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static void isTheSame(List<Contestant> contestants) {
        Map<String, List<Request>> ours = contestants.get(0).requests();
        Fault.require(contestants.get(0).name().equals(OURS), "the first server must be ours");
        for (Contestant contestant : contestants) {
            contestant.requests().forEach((path, requests) -> {
                for (int i = 0; i < requests.size(); i++) {
                    float[] expected = floats(ours.get(path).get(i).answer());
                    float[] actual = floats(requests.get(i).answer());
                    expected = contestant.name().equals(OTHER_ORDER) ? channelsFirst(expected) : expected;
                    Fault.require(expected.length == actual.length, contestant.name() + path + " has another size");
                    for (int k = 0; k < expected.length; k++) {
                        Fault.require(
                                Math.abs(expected[k] - actual[k]) <= TOLERANCE * Math.max(1, Math.abs(expected[k])),
                                contestant.name() + " " + path + " differs: " + expected[k] + " and " + actual[k]);
                    }
                }
            });
        }
    }

    private void turn(Contestant contestant, String path, boolean counts) throws Exception {
        Times times = counts ? contestant.times().computeIfAbsent(path, key -> new Times()) : new Times();
        List<Request> requests = contestant.requests().get(path);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        long begin = System.nanoTime();
        long end = begin + turnMillis * 1_000_000;
        long before = times.micros.getTotalCount();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> {
                try {
                    while (System.nanoTime() - end < 0) {
                        send(requests.get(random.nextInt(requests.size())), times);
                    }
                } catch (Exception | Error e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Fault.require(failures.isEmpty(), contestant.name() + path + ": " + failures);
        times.perSecond.add((times.micros.getTotalCount() - before) / ((System.nanoTime() - begin) / 1e9));
    }

    private void send(Request request, Times times) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request.request(), BodyHandlers.ofByteArray());
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
        Fault.require(answer.statusCode() == 200, "got " + answer.statusCode());
        Fault.require(Arrays.equals(answer.body(), request.answer()), "a wrong answer");
        times.micros.recordValue(Math.min(micros, LONGEST_MICROS));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private void report(List<Contestant> contestants) throws Exception {
        System.out.println(callers + " callers, " + turns + " turns of " + turnMillis + " ms of each server in turns, "
                + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + Runtime.version().feature());
        System.out.println("| path | library | per second | ours of it | p50 ms | p99 ms | p99.9 ms | resident MiB |\n"
                + "|---|---|---|---|---|---|---|---|");
        for (String path : contestants.get(0).times().keySet()) {
            List<Double> ours = contestants.get(0).times().get(path).perSecond;
            for (Contestant contestant : contestants) {
                Times times = contestant.times().get(path);
                if (times != null) {
                    List<Double> ratios = new ArrayList<>();
                    for (int i = 0; i < ours.size(); i++) {
                        ratios.add(ours.get(i) / times.perSecond.get(i));
                    }
                    System.out.println(String.format(
                            "| %s | %s | %.0f | %.2f | %.1f | %.1f | %.1f | %d |",
                            path,
                            contestant.name(),
                            median(times.perSecond),
                            median(ratios),
                            times.micros.getValueAtPercentile(50) / 1e3,
                            times.micros.getValueAtPercentile(99) / 1e3,
                            times.micros.getValueAtPercentile(99.9) / 1e3,
                            contestant.server().resources().residentMib()));
                }
            }
        }
    }
}
