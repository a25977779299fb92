package io.github.depthwise4j.onednn.kernel;

import io.github.depthwise4j.problem.SpatialAxis;

/**
 * Implementations of oneDNN that compute certain problems wrongly. They were found by comparison with the oracle. For
 * such a problem the next implementation is selected. An entry is removed when a oneDNN version without the fault is in
 * use; the tests that found the fault show that.
 */
public final class KnownFaults {
    private KnownFaults() {}

    /** Whether a kernel computes a convolution with these axes, which are reduced, wrongly. */
    public static boolean affect(Kernel kernel, SpatialAxis height, SpatialAxis width) {
        return hasWrongRows(kernel, width) || writesBehindItsMemory(kernel, height) || crashes(kernel, height, width);
    }

    /**
     * oneDNN 3.11, AVX-512. If the output is one column wide, the kernel joins its rows into one run. It then assumes
     * that the input has no more columns than this run reads (is_os_blocking in jit_brgemm_conv_utils.cpp). In
     * g1mb1ic1ih39iw8oc7oh38ow1kh2kw4sh1sw5 all rows but the first are wrong.
     */
    private static boolean hasWrongRows(Kernel kernel, SpatialAxis width) {
        return kernel.isBrgemmWindow() && kernel.isForAvx512() && width.output() == 1 && width.stride() > 1;
    }

    /**
     * oneDNN 3.11. If there are unused rows between windows, the kernel requests too small a scratchpad and overwrites
     * the memory behind it (probably in get_inp_size in jit_brgemm_conv_utils.cpp).
     * g1mb1ic1ih120iw82oc8oh40ow81kh1kw2sh3sw1 shows it.
     */
    private static boolean writesBehindItsMemory(Kernel kernel, SpatialAxis height) {
        return kernel.isBrgemmWindow() && height.stride() > height.filter();
    }

    /**
     * oneDNN 3.11. If a window covers only padding and there is a bias, brg_conv_fwd can call a kernel that was never
     * created (perform_outwork in jit_brgemm_conv.cpp), and the process crashes. It happens with
     * ONEDNN_MAX_CPU_ISA=AVX2 and g2mb1ic2ih1iw1oc4kh1kw2sh1sw3pw2 with 5 columns of padding behind. No kernel named
     * brg... is used for such problems, which are of little use. The related kernel brdgmm_dw is still used: it has
     * not shown the fault.
     */
    private static boolean crashes(Kernel kernel, SpatialAxis height, SpatialAxis width) {
        return kernel.isBrgemm() && (height.hasWindowOnPadding() || width.hasWindowOnPadding());
    }
}
