package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.errors.OneDnnException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The program of {@code ci/out-of-memory.sh} that takes address space away from its own process, as {@code ulimit -v}
 * does: all work is tried with nothing more than there is, with a little more, and so on, and with what it needs. What
 * fails has to say so, leave nothing behind and succeed once there is memory again. It needs the command {@code
 * prlimit} of util-linux. Argument: the number of steps.
 */
public final class AddressLimit {
    private static final long STEP = 400L << 10;
    private static final long LESS_THAN_A_STACK = 900L << 10;

    private AddressLimit() {}

    public static void main(String[] arguments) throws IOException {
        try (Limiter limiter = new Limiter()) {
            run(Integer.parseInt(arguments[0]), limiter);
        }
    }

    private static void run(int steps, Limiter limiter) throws IOException {
        Map<String, Supplier<float[]>> pieces = MemoryWork.pieces();
        Map<String, float[]> expected = new LinkedHashMap<>();
        // Room for everything but the stack of a thread, when the helpers are to be started.
        Depthwise4j.load();
        Map<String, Integer> outcomes = new TreeMap<>();
        outcomes.merge(
                "first use: " + outcome(limiter, pieces.get("depthwise NHWC"), LESS_THAN_A_STACK), 1, Integer::sum);
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            pieces.forEach((name, work) -> expected.put(name, work.get()));
        }
        Counts before = Counts.settled();
        for (int step = 0; step < steps; step++) {
            for (Map.Entry<String, Supplier<float[]>> piece : pieces.entrySet()) {
                outcomes.merge(outcome(limiter, piece.getValue(), step * STEP), 1, Integer::sum);
                if (!Arrays.equals(piece.getValue().get(), expected.get(piece.getKey()))) {
                    throw new IllegalStateException(piece.getKey() + " computes something else afterwards");
                }
            }
        }
        before.assertBack();
        outcomes.forEach((outcome, times) -> System.out.println("    " + times + " x " + outcome));
        if (outcomes.size() < 2) {
            throw new IllegalStateException("the limit had no effect");
        }
    }

    /**
     * Changes the limit of this process. It asks a shell that was started before: under a limit this process may be
     * unable to start another one.
     */
    private static final class Limiter implements AutoCloseable {
        private final Process shell;
        private final BufferedReader answers;

        Limiter() throws IOException {
            shell = new ProcessBuilder("sh")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = shell.inputReader();
        }

        /** Limits the address space to a number of bytes. */
        void limitTo(long bytes) throws IOException {
            set(Long.toString(bytes));
        }

        void lift() throws IOException {
            set("unlimited");
        }

        private void set(String limit) throws IOException {
            String command = "prlimit --pid " + ProcessHandle.current().pid() + " --as=" + limit
                    + ": && echo set || echo failed\n";
            shell.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            shell.getOutputStream().flush();
            if (!"set".equals(answers.readLine())) {
                throw new IllegalStateException("prlimit failed");
            }
        }

        @Override
        public void close() {
            shell.destroy();
        }
    }

    private static long addressSpace() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmSize:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                << 10;
    }

    private static String outcome(Limiter limiter, Supplier<float[]> work, long more) throws IOException {
        limiter.limitTo(addressSpace() + more);
        try {
            work.get();
            return "done";
        } catch (OutOfMemoryError | NativeMemoryException | OneDnnException e) {
            String message = String.valueOf(e.getMessage()).replaceAll("\\d+", "N");
            return e.getClass().getSimpleName() + ": " + message.substring(0, Math.min(70, message.length()));
        } finally {
            limiter.lift();
        }
    }
}
