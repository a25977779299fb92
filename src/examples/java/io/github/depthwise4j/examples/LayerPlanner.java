package io.github.depthwise4j.examples;

import io.github.depthwise4j.BatchNorm;
import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;

/** Makes layers ready to run: builds and plans their operations. */
final class LayerPlanner {
    private final Weights weights;
    private final FoldedWeights foldedWeights;

    LayerPlanner(Weights weights) {
        this.weights = weights;
        this.foldedWeights = new FoldedWeights(weights);
    }

    /** The caller closes the computation. */
    PlannedLayer plan(Layer layer, Shape input) {
        return switch (layer.kind) {
            case CONV2D, DENSE -> conv2d(layer, input);
            case DEPTHWISE_CONV2D -> depthwise(layer, input);
            case SEPARABLE_CONV2D -> separable(layer, input);
            case ACTIVATION -> activation(layer, input);
            case GLOBAL_AVERAGE_POOLING ->
                new PlannedLayer(
                        layer, new GlobalAveragePooling(input), Shape.of(input.dim(0), 1, 1, input.dim(3)), Cost.NONE);
            case SOFTMAX -> new PlannedLayer(layer, new Softmax(input), input, Cost.NONE);
            case INPUT -> throw new IllegalArgumentException("the input computes nothing");
        };
    }

    private PlannedLayer conv2d(Layer layer, Shape input) {
        try (Tensor kernel = foldedWeights.kernel(layer, input);
                BatchNorm.Folded folded = foldedWeights.fold(layer, kernel, layer.channels)) {
            Conv2d.Builder builder = Conv2d.builder(folded.filter())
                    .strides(layer.stride, layer.stride)
                    .padding(layer.padding)
                    .bias(folded.bias())
                    .activation(layer.activation)
                    .name(layer.name);
            Conv2d conv2d = (layer.residual == null ? builder : builder.residual()).build();
            return planned(layer, conv2d, input);
        }
    }

    private PlannedLayer depthwise(Layer layer, Shape input) {
        long channels = input.dim(3);
        try (Tensor kernel = weights.get(layer.name + "/kernel", layer.filterSize, layer.filterSize, channels, 1);
                BatchNorm.Folded folded = foldedWeights.fold(layer, kernel, channels)) {
            DepthwiseConv2d.Builder builder = DepthwiseConv2d.builder(folded.filter())
                    .strides(layer.stride, layer.stride)
                    .padding(layer.padding)
                    .bias(folded.bias())
                    .activation(layer.activation)
                    .name(layer.name);
            return planned(layer, (layer.residual == null ? builder : builder.residual()).build(), input);
        }
    }

    private PlannedLayer separable(Layer layer, Shape input) {
        long channels = input.dim(3);
        String name = layer.name;
        try (Tensor depthwise =
                        weights.get(name + "/depthwise_kernel", layer.filterSize, layer.filterSize, channels, 1);
                Tensor pointwise = weights.get(name + "/pointwise_kernel", 1, 1, channels, layer.channels);
                BatchNorm.Folded folded = foldedWeights.fold(layer, pointwise, layer.channels)) {
            SeparableConv2d.Builder builder = SeparableConv2d.builder(depthwise, folded.filter())
                    .strides(layer.stride, layer.stride)
                    .padding(layer.padding)
                    .bias(folded.bias())
                    .activation(layer.activation)
                    .name(name);
            SeparableConv2d separable = (layer.residual == null ? builder : builder.residual()).build();
            return planned(layer, separable, input);
        }
    }

    /** A depthwise convolution with a filter of ones changes nothing, and takes any activation along. */
    private PlannedLayer activation(Layer layer, Shape input) {
        float[] ones = new float[Math.toIntExact(input.dim(3))];
        Arrays.fill(ones, 1);
        try (Tensor filter = Tensor.of(ones, 1, 1, input.dim(3), 1)) {
            DepthwiseConv2d depthwise = DepthwiseConv2d.builder(filter)
                    .activation(layer.activation)
                    .name(layer.name)
                    .build();
            return new PlannedLayer(layer, of(depthwise), depthwise.plan(input).outputShape(), Cost.NONE);
        }
    }

    private static PlannedLayer planned(Layer layer, ConvolutionOperation operation, Shape input) {
        PlanDescription plan = operation.plan(input);
        return new PlannedLayer(layer, of(operation), plan.outputShape(), plan.cost());
    }

    private static Computation of(ConvolutionOperation operation) {
        return new Computation() {
            @Override
            public void run(Tensor input, Tensor residual, Tensor output) {
                if (residual == null) {
                    operation.run(input, output);
                } else {
                    operation.run(input, residual, output);
                }
            }

            @Override
            public void close() {
                operation.close();
            }
        };
    }
}
