package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Work that goes through all ways of planning and computing, from nothing to nothing: what it takes, it gives back. */
final class MemoryWork {
    private static final int[] ONES = {1, 1};

    private MemoryWork() {}

    /** The pieces, each of which returns numbers that are always the same. */
    static Map<String, Supplier<float[]>> pieces() {
        Map<String, Supplier<float[]>> pieces = new LinkedHashMap<>();
        pieces.put("tensors", MemoryWork::tensors);
        pieces.put("depthwise NHWC", () -> depthwise(DataFormat.NHWC, 1));
        pieces.put("depthwise NHWC, multiplier 2", () -> depthwise(DataFormat.NHWC, 2));
        pieces.put("depthwise NCHW", () -> depthwise(DataFormat.NCHW, 1));
        pieces.put("depthwise NCHW, multiplier 2", () -> depthwise(DataFormat.NCHW, 2));
        pieces.put("depthwise over an empty input", MemoryWork::emptyInput);
        pieces.put("conv2d", MemoryWork::conv2d);
        pieces.put("separable", () -> separable(8));
        pieces.put("separable in bands", () -> separable(128));
        pieces.put("arrays NHWC", () -> arrays(DataFormat.NHWC));
        pieces.put("arrays NCHW", () -> arrays(DataFormat.NCHW));
        pieces.put("one-shot", MemoryWork::oneShot);
        pieces.put("explain", MemoryWork::explain);
        return pieces;
    }

    private static Tensor filled(long... dims) {
        Tensor tensor = Tensor.uninitialized(DataType.FLOAT32, dims);
        try {
            float[] values = new float[(int) tensor.shape().elementCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 7 - 3;
            }
            tensor.copyFrom(values);
            return tensor;
        } catch (RuntimeException | Error e) {
            tensor.close();
            throw e;
        }
    }

    private static float[] tensors() {
        try (Tensor one = filled(3, 5);
                Tensor two = Tensor.allocate(DataType.FLOAT32, 3, 5);
                Tensor three = Tensor.of(new float[] {1, 2, 3}, 3)) {
            two.copyFrom(one.toFloatArray());
            return Arrays.copyOf(two.toFloatArray(), 15 + three.toFloatArray().length);
        }
    }

    private static float[] depthwise(DataFormat format, int multiplier) {
        long[] input = format == DataFormat.NHWC ? new long[] {2, 20, 20, 48} : new long[] {2, 48, 20, 20};
        try (Tensor filter = filled(3, 3, 48, multiplier);
                Tensor bias = filled(48L * multiplier);
                Tensor in = filled(input);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .dataFormat(format)
                        .bias(bias)
                        .activation(Activation.RELU6)
                        .residual()
                        .parallelism(Parallelism.fixed(2))
                        .build();
                Tensor residual = filled(op.outputShape(in.shape()).dims());
                Tensor out = Tensor.allocate(
                        DataType.FLOAT32, op.outputShape(in.shape()).dims())) {
            op.plan(in.shape()).describe();
            op.run(in, residual, out);
            return out.toFloatArray();
        }
    }

    private static float[] emptyInput() {
        int[][] pairs = {{0, 0}, {2, 2}, {2, 2}, {0, 0}};
        try (Tensor filter = filled(2, 2, 4, 1);
                Tensor bias = filled(4);
                Tensor in = filled(1, 0, 3, 4);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .padding(Padding.explicit(pairs))
                        .bias(bias)
                        .build();
                Tensor out = op.run(in)) {
            return out.toFloatArray();
        }
    }

    private static float[] conv2d() {
        try (Tensor filter = filled(3, 3, 8, 16);
                Tensor in = filled(1, 10, 10, 16);
                Conv2d op = Conv2d.builder(filter).strides(2, 2).build();
                Tensor out = op.run(in)) {
            return out.toFloatArray();
        }
    }

    private static float[] separable(int channels) {
        long size = channels > 100 ? 56 : 9;
        try (Tensor depthwise = filled(3, 3, channels, 1);
                Tensor pointwise = filled(1, 1, channels, 24);
                Tensor bias = filled(channels);
                Tensor last = filled(24);
                Tensor in = filled(1, size, size, channels);
                SeparableConv2d op = SeparableConv2d.builder(depthwise, pointwise)
                        .padding(Padding.SAME)
                        .depthwiseBias(bias)
                        .bias(last)
                        .build();
                Tensor out = op.run(in)) {
            op.plan(in.shape()).describe();
            return out.toFloatArray();
        }
    }

    private static float[] arrays(DataFormat format) {
        long[] dims = format == DataFormat.NHWC ? new long[] {2, 40, 40, 32} : new long[] {2, 32, 40, 40};
        Shape shape = Shape.of(dims);
        try (Tensor filter = filled(3, 3, 32, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .dataFormat(format)
                        .build()) {
            float[] output = new float[(int) shape.elementCount()];
            float[] input = new float[output.length];
            Arrays.fill(input, 2);
            op.run(input, shape, output);
            return output;
        }
    }

    /** Plans of other shapes than a moment ago, which push the kept ones out. */
    private static float[] oneShot() {
        try (Tensor filter = filled(2, 2, 3, 1);
                Tensor pointwise = filled(1, 1, 3, 2);
                Tensor in = filled(1, 5, 5, 3);
                Tensor out = Nn.depthwiseConv2d(in, filter, ONES, Padding.SAME);
                Tensor second =
                        Nn.separableConv2d(in, filter, pointwise, ONES, Padding.SAME, DataFormat.NHWC, null, "layer")) {
            float[] both = Arrays.copyOf(out.toFloatArray(), 125);
            System.arraycopy(second.toFloatArray(), 0, both, 75, 50);
            return both;
        }
    }

    private static float[] explain() {
        Depthwise4j.explain(
                Problem.parse("depthwise_conv2d float32 NHWC SAME g32mb1ic32ih12iw12oc64oh12ow12kh3kw3 bias relu6"));
        return new float[0];
    }
}
