package io.github.depthwise4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ONNX Runtime and this library use the same memory: what one writes, the other reads, and nothing is copied. */
class OnnxTensorMemoryTest {
    private static final long[] SHAPE = {1, 6, 5, 3};
    private static final int COUNT = 90;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final float[] numbers = numbers(COUNT);
    private final float[] weights = numbers(27);

    private static float[] numbers(int count) {
        Random random = new Random(14);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(19) - 9;
        }
        return numbers;
    }

    @Test
    void theMemoryOfAnOnnxTensorIsInputAndOutput() throws OrtException {
        try (OnnxTensor x = OnnxTensor.createTensor(environment, direct(), SHAPE);
                OnnxTensor y = OnnxTensor.createTensor(environment, direct(), SHAPE);
                Tensor filter = Tensor.of(weights, 3, 3, 3, 1);
                Tensor input = Tensor.wrap((FloatBuffer) x.getBufferRef().orElseThrow(), SHAPE);
                Tensor output = Tensor.wrap((FloatBuffer) y.getBufferRef().orElseThrow(), SHAPE);
                DepthwiseConv2d operation = operation(filter)) {
            // After both were wrapped: a copy would not see it.
            ((FloatBuffer) x.getBufferRef().orElseThrow()).duplicate().put(numbers);
            operation.run(input, output);
            assertThat(seenBy(y)).isEqualTo(expected(filter));
        }
    }

    @Test
    void anOnnxTensorOverATensorSeesWhatIsComputedLater() throws OrtException {
        try (Tensor input = Tensor.of(numbers, SHAPE);
                Tensor output = Tensor.of(new float[COUNT], SHAPE);
                Tensor filter = Tensor.of(weights, 3, 3, 3, 1);
                OnnxTensor y = OnnxTensor.createTensor(environment, output.asFloatBuffer(), SHAPE);
                DepthwiseConv2d operation = operation(filter)) {
            operation.run(input, output);
            assertThat(seenBy(y)).isEqualTo(expected(filter));
        }
    }

    /** ONNX Runtime's copy of its own memory. */
    private static float[] seenBy(OnnxTensor tensor) {
        float[] seen = new float[COUNT];
        tensor.getFloatBuffer().get(seen);
        return seen;
    }

    private static DepthwiseConv2d operation(Tensor filter) {
        return DepthwiseConv2d.builder(filter)
                .strides(1, 1)
                .padding(Padding.SAME)
                .build();
    }

    private float[] expected(Tensor filter) {
        try (Tensor x = Tensor.of(numbers, SHAPE);
                Tensor y = Nn.depthwiseConv2d(x, filter, new int[] {1, 1, 1, 1}, Padding.SAME)) {
            return y.toFloatArray();
        }
    }

    private static FloatBuffer direct() {
        return ByteBuffer.allocateDirect(COUNT * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
