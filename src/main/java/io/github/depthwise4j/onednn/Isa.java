package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.loading.LoadDiagnosis;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** oneDNN's names of instruction sets, those its environment variable {@code ONEDNN_MAX_CPU_ISA} takes. */
final class Isa {
    private static final Map<String, Integer> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("SSE41", dnnl_cpu_isa_sse41);
        NAMES.put("AVX", dnnl_cpu_isa_avx);
        NAMES.put("AVX2", dnnl_cpu_isa_avx2);
        NAMES.put("AVX2_VNNI", dnnl_cpu_isa_avx2_vnni);
        NAMES.put("AVX2_VNNI_2", dnnl_cpu_isa_avx2_vnni_2);
        NAMES.put("AVX512_CORE", dnnl_cpu_isa_avx512_core);
        NAMES.put("AVX512_CORE_VNNI", dnnl_cpu_isa_avx512_core_vnni);
        NAMES.put("AVX512_CORE_BF16", dnnl_cpu_isa_avx512_core_bf16);
        NAMES.put("AVX512_CORE_FP16", dnnl_cpu_isa_avx512_core_fp16);
        NAMES.put("AVX512_CORE_AMX", dnnl_cpu_isa_avx512_core_amx);
        NAMES.put("AVX512_CORE_AMX_FP16", dnnl_cpu_isa_avx512_core_amx_fp16);
        NAMES.put("AVX10_2_512", dnnl_cpu_isa_avx10_2_512);
        NAMES.put("AVX10_2_512_AMX_2", dnnl_cpu_isa_avx10_2_512_amx_2);
    }

    private Isa() {}

    static String name(int isa) {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue() == isa)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("isa 0x" + Integer.toHexString(isa));
    }

    /** The names, oldest first. */
    static Set<String> names() {
        return Collections.unmodifiableSet(NAMES.keySet());
    }

    /**
     * Forbids oneDNN everything newer; does nothing for an empty name.
     *
     * @throws NativeLoadException if oneDNN has been used before: it decides once per process
     */
    static void cap(String name) {
        if (name.isEmpty()) {
            return;
        }
        int status = dnnl_set_max_cpu_isa(NAMES.get(name.toUpperCase(Locale.ROOT)));
        if (status != dnnl_success) {
            throw LoadDiagnosis.refusalOfOneDnn("maxCpuIsa = \"" + name + "\", but oneDNN refuses it (status " + status
                    + "): something else used oneDNN in this process before depthwise4j; call Depthwise4j.load() before "
                    + "it, or set ONEDNN_MAX_CPU_ISA in the environment instead");
        }
    }
}
