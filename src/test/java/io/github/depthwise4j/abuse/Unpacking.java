package io.github.depthwise4j.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that unpack to the same empty directory at once, one of which is killed in the middle. */
public final class Unpacking {
    private static final long WHOLE_LIBRARY = 80L << 20;
    private static final int TRIES = 20;

    /** The first Java that prints a warning where native access is not allowed. */
    private static final int FIRST_TO_WARN = 24;

    private Unpacking() {}

    /** How many processes, and how often; an empty directory for each round is made below the third argument. */
    public static void main(String[] arguments) throws Exception {
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            Path cache = Files.createTempDirectory(Path.of(arguments[2]), "round");
            List<String> outcomes = killOneAndStart(Integer.parseInt(arguments[0]), cache);
            System.out.println("round " + round + ": " + outcomes);
            if (!outcomes.stream().allMatch("computed 9.0"::equals)) {
                System.exit(3);
            }
        }
    }

    /**
     * Starts a process on an empty directory and kills it while it unpacks, starts the others, kills one more of them,
     * and returns what the rest print.
     */
    public static List<String> killOneAndStart(int processes, Path cache) throws IOException, InterruptedException {
        killWhileUnpacking(cache);
        Process killed = start(cache);
        List<Process> others = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            others.add(start(cache));
        }
        awaitUnpacking(cache, killed);
        killed.destroyForcibly().waitFor();
        List<String> outcomes = new ArrayList<>();
        for (Process each : others) {
            String output = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = each.waitFor();
            outcomes.add(exit == 0 ? output.lines().findFirst().orElse("") : "ended with " + exit + ": " + output);
        }
        return outcomes;
    }

    private static void killWhileUnpacking(Path cache) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Process process = start(cache);
            awaitUnpacking(cache, process);
            process.destroyForcibly().waitFor();
            long size = unpacked(cache);
            if (size < WHOLE_LIBRARY) {
                return;
            }
            try (Stream<Path> files = Files.walk(cache)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        throw new IllegalStateException("no process could be killed while it unpacked");
    }

    private static void awaitUnpacking(Path cache, Process process) throws IOException, InterruptedException {
        while (process.isAlive() && unpacked(cache) == 0) {
            Thread.sleep(1);
        }
    }

    /** The size of oneDNN's library so far. */
    private static long unpacked(Path cache) throws IOException {
        try (Stream<Path> files = Files.find(
                cache, 9, (file, attributes) -> file.getFileName().toString().startsWith("libdnnl.so"))) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        }
    }

    private static Process start(Path cache) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache));
        if (Runtime.version().feature() >= FIRST_TO_WARN) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstUse.class.getName(), "twice"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
