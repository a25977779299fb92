package io.github.depthwise4j.plan.choice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The maker and the model of the CPU, as Linux tells them.
 *
 * @param vendor as {@code AuthenticAMD}; empty if it is not known
 * @param family the number of the family; 0 if it is not known
 */
record CpuModel(String vendor, int family) {
    private static final CpuModel UNKNOWN = new CpuModel("", 0);
    private static final Path LINUX = Path.of("/proc/cpuinfo");
    /** The lines about the first processor. */
    private static final int MOST_LINES = 40;

    private static final class Holder {
        static final CpuModel CURRENT = readFrom(LINUX);
    }

    /** The CPU of this machine. */
    static CpuModel current() {
        return Holder.CURRENT;
    }

    /** Reads a file as Linux has it. A CPU of which it tells nothing is an unknown one. */
    static CpuModel readFrom(Path cpuinfo) {
        Map<String, String> facts = new HashMap<>();
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            lines.limit(MOST_LINES).forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    facts.putIfAbsent(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            });
            return new CpuModel(
                    facts.getOrDefault("vendor_id", ""), Integer.parseInt(facts.getOrDefault("cpu family", "0")));
        } catch (IOException | UncheckedIOException | SecurityException | NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** Whether an operation on 64 bytes takes as long as two on 32 bytes, as on Zen 4. Zen 3 has no AVX-512. */
    boolean splitsAvx512() {
        return vendor.equals("AuthenticAMD") && family == 0x19;
    }
}
