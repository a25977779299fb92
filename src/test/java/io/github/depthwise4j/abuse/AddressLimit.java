package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.errors.OneDnnException;
import java.io.IOException;
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
 * fails has to say so, leave nothing behind and succeed once there is memory again. Arguments: the number of steps, and
 * the library built from {@code address_limit.c}.
 */
public final class AddressLimit {
    private static final long STEP = 400L << 10;
    private static final long LESS_THAN_A_STACK = 900L << 10;

    private AddressLimit() {}

    public static void main(String[] arguments) throws IOException {
        int steps = Integer.parseInt(arguments[0]);
        System.load(arguments[1]);
        Map<String, Supplier<float[]>> pieces = MemoryWork.pieces();
        Map<String, float[]> expected = new LinkedHashMap<>();
        // Room for everything but the stack of a thread, when the helpers are to be started.
        Depthwise4j.load();
        Map<String, Integer> outcomes = new TreeMap<>();
        outcomes.merge("first use: " + outcome(pieces.get("depthwise NHWC"), LESS_THAN_A_STACK), 1, Integer::sum);
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            pieces.forEach((name, work) -> expected.put(name, work.get()));
        }
        Counts before = Counts.settled();
        for (int step = 0; step < steps; step++) {
            for (Map.Entry<String, Supplier<float[]>> piece : pieces.entrySet()) {
                outcomes.merge(outcome(piece.getValue(), step * STEP), 1, Integer::sum);
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

    /** Limits the address space of this process; -1 for no limit. Returns what setrlimit returns. */
    private static native int setLimit(long bytes);

    private static void limitTo(long bytes) {
        if (setLimit(bytes) != 0) {
            throw new IllegalStateException("setrlimit failed");
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

    private static String outcome(Supplier<float[]> work, long more) throws IOException {
        limitTo(addressSpace() + more);
        try {
            work.get();
            return "done";
        } catch (OutOfMemoryError | NativeMemoryException | OneDnnException e) {
            String message = String.valueOf(e.getMessage()).replaceAll("\\d+", "N");
            return e.getClass().getSimpleName() + ": " + message.substring(0, Math.min(70, message.length()));
        } finally {
            limitTo(-1);
        }
    }
}
