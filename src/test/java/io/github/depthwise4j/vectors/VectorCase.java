package io.github.depthwise4j.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.DataFormatNames;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One case with the numbers TensorFlow, or a project that follows it, expects.
 *
 * @param filter the filter, or the depthwise one of a separable convolution
 * @param pointwiseFilter null unless the convolution is separable
 * @param padding in the form {@code Padding.parse} takes
 * @param bias null if there is none
 * @param expected null if the case is to be refused
 * @param errorKind why the case is to be refused; null if it is not
 * @param tolerance an actual value passes when it is within {@code tolerance * max(1, |expected|)}
 */
public record VectorCase(
        String id,
        String operation,
        String dataFormat,
        VectorTensor input,
        VectorTensor filter,
        VectorTensor pointwiseFilter,
        int[] strides,
        String padding,
        int[] dilations,
        float[] bias,
        VectorActivation activation,
        List<String> beyondTensorFlow,
        VectorTensor expected,
        String errorKind,
        double tolerance) {
    private static final double DEFAULT_TOLERANCE = 1e-5;

    static VectorCase read(JsonNode node) {
        JsonNode expected = node.get("expected");
        boolean refused = expected.has("error");
        return new VectorCase(
                node.required("id").textValue(),
                node.required("op").textValue(),
                node.required("data_format").textValue(),
                VectorTensor.read(node.required("input")),
                VectorTensor.read(node.required("filter")),
                node.has("pointwise_filter") ? VectorTensor.read(node.get("pointwise_filter")) : null,
                Json.ints(node.required("strides")),
                Json.padding(node.required("padding")),
                Json.ints(node.required("dilations")),
                node.has("bias") ? Json.floats(Json.doubles(node.get("bias"))) : null,
                VectorActivation.read(node.get("activation")),
                StreamSupport.stream(node.path("beyond_tf_cpu").spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList(),
                refused ? null : VectorTensor.read(expected),
                refused ? expected.required("kind").textValue() : null,
                node.path("tolerance").asDouble(DEFAULT_TOLERANCE));
    }

    /** What is fused behind the (last) sum. */
    public Fusion fusion() {
        return new Fusion(bias != null, false, activation.activation());
    }

    /** The parameters of the operation, or of the depthwise part of a separable one. */
    public ConvolutionParameters parameters() {
        Padding parsed = Padding.parse(padding);
        DataFormat format = DataFormatNames.parse(dataFormat);
        return operation.equals(Vectors.CONV2D)
                ? ConvolutionParameters.conv2d(strides, parsed, format, dilations, id)
                : ConvolutionParameters.depthwiseConv2d(strides, parsed, format, dilations, id);
    }

    /** The case as a problem; refused as the library refuses it. */
    public Problem problem() {
        Shape inputShape = Shape.of(input.shape());
        Shape filterShape = Shape.of(filter.shape());
        return operation.equals(Vectors.SEPARABLE)
                ? SeparableProblem.of(
                        parameters(),
                        DataType.FLOAT32,
                        inputShape,
                        filterShape,
                        Shape.of(pointwiseFilter.shape()),
                        Fusion.NONE,
                        fusion())
                : new ConvolutionProblem(parameters(), DataType.FLOAT32, inputShape, filterShape, fusion());
    }

    /** Whether a result passes against one of the expected values. */
    public boolean accepts(double actual, double expectedValue) {
        return Math.abs(actual - expectedValue) <= tolerance * Math.max(1, Math.abs(expectedValue));
    }

    @Override
    public String toString() {
        return id;
    }
}
