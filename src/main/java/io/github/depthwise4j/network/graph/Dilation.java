package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.network.graph.GraphRewriter.Fused;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.BatchToSpaceProblem;
import io.github.depthwise4j.problem.layer.SpaceToBatchProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds dilated convolutions in the form in which TensorFlow 1 and its converters write them: the image is divided into
 * one image for each pixel of a block, these are convolved without dilation, and joined again.
 */
final class Dilation {
    private Dilation() {}

    static @Nullable Fused rule(Node node, Map<Node, Integer> readers) {
        if (!(node.problemOrNull() instanceof BatchToSpaceProblem joined)) {
            return null;
        }
        Node before = node.inputs().get(0);
        Activation activation = Activation.NONE;
        if (before.problemOrNull() instanceof ActivationProblem activated && GraphRewriter.isPrivate(before, readers)) {
            activation = activated.activation();
            before = before.inputs().get(0);
        }
        if (!(before.operator() instanceof Operator.Convolution convolution)
                || !GraphRewriter.isPrivate(before, readers)
                || convolution.residual()
                || convolution.activation().kind() != Activation.Kind.NONE) {
            return null;
        }
        Node from = before.inputs().get(0);
        ConvolutionParameters old = convolution.parameters();
        if (!(from.problemOrNull() instanceof SpaceToBatchProblem divided)
                || divided.rows() != joined.rows()
                || divided.columns() != joined.columns()
                || !old.padding().equals(Padding.VALID)
                || old.strideHeight() * old.strideWidth() * old.dilationHeight() * old.dilationWidth() != 1) {
            return null;
        }
        int[][] pairs = new int[4][2];
        for (int border = 0; border < 4; border++) {
            // Results that are cropped are not computed: there is less padding.
            int pixels = divided.paddings().get(border) - joined.crops().get(border);
            if (pixels < 0) {
                return null;
            }
            pairs[1 + border / 2][border % 2] = pixels;
        }
        ConvolutionParameters dilated = new ConvolutionParameters(
                old.operation(),
                1,
                1,
                Padding.explicit(pairs),
                old.dataFormat(),
                divided.rows(),
                divided.columns(),
                old.name());
        return new Fused(
                convolution.with(dilated, activation), List.of(from.inputs().get(0)));
    }
}
