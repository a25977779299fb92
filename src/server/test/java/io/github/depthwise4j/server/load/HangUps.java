package io.github.depthwise4j.server.load;

import io.github.depthwise4j.server.load.FaultsCommand.Bench;
import java.util.List;
import java.util.Random;

/** Callers go away in the middle of requests and of answers. */
final class HangUps implements Fault {
    private static final int TIMES = 200;

    @Override
    public String name() {
        return TIMES + " callers that hang up in the middle of the request or the answer";
    }

    @Override
    public String inflict(Bench bench) throws Exception {
        try (ServerProcess server = bench.server(List.of(), "-Xmx512m")) {
            Random random = new Random(9);
            BadRequests bad = bench.callers(server).bad();
            for (int i = 0; i < TIMES; i++) {
                bad.hangUp(i % 2 == 0, random);
            }
            bench.isSound(server, 15_000);
            Tally tally = bench.load(server, 4, 1000);
            Fault.require(tally.faults().isEmpty(), "callers met " + tally.faults());
            server.terminateAndPrint();
            return "nothing is held for them: no place, no byte, no tensor; others get their right answers";
        }
    }
}
