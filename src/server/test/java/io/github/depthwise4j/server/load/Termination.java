package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIGTERM under load: each request that the server computed has reached its caller. */
final class Termination implements Fault {
    private static final Pattern ANSWERED = Pattern.compile("answered (\\d+) requests with 200, 0 tensors open");
    private static final int CALLERS = 16;
    private static final int ENOUGH = 200;

    @Override
    public String name() {
        return "SIGTERM under load";
    }

    @Override
    public String inflict(Bench bench) throws Exception {
        try (ServerProcess server = bench.server(List.of(), "-Xmx512m")) {
            Tally tally = new Tally();
            AtomicBoolean goOn = new AtomicBoolean(true);
            List<Thread> callers = bench.callers(server).good().start(CALLERS, 7, tally, goOn::get);
            while (tally.rightAnswers() < ENOUGH) {
                Fault.require(server.isAlive() && tally.faults().isEmpty(), "callers met " + tally.faults());
                Thread.sleep(10);
            }
            server.terminate();
            List<String> printed = server.printedUntilEnd();
            goOn.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
            long answered = printed.stream()
                    .map(ANSWERED::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the server did not end in order: " + printed));
            long received = tally.rightAnswers();
            Fault.require(answered == received, "answered " + answered + ", but " + received + " were received");
            tally.faults().keySet().forEach(what -> Fault.require(what.contains("Exception"), what));
            return "all " + answered + " accepted requests were answered, and each answer was received; "
                    + "later requests got 503 or no connection; no tensor was left open";
        }
    }
}
