package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;

/**
 * A problem whose padding is written into its input as zeros, so that nothing is skipped.
 *
 * @param original the problem with padding
 * @param problem the same one without, with several batch axes taken together
 */
record WrittenPadding(ConvolutionProblem original, ConvolutionProblem problem) {

    static WrittenPadding of(ConvolutionProblem original) {
        ConvolutionGeometry sizes = original.geometry();
        ConvolutionParameters with = original.parameters();
        ConvolutionParameters without = new ConvolutionParameters(
                with.operation(),
                with.strideHeight(),
                with.strideWidth(),
                Padding.VALID,
                with.dataFormat(),
                with.dilationHeight(),
                with.dilationWidth(),
                with.name());
        long rows = padded(sizes.height());
        long columns = padded(sizes.width());
        Shape input = with.dataFormat() == DataFormat.NHWC
                ? Shape.of(sizes.mb(), rows, columns, sizes.ic())
                : Shape.of(sizes.mb(), sizes.ic(), rows, columns);
        return new WrittenPadding(
                original,
                new ConvolutionProblem(
                        without, original.dataType(), input, original.filterShape(), original.hasBias()));
    }

    private static long padded(SpatialAxis axis) {
        return axis.padBefore() + axis.input() + axis.padAfter();
    }

    /** The input of the original problem with zeros around it. */
    float[] input(float[] values) {
        ConvolutionGeometry sizes = original.geometry();
        float[] padded = new float[(int) problem.inputShape().elementCount()];
        for (int n = 0; n < sizes.mb(); n++) {
            for (int channel = 0; channel < sizes.ic(); channel++) {
                for (int row = 0; row < sizes.ih(); row++) {
                    for (int column = 0; column < sizes.iw(); column++) {
                        int toRow = row + sizes.height().padBefore();
                        int toColumn = column + sizes.width().padBefore();
                        padded[Numbers.inputIndex(problem, n, channel, toRow, toColumn)] =
                                values[Numbers.inputIndex(original, n, channel, row, column)];
                    }
                }
            }
        }
        return padded;
    }
}
