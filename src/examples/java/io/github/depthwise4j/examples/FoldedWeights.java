package io.github.depthwise4j.examples;

import io.github.depthwise4j.BatchNorm;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;

/** Gets the weights of layers, and takes batch norms into filters and biases. */
final class FoldedWeights {
    /** Keras's default, with which the networks here were trained. */
    static final float EPSILON = 1e-3f;

    private final Weights weights;

    FoldedWeights(Weights weights) {
        this.weights = weights;
    }

    /**
     * The kernel of a convolution or a dense layer, which the caller closes. Keras's dense layers have a matrix,
     * {@code [in, out]}; in row-major order, that is a filter of one row and one column.
     */
    Tensor kernel(Layer layer, Shape input) {
        String name = layer.name + "/kernel";
        if (layer.kind == Layer.Kind.CONV2D) {
            return weights.get(name, layer.filterSize, layer.filterSize, input.dim(3), layer.channels);
        }
        try (Tensor matrix = weights.get(name, input.dim(3), layer.channels)) {
            return Tensor.of(matrix.toFloatArray(), 1, 1, input.dim(3), layer.channels);
        }
    }

    /**
     * A filter and a bias that do what the kernel, the layer's own bias and its batch norm do together; the caller
     * closes them.
     *
     * @param channels those of the result
     */
    BatchNorm.Folded fold(Layer layer, Tensor kernel, long channels) {
        try (Tensor bias = bias(layer, channels)) {
            if (layer.batchNorm == null) {
                return new BatchNorm.Folded(copy(kernel), copy(bias));
            }
            boolean depthwise = layer.kind == Layer.Kind.DEPTHWISE_CONV2D;
            Operation operation = depthwise ? Operation.DEPTHWISE_CONV2D : Operation.CONV2D;
            try (Tensor gamma = weights.get(layer.batchNorm + "/gamma", channels);
                    Tensor beta = weights.get(layer.batchNorm + "/beta", channels);
                    Tensor mean = weights.get(layer.batchNorm + "/moving_mean", channels);
                    Tensor variance = weights.get(layer.batchNorm + "/moving_variance", channels)) {
                return BatchNorm.builder()
                        .gamma(gamma)
                        .beta(beta)
                        .mean(mean)
                        .variance(variance)
                        .epsilon(EPSILON)
                        .fold(operation, kernel, bias);
            }
        }
    }

    private Tensor bias(Layer layer, long channels) {
        return layer.bias ? weights.get(layer.name + "/bias", channels) : Tensor.allocate(DataType.FLOAT32, channels);
    }

    private static Tensor copy(Tensor tensor) {
        return Tensor.of(tensor.toFloatArray(), tensor.shape().dims());
    }
}
