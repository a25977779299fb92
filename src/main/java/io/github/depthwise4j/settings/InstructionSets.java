package io.github.depthwise4j.settings;

/**
 * oneDNN's names of instruction sets, which have to be known before oneDNN is loaded. A test compares them with
 * oneDNN's.
 */
final class InstructionSets {
    static final String[] NAMES = {
        "SSE41",
        "AVX",
        "AVX2",
        "AVX2_VNNI",
        "AVX2_VNNI_2",
        "AVX512_CORE",
        "AVX512_CORE_VNNI",
        "AVX512_CORE_BF16",
        "AVX512_CORE_FP16",
        "AVX512_CORE_AMX",
        "AVX512_CORE_AMX_FP16",
        "AVX10_2_512",
        "AVX10_2_512_AMX_2"
    };

    private InstructionSets() {}
}
