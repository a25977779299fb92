package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The sum over the taps and over the input channels of a group, for all outputs or some of them. With one input channel
 * per group this is the formula of a depthwise convolution; the group of an output channel is then its input channel.
 */
final class ConvolutionLoops {
    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final SpatialAxis height;
    private final SpatialAxis width;
    private final ImageLayout srcLayout;
    private final ImageLayout dstLayout;
    private final Source src;
    private final Elements weights;
    private final @Nullable Elements bias;
    private final @Nullable Elements residual;

    /** An input whose elements may have a known error. */
    interface Source {
        double value(int index);

        double error(int index);

        static Source exact(Elements values) {
            return new Source() {
                @Override
                public double value(int index) {
                    return values.at(index);
                }

                @Override
                public double error(int index) {
                    return 0;
                }
            };
        }
    }

    /** Bias and residual are null if the problem has none. */
    ConvolutionLoops(
            ConvolutionProblem problem,
            Source src,
            Elements weights,
            @Nullable Elements bias,
            @Nullable Elements residual) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.height = geometry.height();
        this.width = geometry.width();
        this.srcLayout = ImageLayout.of(problem.dataFormat(), geometry.ic(), height.input(), width.input());
        this.dstLayout = ImageLayout.of(problem.dataFormat(), geometry.oc(), height.output(), width.output());
        this.src = src;
        this.weights = weights;
        this.bias = bias;
        this.residual = residual;
    }

    /** Computes all outputs. */
    ReferenceResult all() {
        int outputs = Math.toIntExact(geometry.dstElements());
        ReferenceResult result = new ReferenceResult(problem.outputShape(), outputs);
        // The batch axes of an empty output may be too long for a loop.
        int images = outputs == 0 ? 0 : geometry.mb();
        for (int n = 0; n < images; n++) {
            for (int oc = 0; oc < geometry.oc(); oc++) {
                for (int oh = 0; oh < height.output(); oh++) {
                    for (int ow = 0; ow < width.output(); ow++) {
                        int dstIndex = dstLayout.index(n, oc, oh, ow);
                        sum(n, oc, oh, ow, dstIndex, result, dstIndex);
                    }
                }
            }
        }
        return result;
    }

    /** Computes the outputs with these indices, in their order. */
    ReferenceResult at(int... dstIndices) {
        ReferenceResult result = new ReferenceResult(Shape.of(dstIndices.length), dstIndices.length);
        for (int i = 0; i < dstIndices.length; i++) {
            at(dstIndices[i], result, i);
        }
        return result;
    }

    /** Computes one output and stores it at one position of the result. */
    void at(int dstIndex, ReferenceResult result, int place) {
        sum(dstIndex / dstLayout.image(), channel(dstIndex), row(dstIndex), column(dstIndex), dstIndex, result, place);
    }

    private int channel(int dstIndex) {
        return dstIndex / dstLayout.channel() % geometry.oc();
    }

    private int row(int dstIndex) {
        return dstIndex / dstLayout.row() % height.output();
    }

    private int column(int dstIndex) {
        return dstIndex / dstLayout.column() % width.output();
    }

    private void sum(int n, int oc, int oh, int ow, int dstIndex, ReferenceResult result, int place) {
        int icPerGroup = geometry.icPerGroup();
        int firstChannel = oc / geometry.ocPerGroup() * icPerGroup;
        double sum = 0;
        double absoluteSum = 0;
        double inheritedError = 0;
        for (int kh = 0; kh < height.filter(); kh++) {
            int ih = height.position(oh, kh);
            if (isPadding(height, ih)) {
                continue;
            }
            for (int kw = 0; kw < width.filter(); kw++) {
                int iw = width.position(ow, kw);
                if (isPadding(width, iw)) {
                    continue;
                }
                int srcIndex = srcLayout.index(n, firstChannel, ih, iw);
                int weightsIndex = weightsIndex(kh, kw, oc);
                for (int ic = 0; ic < icPerGroup; ic++) {
                    double weight = weights.at(weightsIndex);
                    double product = src.value(srcIndex) * weight;
                    sum += product;
                    absoluteSum += Math.abs(product);
                    inheritedError += src.error(srcIndex) * Math.abs(weight);
                    srcIndex += srcLayout.channel();
                    weightsIndex += geometry.oc();
                }
            }
        }
        if (bias != null) {
            sum += bias.at(oc);
            absoluteSum += Math.abs(bias.at(oc));
        }
        if (residual != null) {
            sum += residual.at(dstIndex);
            absoluteSum += Math.abs(residual.at(dstIndex));
        }
        Activation activation = problem.fusion().activation();
        result.set(place, Activations.apply(activation, sum), sum, absoluteSum, inheritedError);
    }

    private static boolean isPadding(SpatialAxis axis, int position) {
        return position < 0 || position >= axis.input();
    }

    /** The index of a tap for the first input channel of a group. */
    private int weightsIndex(int kh, int kw, int oc) {
        return (kh * width.filter() + kw) * geometry.icPerGroup() * geometry.oc() + oc;
    }

    /**
     * The input index that the first tap of an output reads in the first group. It is meaningful only outside the
     * padding.
     */
    int srcIndex(int dstIndex, int ic) {
        return srcLayout.index(
                dstIndex / dstLayout.image(),
                ic,
                height.position(row(dstIndex), 0),
                width.position(column(dstIndex), 0));
    }

    /** Whether some tap of an output on the padding, which the sum skips, is a NaN or an infinity. */
    boolean hasSpecialTapOnPadding(int dstIndex) {
        for (int kh = 0; kh < height.filter(); kh++) {
            boolean padding = isPadding(height, height.position(row(dstIndex), kh));
            for (int kw = 0; kw < width.filter(); kw++) {
                if (padding || isPadding(width, width.position(column(dstIndex), kw))) {
                    int weightsIndex = weightsIndex(kh, kw, channel(dstIndex));
                    for (int ic = 0; ic < geometry.icPerGroup(); ic++) {
                        if (!Float.isFinite(weights.at(weightsIndex + ic * geometry.oc()))) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
