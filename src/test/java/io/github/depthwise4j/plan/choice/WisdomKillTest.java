package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it saves leaves a complete file behind. */
class WisdomKillTest {
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);
    private static final WisdomScope HERE = new WisdomScope("0.1.0", "3.11.0", "AVX512_CORE");
    private static final int ENTRIES = 4_000;
    private static final int KILLS = 4;

    @TempDir
    private Path directory;

    /** A program that writes one file over and over, each time with another strategy in all entries. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            for (int generation = 0; ; generation++) {
                save(file, generation);
                System.out.println(generation);
            }
        }
    }

    /** A program that saves when it is asked to end. */
    static final class LastWill {
        private LastWill() {}

        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    save(Path.of(arguments[0]), 7);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
    }

    private static void save(Path file, int generation) throws IOException {
        TreeMap<WisdomKey, String> entries = new TreeMap<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.put(
                    new WisdomKey(HERE, "depthwise_conv2d float32 NHWC SAME ic8ih9iw9oc8kh3kw" + (i + 1)),
                    "generation " + generation);
        }
        WisdomFile.write(file, entries);
    }

    private static Process start(Class<?> main, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void assertIsComplete(Path file, String when) throws IOException {
        List<String> ways = List.copyOf(WisdomFile.read(file, HERE).entries().values());
        assertThat(ways).as(when).hasSize(ENTRIES).containsOnly(ways.get(0));
    }

    @Test
    void aKillAtAnyMomentLeavesACompleteFile() throws Exception {
        Random random = new Random(SEED);
        Path file = directory.resolve("wisdom");
        for (int kill = 0; kill < KILLS; kill++) {
            Process saver = start(Saver.class, file);
            try (BufferedReader progress =
                    new BufferedReader(new InputStreamReader(saver.getInputStream(), StandardCharsets.UTF_8))) {
                for (int saves = 1 + random.nextInt(6); saves > 0; saves--) {
                    assertThat(progress.readLine()).isNotNull();
                }
                LockSupport.parkNanos(random.nextInt(10_000_000));
            } finally {
                saver.destroyForcibly();
            }
            assertThat(saver.waitFor()).as("killed").isEqualTo(128 + 9);
            assertIsComplete(file, "kill " + kill + ", seed " + SEED);
        }
        assertThat(new Wisdom(() -> HERE, Optional::empty).load(file)).isEqualTo(ENTRIES);
        try (var files = Files.list(directory)) {
            assertThat(files.filter(each -> !each.equals(file)))
                    .allMatch(each -> each.getFileName().toString().matches("\\.wisdom\\..*\\.part"));
        }
    }

    @Test
    void wisdomCanBeSavedWhileTheProcessEnds() throws Exception {
        Path file = directory.resolve("wisdom");
        Process process = start(LastWill.class, file);
        assertThat(process.waitFor()).isZero();
        assertIsComplete(file, "at the end");
    }
}
