package io.github.depthwise4j.server.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server as a process of its own. */
final class ServerProcess implements AutoCloseable {
    static final String MAIN = "io.github.depthwise4j.server.Main";

    private static final String LISTENING = "listening on ";
    private static final int FIRST_WITH_NATIVE_ACCESS = 22;
    private static final int MOST_SECONDS = 60;

    private final Process process;
    private final URI root;
    private final CompletableFuture<List<String>> lines;

    private ServerProcess(Process process, URI root, CompletableFuture<List<String>> lines) {
        this.process = process;
        this.root = root;
        this.lines = lines;
    }

    /** Starts the server and waits until it listens; the wrapper is a command that runs it, or is empty. */
    static ServerProcess start(List<String> wrapper, List<String> options, String classPath, String... mainAndArguments)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= FIRST_WITH_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(mainAndArguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader printed = process.inputReader();
        List<String> first = new ArrayList<>();
        String line = printed.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            first.add(line);
            line = printed.readLine();
        }
        if (line == null) {
            throw new IOException("the server has not started: " + String.join("\n", first));
        }
        // Somebody must read on, or the server would wait as soon as the pipe is full.
        CompletableFuture<List<String>> rest =
                CompletableFuture.supplyAsync(() -> printed.lines().collect(Collectors.toList()), task -> {
                    Thread reader = new Thread(task, "output of the server");
                    reader.setDaemon(true);
                    reader.start();
                });
        return new ServerProcess(process, URI.create("http://127.0.0.1:" + line.substring(LISTENING.length())), rest);
    }

    URI root() {
        return root;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. The handle does it, because the process would also close what was printed. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** What the server printed after it listened; waits for its end. */
    List<String> printedUntilEnd() throws Exception {
        return lines.get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends SIGTERM, waits for the end, and returns what the server printed. */
    String terminateAndPrint() throws Exception {
        terminate();
        return String.join("\n", printedUntilEnd());
    }

    /** What the system knows of the process. */
    Resources resources() throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid()));
        long kilobytes = 0;
        long threads = 0;
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                kilobytes = number(line);
            } else if (line.startsWith("Threads:")) {
                threads = number(line);
            }
        }
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            return new Resources(kilobytes >> 10, threads, descriptors.count());
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** Resident memory in MiB, threads, and descriptors. */
    record Resources(long residentMib, long threads, long descriptors) {
        @Override
        public String toString() {
            return residentMib + " MiB resident, " + threads + " threads, " + descriptors + " descriptors";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
