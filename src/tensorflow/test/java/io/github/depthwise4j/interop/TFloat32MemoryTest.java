package io.github.depthwise4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.Nn;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataStorageVisitor;
import org.tensorflow.types.TFloat32;

/** The memory of TensorFlow's tensors is input and output of an operation, and nothing is copied. */
class TFloat32MemoryTest {
    private static final int COUNT = 90;

    @Test
    void theMemoryOfATFloat32IsInputAndOutput() {
        Random random = new Random(14);
        float[] numbers = new float[COUNT];
        float[] weights = new float[27];
        for (int i = 0; i < COUNT; i++) {
            numbers[i] = random.nextInt(19) - 9;
            weights[i % weights.length] = random.nextInt(19) - 9;
        }
        try (TFloat32 x = TFloat32.tensorOf(Shape.of(1, 6, 5, 3));
                TFloat32 y = TFloat32.tensorOf(Shape.of(1, 6, 5, 3));
                Tensor filter = Tensor.of(weights, 3, 3, 3, 1);
                Tensor input = Tensor.wrap(memory(x), 1, 6, 5, 3);
                Tensor output = Tensor.wrap(memory(y), 1, 6, 5, 3);
                DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                        .strides(1, 1)
                        .padding(Padding.SAME)
                        .build();
                Tensor copy = Tensor.of(numbers, 1, 6, 5, 3);
                Tensor expected = Nn.depthwiseConv2d(copy, filter, new int[] {1, 1, 1, 1}, Padding.SAME)) {
            // After both were wrapped: a copy would not see it.
            x.asRawTensor().data().asFloats().write(numbers);
            operation.run(input, output);
            float[] seen = new float[COUNT];
            y.asRawTensor().data().asFloats().read(seen);
            assertThat(seen).isEqualTo(expected.toFloatArray()).isNotEqualTo(new float[COUNT]);
        }
    }

    /** The memory of a tensor of TensorFlow as a direct buffer, valid until that tensor is closed. */
    private static ByteBuffer memory(TFloat32 tensor) {
        ByteDataBuffer bytes = tensor.asRawTensor().data();
        return bytes.accept(new DataStorageVisitor<ByteBuffer>() {
            @Override
            public ByteBuffer visit(ByteBuffer buffer) {
                return buffer;
            }

            @Override
            public ByteBuffer visit(long address, long length, long scale) {
                return new At(address, length * scale).asByteBuffer().order(ByteOrder.nativeOrder());
            }

            @Override
            public ByteBuffer fallback() {
                throw new AssertionError("TensorFlow keeps this tensor in another way");
            }
        });
    }

    /** Memory that this object does not own. */
    private static final class At extends BytePointer {
        At(long at, long bytes) {
            this.address = at;
            this.limit = bytes;
            this.capacity = bytes;
        }
    }
}
