package io.github.depthwise4j;

import io.github.depthwise4j.problem.DataFormatNames;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.vectors.VectorCase;
import io.github.depthwise4j.vectors.Vectors;

/** Computes the cases of the vector file as users would: by a one-shot call, and by a built operation. */
final class NativeVectors {
    private NativeVectors() {}

    /** Whether a one-shot call can compute the case: it takes neither bias nor activation. */
    static boolean isOneShot(VectorCase vector) {
        return vector.bias() == null && vector.activation().name().equals("none");
    }

    static float[] oneShot(VectorCase vector) {
        try (Tensor input = vector.input().toTensor();
                Tensor filter = vector.filter().toTensor();
                Tensor pointwise = pointwise(vector);
                Tensor output = oneShot(vector, input, filter, pointwise)) {
            return output.toFloatArray();
        }
    }

    private static Tensor oneShot(VectorCase vector, Tensor input, Tensor filter, Tensor pointwise) {
        int[] strides = vector.strides();
        int[] dilations = vector.dilations();
        Padding padding = Padding.parse(vector.padding());
        DataFormat format = DataFormatNames.parse(vector.dataFormat());
        return switch (vector.operation()) {
            case Vectors.DEPTHWISE ->
                Nn.depthwiseConv2d(input, filter, strides, padding, format, dilations, vector.id());
            case Vectors.CONV2D -> Nn.conv2d(input, filter, strides, padding, format, dilations, vector.id());
            default -> Nn.separableConv2d(input, filter, pointwise, strides, padding, format, dilations, vector.id());
        };
    }

    static float[] built(VectorCase vector) {
        try (Tensor input = vector.input().toTensor();
                Tensor filter = vector.filter().toTensor();
                Tensor pointwise = pointwise(vector);
                Tensor bias = vector.bias() == null ? null : Tensor.of(vector.bias(), vector.bias().length);
                ConvolutionOperation operation =
                        switch (vector.operation()) {
                            case Vectors.DEPTHWISE ->
                                with(vector, bias, DepthwiseConv2d.builder(filter))
                                        .build();
                            case Vectors.CONV2D ->
                                with(vector, bias, Conv2d.builder(filter)).build();
                            default ->
                                with(vector, bias, SeparableConv2d.builder(filter, pointwise))
                                        .build();
                        };
                Tensor output = operation.run(input)) {
            return output.toFloatArray();
        }
    }

    private static <B extends ConvolutionBuilder<?, B>> B with(VectorCase vector, Tensor bias, B builder) {
        return builder.strides(vector.strides())
                .padding(Padding.parse(vector.padding()))
                .dataFormat(DataFormatNames.parse(vector.dataFormat()))
                .dilations(vector.dilations())
                .bias(bias)
                .activation(vector.activation().activation())
                .name(vector.id());
    }

    private static Tensor pointwise(VectorCase vector) {
        return vector.pointwiseFilter() == null
                ? null
                : vector.pointwiseFilter().toTensor();
    }
}
