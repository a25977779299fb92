package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.problem.ConvolutionGeometry;

/** Convolutions of one channel with one filter. oneDNN's depthwise kernels do not compute them. */
public final class OneChannel {
    private OneChannel() {}

    /** Whether there is one channel with one filter. */
    public static boolean is(ConvolutionGeometry geometry) {
        return geometry.ic() == 1 && geometry.oc() == 1;
    }

    /** Whether the filter is one number, by which all numbers of the input are multiplied. */
    public static boolean hasOneNumber(ConvolutionGeometry geometry) {
        return is(geometry) && geometry.kh() == 1 && geometry.kw() == 1;
    }
}
