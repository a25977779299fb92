package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;

/** Problems like a given one that differ in their sizes, or in their fusion. */
public final class Variants {
    private Variants() {}

    /**
     * A problem with the strides, the dilations and the fusion of another one.
     *
     * @param format the order of the axes of the shape
     * @param input the shape of the input
     * @param rows the zeros above and below the image
     * @param columns the zeros on its left and right
     * @param filter the shape of the filter
     */
    public static ConvolutionProblem problem(
            ConvolutionProblem like, DataFormat format, Shape input, int[] rows, int[] columns, Shape filter) {
        int[][] pairs = new int[4][2];
        pairs[format.heightAxis()] = rows;
        pairs[format.widthAxis()] = columns;
        ConvolutionParameters old = like.parameters();
        ConvolutionParameters parameters = new ConvolutionParameters(
                old.operation(),
                old.strideHeight(),
                old.strideWidth(),
                Padding.explicit(pairs),
                format,
                old.dilationHeight(),
                old.dilationWidth(),
                old.name());
        return new ConvolutionProblem(parameters, like.dataType(), input, filter, like.fusion());
    }

    /** The same problem with an input of another shape. */
    public static ConvolutionProblem withInput(ConvolutionProblem like, Shape input) {
        return new ConvolutionProblem(like.parameters(), like.dataType(), input, like.filterShape(), like.fusion());
    }

    /** The same problem with something else done to its sums. */
    public static ConvolutionProblem withFusion(ConvolutionProblem like, Fusion fusion) {
        return like.fusion().equals(fusion)
                ? like
                : new ConvolutionProblem(
                        like.parameters(), like.dataType(), like.inputShape(), like.filterShape(), fusion);
    }
}
