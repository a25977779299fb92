package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * A grouped convolution written the other way around, to check the oracle with: every input element looks for the
 * outputs it belongs to. Sizes and padding come from the documentation's own formulas, not from the library's.
 */
final class ScatterConvolution {
    private ScatterConvolution() {}

    static float[] compute(ConvolutionProblem problem, float[] input, float[] filter, float[] bias) {
        ConvolutionParameters parameters = problem.parameters();
        long[] in = problem.inputShape().dims();
        boolean channelsLast = parameters.dataFormat() == DataFormat.NHWC;
        int channels = (int) in[in.length - (channelsLast ? 1 : 3)];
        int rows = (int) in[in.length - (channelsLast ? 3 : 2)];
        int columns = (int) in[in.length - (channelsLast ? 2 : 1)];
        int filterRows = (int) problem.filterShape().dim(0);
        int filterColumns = (int) problem.filterShape().dim(1);
        boolean depthwise = problem.operation() == Operation.DEPTHWISE_CONV2D;
        int perGroup = depthwise ? 1 : (int) problem.filterShape().dim(2);
        int outChannels = (int) problem.filterShape().dim(3) * (depthwise ? channels : 1);
        // Without channels nothing is scattered.
        int outPerGroup = channels == 0 ? 0 : outChannels / (channels / perGroup);
        int[] vertical = axis(
                parameters.padding(),
                channelsLast ? 1 : 2,
                rows,
                filterRows,
                parameters.strideHeight(),
                parameters.dilationHeight());
        int[] horizontal = axis(
                parameters.padding(),
                channelsLast ? 2 : 3,
                columns,
                filterColumns,
                parameters.strideWidth(),
                parameters.dilationWidth());
        int outRows = vertical[0];
        int outColumns = horizontal[0];
        int images = 1;
        for (int a = 0; a < in.length - 3; a++) {
            images *= (int) in[a];
        }
        double[] out = new double[images * outRows * outColumns * outChannels];
        for (int at = 0; at < input.length; at++) {
            int pixel = channelsLast ? at / channels : at % (rows * columns);
            int channel = channelsLast ? at % channels : at / (rows * columns) % channels;
            int image = at / (rows * columns * channels);
            int row = pixel % (rows * columns) / columns;
            int column = pixel % columns;
            for (int tap = 0; tap < filterRows * filterColumns; tap++) {
                int fromTop = row + vertical[1] - tap / filterColumns * parameters.dilationHeight();
                int fromLeft = column + horizontal[1] - tap % filterColumns * parameters.dilationWidth();
                if (Math.floorMod(fromTop, parameters.strideHeight()) != 0
                        || Math.floorMod(fromLeft, parameters.strideWidth()) != 0) {
                    continue;
                }
                int outRow = Math.floorDiv(fromTop, parameters.strideHeight());
                int outColumn = Math.floorDiv(fromLeft, parameters.strideWidth());
                if (outRow < 0 || outRow >= outRows || outColumn < 0 || outColumn >= outColumns) {
                    continue;
                }
                for (int q = 0; q < outPerGroup; q++) {
                    int outChannel = channel / perGroup * outPerGroup + q;
                    int to = channelsLast
                            ? ((image * outRows + outRow) * outColumns + outColumn) * outChannels + outChannel
                            : ((image * outChannels + outChannel) * outRows + outRow) * outColumns + outColumn;
                    out[to] += (double) input[at]
                            * filter[(tap * perGroup + channel % perGroup) * outChannels + outChannel];
                }
            }
        }
        float[] result = new float[out.length];
        for (int to = 0; to < out.length; to++) {
            int outChannel = channelsLast ? to % outChannels : to / (outRows * outColumns) % outChannels;
            result[to] = (float) (out[to] + (bias == null ? 0 : bias[outChannel]));
        }
        return result;
    }

    /** The number of outputs and the zeros before the first input, by walking the window along the axis. */
    private static int[] axis(Padding padding, int pairAt, int input, int taps, int stride, int dilation) {
        int extent = 1 + (taps - 1) * dilation;
        if (padding == Padding.SAME) {
            int zeros = input % stride == 0 ? Math.max(extent - stride, 0) : Math.max(extent - input % stride, 0);
            return new int[] {(int) Math.ceil(input / (double) stride), zeros / 2};
        }
        int[] pair = padding.isExplicit() ? padding.pairs()[pairAt] : new int[] {0, 0};
        int outputs = 0;
        for (int first = 0; first + extent <= pair[0] + input + pair[1]; first += stride) {
            outputs++;
        }
        return new int[] {outputs, pair[0]};
    }
}
