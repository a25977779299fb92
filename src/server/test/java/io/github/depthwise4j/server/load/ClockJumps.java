package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The wall clock jumps a day ahead and back, as libfaketime tells the server. The monotonic clock goes on, as it does.
 */
final class ClockJumps implements Fault {
    private static final String LIBRARY =
            System.getProperty("libfaketime", "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    @Override
    public String name() {
        return "the clock jumps a day ahead, back, and a day behind";
    }

    @Override
    public String inflict(Bench bench) throws Exception {
        if (!Files.exists(Path.of(LIBRARY))) {
            return "not tried: " + LIBRARY + " is missing (Debian's package libfaketime)";
        }
        Path clock = Files.createTempFile("clock", ".txt");
        Files.writeString(clock, "+0");
        List<String> wrapper = List.of(
                "env",
                "LD_PRELOAD=" + LIBRARY,
                "FAKETIME_TIMESTAMP_FILE=" + clock,
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1");
        try (ServerProcess server = bench.server(wrapper, "-Xmx512m")) {
            AtomicBoolean goOn = new AtomicBoolean(true);
            Tally tally = new Tally();
            Callers callers = bench.callers(server);
            List<Thread> threads = callers.start(4, 12, tally, goOn::get);
            String first = callers.date();
            String ahead = first;
            for (String jump : List.of("+1d", "+0", "-1d", "+0")) {
                Files.writeString(clock, jump);
                Thread.sleep(1200);
                ahead = jump.equals("+1d") ? callers.date() : ahead;
            }
            goOn.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            Fault.require(
                    !first.substring(0, 16).equals(ahead.substring(0, 16)), "the clock of the server has not jumped");
            Fault.require(tally.faults().isEmpty(), "callers met " + tally.faults());
            bench.isSound(server, 5000);
            server.terminateAndPrint();
            return tally.rightAnswers() + " requests got their right answers, " + tally.busyAnswers()
                    + " got 503; nothing else";
        } finally {
            Files.delete(clock);
        }
    }
}
