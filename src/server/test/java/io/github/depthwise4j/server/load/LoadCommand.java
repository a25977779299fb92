package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.Expected;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drives the server with 1, 4 and 16 times as many callers as cores and reports what they met. */
@Command(name = "load", mixinStandardHelpOptions = true, description = "Drives the server and checks every answer.")
public final class LoadCommand implements Callable<Integer> {
    private static final int[] CALLERS_PER_CORE = {1, 4, 16};
    /** Jetty closes connections that were idle for 10 seconds. */
    private static final long UNTIL_CONNECTIONS_ARE_CLOSED = 12_000;

    private static final long LONG_FORM_SECONDS = 120;

    @Option(names = "--model", required = true, description = "the network of the server, a .tflite file")
    private Path model;

    @Option(names = "--seconds", description = "in all, default ${DEFAULT-VALUE}", defaultValue = "20")
    private long seconds;

    @Option(names = "--seed", description = "of the requests, default ${DEFAULT-VALUE}", defaultValue = "1")
    private long seed;

    @Option(names = "--heap", description = "of the server, default ${DEFAULT-VALUE}", defaultValue = "512m")
    private String heap;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (Expected expected = new Expected(model);
                ServerProcess server = ServerProcess.start(
                        List.of(),
                        List.of("-Xmx" + heap),
                        System.getProperty("java.class.path"),
                        ServerProcess.MAIN,
                        model.toString())) {
            Catalogue catalogue = Catalogue.of(expected, seed);
            return drive(server, new Callers(catalogue, server.root()), catalogue) ? 0 : 1;
        }
    }

    private boolean drive(ServerProcess server, Callers callers, Catalogue catalogue) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        Tally first = new Tally();
        for (Call call : catalogue.samples()) {
            callers.send(call, first);
        }
        boolean good = noFault(first);
        double tensors = callers.metric("depthwise4j_tensors");
        System.out.println("seed " + seed + ", " + cores + " cores, Java "
                + Runtime.version().feature());
        System.out.println("at the start: " + server.resources());
        System.out.println(Tally.head());
        for (int perCore : CALLERS_PER_CORE) {
            Tally tally = new Tally();
            long begin = System.nanoTime();
            long end = begin + seconds * 1_000_000_000L / CALLERS_PER_CORE.length;
            for (Thread caller :
                    callers.start(perCore * cores, seed * 1000 + perCore, tally, () -> System.nanoTime() - end < 0)) {
                caller.join();
            }
            System.out.println(tally.row(Integer.toString(perCore * cores), (System.nanoTime() - begin) / 1e9));
            good &= noFault(tally);
        }
        if (seconds >= LONG_FORM_SECONDS) {
            Thread.sleep(UNTIL_CONNECTIONS_ARE_CLOSED);
        }
        System.out.println("at the end: " + server.resources());
        System.out.println("plans thrown away: " + callers.metric("depthwise4j_plan_evictions_total"));
        good &= isZero(callers, "server_held_bytes") & isZero(callers, "server_places_taken");
        good &= isZero(callers, "depthwise4j_leaks_total");
        double tensorsNow = callers.metric("depthwise4j_tensors");
        if (tensorsNow > tensors) {
            System.out.println("FAULT: " + tensorsNow + " tensors are open, at the start there were " + tensors);
            good = false;
        }
        server.terminate();
        server.printedUntilEnd().forEach(line -> System.out.println("server: " + line));
        return good;
    }

    private static boolean isZero(Callers callers, String metric) throws Exception {
        double value = callers.metric(metric);
        if (value != 0) {
            System.out.println("FAULT: " + metric + " is " + value + " without requests");
        }
        return value == 0;
    }

    private static boolean noFault(Tally tally) {
        tally.faults().forEach((what, count) -> System.out.println("FAULT: " + count + " x " + what));
        return tally.faults().isEmpty();
    }
}
