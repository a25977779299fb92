package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;
import java.util.List;

/** The native memory that the library may use is too small for all requests at the same time. */
final class MemoryLimit implements Fault {
    private static final int CALLERS = 16;

    @Override
    public String name() {
        return "`memoryLimit` met (6 MiB for " + CALLERS + " callers)";
    }

    @Override
    public String inflict(Bench bench) throws Exception {
        try (ServerProcess server = bench.server(List.of(), "-Xmx256m", "-Ddepthwise4j.memoryLimit=6m")) {
            Tally tally = bench.load(server, CALLERS, 4000);
            if (!tally.faults().isEmpty()) {
                throw new IllegalStateException(tally.faults() + ", log: " + server.terminateAndPrint());
            }
            bench.isSound(server, 5000);
            String seen = server.terminateAndPrint();
            Fault.require(seen.contains("NativeMemoryException"), "the limit was never met");
            return tally.rightAnswers() + " requests got their right answers, " + tally.busyAnswers()
                    + " got 503; afterwards all are answered";
        }
    }
}
