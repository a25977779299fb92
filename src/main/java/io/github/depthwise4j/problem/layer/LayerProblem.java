package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * One layer of a network that is not a convolution, stated completely. A problem that exists can be computed.
 *
 * <p>All tensors hold {@code float32}. Images are in NHWC order: {@code [batch, height, width, channels]}. No tensor is
 * empty. Immutable; the text of a problem is one line for people.
 */
public sealed interface LayerProblem
        permits ActivationProblem,
                BatchToSpaceProblem,
                BinaryProblem,
                ConcatenationProblem,
                DepthToSpaceProblem,
                FunctionProblem,
                MatMulProblem,
                PoolingProblem,
                PreluProblem,
                ReductionProblem,
                ResizeProblem,
                SliceProblem,
                SoftmaxProblem,
                SpaceToBatchProblem,
                TileProblem,
                TransposeProblem,
                TransposedConvolutionProblem,
                ZeroPaddingProblem {

    /** {@return TensorFlow's name of the operation} */
    String operation();

    /** {@return the shapes of the tensors that the layer reads, weights last} */
    List<Shape> inputShapes();

    /** {@return the shape of the result} */
    Shape outputShape();
}
