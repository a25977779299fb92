package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.loading.LoadDiagnosis;
import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import io.github.depthwise4j.settings.InstructionSet;

/** oneDNN's numbers of the instruction sets, and the limit that a setting puts on them. */
final class CpuIsa {
    private CpuIsa() {}

    /** The name of the instruction set that oneDNN uses in this process. */
    static String effective(DnnlFunctions dnnl) {
        return name(dnnl.getEffectiveCpuIsa());
    }

    static String name(int isa) {
        for (InstructionSet known : InstructionSet.values()) {
            if (number(known) == isa) {
                return known.name();
            }
        }
        return "isa 0x" + Integer.toHexString(isa);
    }

    private static int number(InstructionSet instructionSet) {
        return switch (instructionSet) {
            case SSE41 -> dnnl_cpu_isa_sse41;
            case AVX -> dnnl_cpu_isa_avx;
            case AVX2 -> dnnl_cpu_isa_avx2;
            case AVX2_VNNI -> dnnl_cpu_isa_avx2_vnni;
            case AVX2_VNNI_2 -> dnnl_cpu_isa_avx2_vnni_2;
            case AVX512_CORE -> dnnl_cpu_isa_avx512_core;
            case AVX512_CORE_VNNI -> dnnl_cpu_isa_avx512_core_vnni;
            case AVX512_CORE_BF16 -> dnnl_cpu_isa_avx512_core_bf16;
            case AVX512_CORE_FP16 -> dnnl_cpu_isa_avx512_core_fp16;
            case AVX512_CORE_AMX -> dnnl_cpu_isa_avx512_core_amx;
            case AVX512_CORE_AMX_FP16 -> dnnl_cpu_isa_avx512_core_amx_fp16;
            case AVX10_2_512 -> dnnl_cpu_isa_avx10_2_512;
            case AVX10_2_512_AMX_2 -> dnnl_cpu_isa_avx10_2_512_amx_2;
        };
    }

    /**
     * Forbids all newer instruction sets to oneDNN. An empty name forbids nothing.
     *
     * @throws NativeLoadException if oneDNN was used before, and uses a newer one: it decides once per process
     */
    static void limit(DnnlFunctions dnnl, String name) {
        if (name.isEmpty()) {
            return;
        }
        int most = number(InstructionSet.of(name));
        int status = dnnl.setMaxCpuIsa(most);
        // An application that is deployed again asks for the limit that it has put in force before. Each bit of the
        // numbers is a part of an instruction set.
        if (status != dnnl_success && (dnnl.getEffectiveCpuIsa() & ~most) != 0) {
            throw LoadDiagnosis.refusalOfOneDnn("maxCpuIsa = \"" + name + "\", but oneDNN refuses it (status " + status
                    + "): something else used oneDNN in this process before depthwise4j; call Depthwise4j.load() "
                    + "earlier, or set ONEDNN_MAX_CPU_ISA in the environment instead");
        }
    }
}
