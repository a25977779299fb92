package io.github.depthwise4j.cli;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Tensor;

/** Builds the operation for a problem. */
final class Operations {
    private Operations() {}

    /**
     * Loads oneDNN now. The first time takes most of a second, which must not be part of a measured time.
     */
    static void loadOneDnn() {
        Depthwise4j.load();
    }

    /**
     * An operation with the problem's parameters; the caller closes it.
     *
     * @param bias null if the problem has none
     */
    static DepthwiseConv2d build(ConvolutionProblem problem, Tensor filter, Tensor bias) {
        return build(problem, filter, bias, Parallelism.adaptive());
    }

    /** The same, with a limit on the threads of one call. */
    static DepthwiseConv2d build(ConvolutionProblem problem, Tensor filter, Tensor bias, Parallelism parallelism) {
        ConvolutionParameters parameters = problem.parameters();
        DepthwiseConv2d.Builder builder = DepthwiseConv2d.builder(filter)
                .strides(parameters.strideHeight(), parameters.strideWidth())
                .padding(parameters.padding())
                .dataFormat(parameters.dataFormat())
                .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                .parallelism(parallelism)
                .name(parameters.name());
        return (bias == null ? builder : builder.bias(bias)).build();
    }

    /** The same for an ordinary convolution without a bias. */
    static Conv2d buildConv2d(ConvolutionProblem problem, Tensor filter, Parallelism parallelism) {
        ConvolutionParameters parameters = problem.parameters();
        return Conv2d.builder(filter)
                .strides(parameters.strideHeight(), parameters.strideWidth())
                .padding(parameters.padding())
                .dataFormat(parameters.dataFormat())
                .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                .parallelism(parallelism)
                .name(parameters.name())
                .build();
    }

    /** The same for a separable convolution without biases. */
    static SeparableConv2d buildSeparable(
            SeparableProblem problem, Tensor depthwiseFilter, Tensor pointwiseFilter, Parallelism parallelism) {
        ConvolutionParameters parameters = problem.depthwise().parameters();
        return SeparableConv2d.builder(depthwiseFilter, pointwiseFilter)
                .strides(parameters.strideHeight(), parameters.strideWidth())
                .padding(parameters.padding())
                .dataFormat(parameters.dataFormat())
                .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                .parallelism(parallelism)
                .name(parameters.name())
                .build();
    }
}
