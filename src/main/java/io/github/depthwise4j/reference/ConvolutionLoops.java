package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;

/**
 * The sum over taps and over the input channels of a group, for every output. With one input channel per group this is
 * the formula of a depthwise convolution; the group of an output channel is then its input channel.
 */
final class ConvolutionLoops {
    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final SpatialAxis height;
    private final SpatialAxis width;
    private final ImageLayout srcLayout;
    private final ImageLayout dstLayout;
    private final Source src;
    private final float[] weights;
    private final float[] bias;
    private final float[] residual;

    /** An input, of which each element may stand for a number that is known up to an error only. */
    interface Source {
        double value(int index);

        double error(int index);

        static Source exact(float[] values) {
            return new Source() {
                @Override
                public double value(int index) {
                    return values[index];
                }

                @Override
                public double error(int index) {
                    return 0;
                }
            };
        }
    }

    ConvolutionLoops(ConvolutionProblem problem, Source src, float[] weights, float[] bias, float[] residual) {
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

    ReferenceResult run() {
        int outputs = Math.toIntExact(geometry.dstElements());
        ReferenceResult result = new ReferenceResult(problem.outputShape(), outputs);
        // The batch axes of an empty output may be too long to walk along.
        int images = outputs == 0 ? 0 : geometry.mb();
        for (int n = 0; n < images; n++) {
            for (int oc = 0; oc < geometry.oc(); oc++) {
                for (int oh = 0; oh < height.output(); oh++) {
                    for (int ow = 0; ow < width.output(); ow++) {
                        sum(n, oc, oh, ow, result);
                    }
                }
            }
        }
        return result;
    }

    private void sum(int n, int oc, int oh, int ow, ReferenceResult result) {
        int icPerGroup = geometry.icPerGroup();
        int firstChannel = oc / geometry.ocPerGroup() * icPerGroup;
        double sum = 0;
        double absoluteSum = 0;
        double inheritedError = 0;
        for (int kh = 0; kh < height.filter(); kh++) {
            int ih = height.position(oh, kh);
            if (ih < 0 || ih >= height.input()) {
                continue;
            }
            for (int kw = 0; kw < width.filter(); kw++) {
                int iw = width.position(ow, kw);
                if (iw < 0 || iw >= width.input()) {
                    continue;
                }
                int srcIndex = srcLayout.index(n, firstChannel, ih, iw);
                int weightsIndex = (kh * width.filter() + kw) * icPerGroup * geometry.oc() + oc;
                for (int ic = 0; ic < icPerGroup; ic++) {
                    double product = src.value(srcIndex) * weights[weightsIndex];
                    sum += product;
                    absoluteSum += Math.abs(product);
                    inheritedError += src.error(srcIndex) * Math.abs(weights[weightsIndex]);
                    srcIndex += srcLayout.channel();
                    weightsIndex += geometry.oc();
                }
            }
        }
        if (bias != null) {
            sum += bias[oc];
            absoluteSum += Math.abs(bias[oc]);
        }
        int dstIndex = dstLayout.index(n, oc, oh, ow);
        if (residual != null) {
            sum += residual[dstIndex];
            absoluteSum += Math.abs(residual[dstIndex]);
        }
        Activation activation = problem.fusion().activation();
        result.set(dstIndex, Activations.apply(activation, sum), sum, absoluteSum, inheritedError);
    }
}
