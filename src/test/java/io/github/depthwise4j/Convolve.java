package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Tensor;

/** From a problem and arrays to the public API. */
final class Convolve {
    private Convolve() {}

    /** The operation of a problem, which the caller closes; the bias is null where the problem has none. */
    static DepthwiseConv2d operation(ConvolutionProblem problem, float[] filter, float[] bias) {
        ConvolutionParameters parameters = problem.parameters();
        try (Tensor filterTensor = Tensor.of(filter, problem.filterShape().dims());
                Tensor biasTensor = bias == null ? null : Tensor.of(bias, bias.length)) {
            return DepthwiseConv2d.builder(filterTensor)
                    .strides(parameters.strideHeight(), parameters.strideWidth())
                    .padding(parameters.padding())
                    .dataFormat(parameters.dataFormat())
                    .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                    .bias(biasTensor)
                    .name(parameters.name())
                    .build();
        }
    }

    static float[] run(DepthwiseConv2d operation, ConvolutionProblem problem, float[] input) {
        try (Tensor inputTensor = Tensor.of(input, problem.inputShape().dims());
                Tensor output = operation.run(inputTensor)) {
            return output.toFloatArray();
        }
    }

    /** Builds, runs once and closes. */
    static float[] run(ConvolutionProblem problem, float[] input, float[] filter, float[] bias) {
        try (DepthwiseConv2d operation = operation(problem, filter, bias)) {
            return run(operation, problem, input);
        }
    }
}
