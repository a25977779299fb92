package io.github.depthwise4j.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever a caller passes, there is a result or a documented exception, and nothing native is left. A failure names
 * its seed; the same calls are made again with {@code -Ddepthwise4j.fuzz.seed=...}. More calls: {@code
 * -Ddepthwise4j.fuzz.calls=1000000}. Where the JVM died, {@code -Ddepthwise4j.fuzz.trace=file} keeps the last call.
 */
class PublicApiFuzzTest {
    private static final long DEFAULT_CALLS = 60_000;
    private static final long CALLS = Long.getLong("depthwise4j.fuzz.calls", DEFAULT_CALLS);
    private static final long SEED = Long.getLong("depthwise4j.fuzz.seed", 20_240_601L);
    private static final int THREADS = 4;
    private static final int ENOUGH_CALLS = 80;
    /** A fold needs tensors of the sizes of the filter: other tests have those. */
    private static final Set<String> RARELY_RETURN =
            Set.of("Depthwise4j.unpackNatives(Path)", "BatchNorm.Builder.fold(Operation,Tensor,Tensor)");

    private static final Logger LOGGER = Logger.getLogger("io.github.depthwise4j");

    private final List<PublicApi.Entry> entries = PublicApi.entries();
    private final Outcomes outcomes = Outcomes.listed();

    /** Each mutated wisdom file, and each bad setting, would be told of. */
    @BeforeAll
    static void silence() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOGGER.setLevel(null);
    }

    @BeforeAll
    static void load() {
        Depthwise4j.load();
    }

    /** What was loaded, or measured, must not decide how later tests compute. */
    @AfterEach
    void forget() {
        Depthwise4j.forgetWisdom();
    }

    @Test
    void everyPublicMethodIsListedWithTheExceptionsItDocuments() {
        TreeSet<String> keys = new TreeSet<>();
        entries.forEach(entry -> keys.add(entry.key()));
        assertThat(outcomes.byEntry().keySet())
                .as("src/test/resources/abuse/public-api.txt lists the public API")
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void oneThreadMeetsResultsAndDocumentedExceptionsOnly() {
        Counts before = Counts.settled();
        Map<String, long[]> tally;
        try (Fuzzer fuzzer = new Fuzzer(SEED, entries, outcomes, null, trace("one"))) {
            fuzzer.run(CALLS);
            // Some calls seldom fit, and which do changes with every new method: they get a second chance.
            if (!RARELY_RETURN.containsAll(neverReturned(fuzzer.tally()))) {
                fuzzer.run(CALLS);
            }
            assertThat(fuzzer.findings().values()).as("seed " + SEED).isEmpty();
            tally = fuzzer.tally();
        }
        assertThat(neverReturned(tally))
                .as("entries that never returned, seed " + SEED)
                .isSubsetOf(RARELY_RETURN);
        if (CALLS >= DEFAULT_CALLS) {
            assertThat(tally)
                    .as("calls of each entry")
                    .allSatisfy((key, count) -> assertThat(count[0]).as(key).isPositive());
        }
        before.assertBack();
    }

    /** Those that had their chance: none, if the run was shortened. */
    private static List<String> neverReturned(Map<String, long[]> tally) {
        return tally.entrySet().stream()
                .filter(each -> each.getValue()[0] >= ENOUGH_CALLS && each.getValue()[1] == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void threadsThatCloseWhatOthersUseMeetDocumentedExceptionsOnly() throws Exception {
        Exchange exchange = new Exchange();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Counts before = Counts.settled();
        try {
            List<Future<Map<String, String>>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long seed = SEED + 1 + i;
                Trace trace = trace("many" + i);
                runs.add(threads.submit(() -> {
                    try (Fuzzer fuzzer = new Fuzzer(seed, entries, outcomes, exchange, trace)) {
                        fuzzer.run(CALLS / THREADS);
                        return fuzzer.findings();
                    }
                }));
            }
            for (Future<Map<String, String>> run : runs) {
                assertThat(run.get().values()).as("seed " + SEED).isEmpty();
            }
            exchange.closeAll();
            before.assertBack();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Trace trace(String name) {
        String file = System.getProperty("depthwise4j.fuzz.trace");
        return Trace.to(file == null ? null : file + "." + name);
    }
}
