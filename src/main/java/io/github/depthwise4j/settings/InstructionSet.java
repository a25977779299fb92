package io.github.depthwise4j.settings;

import java.util.Locale;

/**
 * The instruction sets that oneDNN tells apart, by oneDNN's names, oldest first. They are listed here because the
 * settings are checked before oneDNN is loaded.
 */
public enum InstructionSet {
    SSE41,
    AVX,
    AVX2,
    AVX2_VNNI,
    AVX2_VNNI_2,
    AVX512_CORE,
    AVX512_CORE_VNNI,
    AVX512_CORE_BF16,
    AVX512_CORE_FP16,
    AVX512_CORE_AMX,
    AVX512_CORE_AMX_FP16,
    AVX10_2_512,
    AVX10_2_512_AMX_2;

    /** The names, oldest first. */
    static String[] names() {
        InstructionSet[] all = values();
        String[] names = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = all[i].name();
        }
        return names;
    }

    /** The instruction set with this name, in capital or small letters. */
    public static InstructionSet of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
