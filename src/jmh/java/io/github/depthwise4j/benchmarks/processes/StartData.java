package io.github.depthwise4j.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The numbers of {@link BareStart} and {@link OurStart}, and their end, without a class of either library. */
public final class StartData {
    private StartData() {}

    static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** Says that there is a result, then what the process has needed until now, as Linux tells it, and ends. */
    static void end() throws IOException {
        System.out.println(Worker.MARK);
        System.out.flush();
        System.out.println(residentKib() + " " + processorMillis());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** The most resident memory so far. */
    private static long residentKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    /** The processor time of all threads; the system counts hundredths of a second. */
    private static long processorMillis() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/self/stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        return 10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }
}
