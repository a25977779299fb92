package io.github.depthwise4j.plan.cpu;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * How wide the vector units of this CPU are. The instruction set does not tell: AMD Zen 4 computes a register of 64
 * bytes in two halves, one after the other, and reads and writes it so.
 */
public final class VectorUnits {
    /** It begins with the maker and the family of the CPU. Linux takes longer to write /proc/cpuinfo. */
    private static final String LINUX = "/sys/devices/system/cpu/modalias";
    /**
     * AMD, family 25. Of that family, only Zen 4 has AVX-512: Zen 3 has AVX2, and Zen 5 is family 26. Its model is not
     * asked for: there are many, and none is different.
     */
    private static final String AMD_ZEN_4 = "cpu:type:x86,ven0002fam0019mod";

    private static final boolean NARROW = areNarrow(LINUX);

    private VectorUnits() {}

    /** Whether those of this CPU are narrower than the registers of AVX-512, if it has that. */
    public static boolean areNarrow() {
        return NARROW;
    }

    /** Reads a file as Linux has it. What is not known is wide. */
    static boolean areNarrow(String file) {
        // A plain stream, because Java has loaded its classes.
        try (InputStream in = new FileInputStream(file)) {
            byte[] begin = in.readNBytes(AMD_ZEN_4.length());
            return new String(begin, StandardCharsets.US_ASCII).equals(AMD_ZEN_4);
        } catch (IOException | SecurityException e) {
            return false;
        }
    }
}
