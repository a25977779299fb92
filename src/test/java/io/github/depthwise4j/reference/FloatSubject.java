package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;

/**
 * A convolution as native code does it: in {@code float}, fused, from the last tap to the first, the bias first; the
 * activation is the oracle's, rounded.
 */
final class FloatSubject {
    private FloatSubject() {}

    static void compute(
            ConvolutionProblem problem, Tensor input, Tensor filter, Tensor bias, Tensor residual, Tensor output) {
        ConvolutionGeometry sizes = problem.geometry();
        float[] src = input.toFloatArray();
        float[] weights = filter.toFloatArray();
        float[] biases = bias == null ? null : bias.toFloatArray();
        float[] residuals = residual == null ? null : residual.toFloatArray();
        float[] dst = new float[(int) sizes.dstElements()];
        boolean channelsLast = problem.dataFormat() == DataFormat.NHWC;
        for (int at = 0; at < dst.length; at++) {
            int plane = sizes.oh() * sizes.ow();
            int pixel = channelsLast ? at / sizes.oc() % plane : at % plane;
            int oc = channelsLast ? at % sizes.oc() : at / plane % sizes.oc();
            int image = at / plane / sizes.oc();
            int firstChannel = oc / sizes.ocPerGroup() * sizes.icPerGroup();
            float sum = biases == null ? 0 : biases[oc];
            for (int tap = sizes.kh() * sizes.kw() - 1; tap >= 0; tap--) {
                int row = sizes.height().position(pixel / sizes.ow(), tap / sizes.kw());
                int column = sizes.width().position(pixel % sizes.ow(), tap % sizes.kw());
                if (row >= 0 && row < sizes.ih() && column >= 0 && column < sizes.iw()) {
                    for (int ic = 0; ic < sizes.icPerGroup(); ic++) {
                        int channel = firstChannel + ic;
                        int from = channelsLast
                                ? ((image * sizes.ih() + row) * sizes.iw() + column) * sizes.ic() + channel
                                : ((image * sizes.ic() + channel) * sizes.ih() + row) * sizes.iw() + column;
                        float weight = weights[(tap * sizes.icPerGroup() + ic) * sizes.oc() + oc];
                        sum = Math.fma(src[from], weight, sum);
                    }
                }
            }
            sum += residuals == null ? 0 : residuals[at];
            dst[at] = (float) Activations.apply(problem.fusion().activation(), sum);
        }
        output.copyFrom(dst);
    }
}
