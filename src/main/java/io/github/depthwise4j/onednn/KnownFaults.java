package io.github.depthwise4j.onednn;

import io.github.depthwise4j.problem.SpatialAxis;
import java.util.List;
import java.util.function.Predicate;

/**
 * Implementations of oneDNN that compute certain problems wrongly, found by comparing with the oracle; the next implementation is
 * taken instead. Each entry stays until a version of oneDNN without the fault is in use, which the tests that found it will tell.
 */
final class KnownFaults {
    private static final List<Fault> FAULTS = List.of(
            // oneDNN 3.11, AVX-512: the rows of a result one column wide are joined into one run as if the input had no
            // more columns than that run consumes (is_os_blocking in jit_brgemm_conv_utils.cpp);
            // g1mb1ic1ih39iw8oc7oh38ow1kh2kw4sh1sw5 is wrong from the second row on.
            new Fault(
                    kernel -> kernel.isBrgemmWindow() && kernel.isForAvx512(),
                    (height, width) -> width.output() == 1 && width.stride() > 1),
            // oneDNN 3.11: where windows leave rows out between them, the scratchpad is asked for too small, and memory
            // behind it is overwritten (get_inp_size in jit_brgemm_conv_utils.cpp is where that looks to happen);
            // g1mb1ic1ih120iw82oc8oh40ow81kh1kw2sh3sw1 does it.
            new Fault(Kernel::isBrgemmWindow, (height, width) -> height.stride() > height.filter()),
            // oneDNN 3.11: where outputs see nothing but padding, and there is a bias, brg_conv_fwd can call a kernel
            // that was never made (perform_outwork in jit_brgemm_conv.cpp), which ends the process;
            // ONEDNN_MAX_CPU_ISA=AVX2 and g2mb1ic2ih1iw1oc4kh1kw2sh1sw3pw2 with 5 columns of padding behind show it.
            // All kernels named brg... are kept away from such problems, which are of little use. The related
            // brdgmm_dw may still compute them on purpose: it has not shown the fault.
            new Fault(Kernel::isBrgemm, (height, width) -> height.hasWindowOnPadding() || width.hasWindowOnPadding()));

    private record Fault(Predicate<Kernel> kernels, Condition condition) {}

    @FunctionalInterface
    private interface Condition {
        boolean holds(SpatialAxis height, SpatialAxis width);
    }

    private KnownFaults() {}

    static boolean affect(Kernel kernel, SpatialAxis height, SpatialAxis width) {
        return FAULTS.stream().anyMatch(fault -> fault.kernels.test(kernel) && fault.condition.holds(height, width));
    }
}
