package io.github.depthwise4j.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process tells {@link NetworkStarts}, without a class of any library. */
final class StartedNetwork {
    private StartedNetwork() {}

    /** The first result. */
    static void tellFirst(float[] classes) {
        int best = 0;
        for (int i = 0; i < classes.length; i++) {
            best = classes[i] > classes[best] ? i : best;
        }
        System.out.println("first " + best);
    }

    /** The resident memory of now, in megabytes. */
    static void tellMemory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                System.out.println(Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024);
            }
        }
    }
}
