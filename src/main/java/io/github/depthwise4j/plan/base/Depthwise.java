package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;

/** Depthwise convolutions, and how parts of convolutions are passed to oneDNN. */
public final class Depthwise {
    private Depthwise() {}

    /** Whether every output channel depends on one input channel only. */
    public static boolean is(ConvolutionProblem problem) {
        return problem.geometry().ic() > 0 && problem.geometry().icPerGroup() == 1;
    }

    /** Whether there are several channels, each with one filter: the problems of oneDNN's depthwise kernels. */
    public static boolean hasOneFilterForEachChannel(ConvolutionProblem problem) {
        return is(problem) && problem.geometry().oc() > 1 && problem.geometry().ocPerGroup() == 1;
    }

    /**
     * The same convolution in NHWC, with this number of images and input channels, and {@code multiplier} filters for
     * each channel. An input channel can be repeated, so that each copy has one filter: TensorFlow's filters {@code
     * [kh, kw, C, m]} and {@code [kh, kw, C * m, 1]} have the same numbers in the same order, and so have the output's
     * channels.
     */
    public static ConvolutionProblem channelsLast(
            ConvolutionProblem problem, long images, int channels, int multiplier) {
        Shape filter =
                switch (problem.operation()) {
                    case DEPTHWISE_CONV2D -> Shape.of(kh(problem), kw(problem), channels, multiplier);
                    case CONV2D -> Shape.of(kh(problem), kw(problem), 1, (long) channels * multiplier);
                };
        return channelsLast(problem, images, channels, filter);
    }

    /** The convolution of this number of images and groups, in NHWC. It need not be depthwise. */
    public static ConvolutionProblem channelsLast(ConvolutionProblem problem, long images, int groups) {
        ConvolutionGeometry geometry = problem.geometry();
        int channels = Math.multiplyExact(groups, geometry.icPerGroup());
        Shape filter =
                switch (problem.operation()) {
                    case DEPTHWISE_CONV2D -> Shape.of(kh(problem), kw(problem), channels, geometry.ocPerGroup());
                    case CONV2D ->
                        Shape.of(
                                kh(problem), kw(problem), geometry.icPerGroup(), (long) groups * geometry.ocPerGroup());
                };
        return channelsLast(problem, images, channels, filter);
    }

    private static int kh(ConvolutionProblem problem) {
        return problem.geometry().kh();
    }

    private static int kw(ConvolutionProblem problem) {
        return problem.geometry().kw();
    }

    private static ConvolutionProblem channelsLast(
            ConvolutionProblem problem, long images, int channels, Shape filter) {
        ConvolutionGeometry geometry = problem.geometry();
        SpatialAxis height = geometry.height();
        SpatialAxis width = geometry.width();
        return Variants.problem(
                problem,
                DataFormat.NHWC,
                Shape.of(images, geometry.ih(), geometry.iw(), channels),
                new int[] {height.padBefore(), height.padAfter()},
                new int[] {width.padBefore(), width.padAfter()},
                filter);
    }
}
