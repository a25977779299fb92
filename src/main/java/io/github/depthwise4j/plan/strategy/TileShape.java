package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.plan.base.PaddedAxis;
import io.github.depthwise4j.plan.base.Variants;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;

/**
 * What tiles of one kind have in common: their sizes, and the convolution that oneDNN computes.
 *
 * @param groups the groups of the tile
 * @param copied the sizes of what is copied: the input of the tile without padding that the copy adds
 * @param filled the convolution of the copy, in NHWC; if the copy contains padding, this has less padding
 * @param convolved the same convolution as oneDNN computes it, over the same memory
 * @param layout the layout of the copy
 * @param top the rows of zeros above the copied rows
 * @param left the columns of zeros to the left of the copied columns
 */
record TileShape(
        int groups,
        ConvolutionProblem copied,
        ConvolutionProblem filled,
        ConvolutionProblem convolved,
        ActivationLayout layout,
        int top,
        int left) {
    private static TileShape of(
            int groups,
            ConvolutionProblem copied,
            ConvolutionProblem filled,
            ActivationLayout layout,
            int top,
            int left) {
        boolean last = layout == ActivationLayout.CHANNELS_LAST;
        ConvolutionProblem convolved = last ? Form.withColumnsAsChannels(filled) : filled;
        return new TileShape(groups, copied, filled, convolved, layout, top, left);
    }

    /** Tiles whose copy has no padding of its own. */
    static TileShape plain(int groups, ConvolutionProblem tile, ActivationLayout layout) {
        return of(groups, tile, tile, layout, 0, 0);
    }

    /**
     * Tiles whose copy contains the padding of the columns.
     *
     * @param rows whether the copy contains the padding of the rows too
     */
    static TileShape padded(int groups, ConvolutionProblem tile, ActivationLayout layout, boolean rows) {
        SpatialAxis width = ReducedAxis.of(tile.geometry().width());
        SpatialAxis height = ReducedAxis.of(tile.geometry().height());
        int top = rows ? height.padBefore() : 0;
        int[] rest = rows ? new int[2] : new int[] {height.padBefore(), height.padAfter()};
        Shape input = Shape.of(
                tile.geometry().mb(),
                rows ? PaddedAxis.positions(height) : height.input(),
                PaddedAxis.positions(width),
                tile.geometry().ic());
        ConvolutionProblem filled =
                Variants.problem(tile, DataFormat.NHWC, input, rest, new int[2], tile.filterShape());
        return of(groups, tile, filled, layout, top, width.padBefore());
    }

    /** Whether the copy has zeros around what is copied. */
    boolean hasZeros() {
        return !copied.inputShape().equals(filled.inputShape());
    }

    /** The sizes of the output, without the number of images if that is 1, and the layout. */
    @Override
    public String toString() {
        ConvolutionGeometry geometry = filled.geometry();
        String images = geometry.mb() == 1 ? "" : geometry.mb() + "x";
        return images + geometry.oc() + "x" + geometry.oh() + "x" + geometry.ow() + " in " + layout;
    }
}
