package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.Expected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Inflicts faults on the server while callers use it, and prints what happened as a table. */
@Command(name = "faults", mixinStandardHelpOptions = true, description = "Inflicts faults on the running server.")
public final class FaultsCommand implements Callable<Integer> {
    private static final List<Fault> ALL = List.of(
            new Termination(),
            new FullHeap(),
            new MemoryLimit(),
            new CpuQuota(),
            new HangUps(),
            new SlowCallers(),
            new ClockJumps());

    private static final int MOST_TRIES = 5;

    @Option(names = "--model", required = true, description = "the network of the server, a .tflite file")
    private Path model;

    @Option(names = "--only", description = "the class of one fault, for example FullHeap")
    private String only;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultsCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        boolean good = true;
        try (Expected expected = new Expected(model)) {
            Bench bench = new Bench(model, Catalogue.of(expected, 1));
            System.out.println("| fault | what happened |\n|---|---|");
            for (Fault fault : ALL) {
                if (only == null || fault.getClass().getSimpleName().equals(only)) {
                    good &= inflict(fault, bench);
                }
            }
        }
        return good ? 0 : 1;
    }

    private static boolean inflict(Fault fault, Bench bench) throws InterruptedException {
        try {
            System.out.println("| " + fault.name() + " | " + fault.inflict(bench) + " |");
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            System.out.println("| " + fault.name() + " | **FAULT**: " + e + " |");
            return false;
        }
    }

    /** What faults need: servers, and requests with right answers. */
    record Bench(Path model, Catalogue catalogue) {
        ServerProcess server(List<String> wrapper, String... options) throws IOException {
            return ServerProcess.start(
                    wrapper,
                    List.of(options),
                    System.getProperty("java.class.path"),
                    ServerProcess.MAIN,
                    model.toString());
        }

        Callers callers(ServerProcess server) {
            return new Callers(catalogue, server.root());
        }

        /** Lets callers work for some seconds. */
        Tally load(ServerProcess server, int count, long millis) throws InterruptedException {
            Tally tally = new Tally();
            long end = System.nanoTime() + millis * 1_000_000;
            for (Thread caller : callers(server).start(count, 1, tally, () -> System.nanoTime() - end < 0)) {
                caller.join();
            }
            return tally;
        }

        /** Fails unless the server answers as before the fault, and holds nothing for requests that are gone. */
        void isSound(ServerProcess server, long millis) throws Exception {
            Fault.require(server.isAlive(), "the server has ended");
            Callers callers = callers(server);
            long end = System.nanoTime() + millis * 1_000_000;
            while (callers.metric("server_held_bytes") + callers.metric("server_places_taken") != 0) {
                Fault.require(
                        System.nanoTime() - end < 0,
                        callers.metric("server_held_bytes") + " bytes and " + callers.metric("server_places_taken")
                                + " places are held for no request");
                Thread.sleep(100);
            }
            Tally after = new Tally();
            for (Call call : catalogue.samples()) {
                long right = after.rightAnswers();
                // A caller that got 503 comes back, as it was told.
                for (int i = 0; i < MOST_TRIES && after.rightAnswers() == right; i++) {
                    callers.send(call, after);
                }
                Fault.require(
                        after.rightAnswers() == right + 1,
                        "after the fault " + call.pathAndQuery() + " was refused " + MOST_TRIES + " times, or met "
                                + after.faults());
            }
            Fault.require(after.faults().isEmpty(), "after the fault: " + after.faults());
            Fault.require(callers.metric("depthwise4j_leaks_total") == 0, "tensors leaked");
        }
    }
}
