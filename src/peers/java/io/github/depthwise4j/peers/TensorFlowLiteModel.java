package io.github.depthwise4j.peers;

import io.github.depthwise4j.peers.TensorFlowLiteTables.Code;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;

/** A TensorFlow Lite model of one {@code DEPTHWISE_CONV_2D} with padding SAME. */
final class TensorFlowLiteModel {
    private TensorFlowLiteModel() {}

    static byte[] of(ConvolutionProblem problem, float[] filter) {
        TensorFlowLiteTables tables = new TensorFlowLiteTables();
        ConvolutionGeometry g = problem.geometry();
        int input = tables.tensor(problem.inputShape().dims());
        int weights = tables.constant(filter, 1, g.kh(), g.kw(), g.oc());
        int bias = tables.constant(new float[g.oc()], g.oc());
        int options = tables.convolving(g, true, true, TensorFlowLiteTables.NOT_ACTIVATED);
        long[] dims = problem.outputShape().dims();
        int output = tables.operator(Code.DEPTHWISE_CONV_2D, dims, options, input, weights, bias);
        return tables.model(List.of(input), output);
    }
}
