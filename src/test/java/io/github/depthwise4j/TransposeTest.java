package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tensors in another data format, compared with a copy by loops. */
class TransposeTest {
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);
    private static final int CASES = 150;
    private static final int MOST_ELEMENTS = 100_000;

    @Test
    void theRowsOfAnImageBecomeChannelsByHand() {
        try (Tensor nhwc = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 3, 2);
                Tensor nchw = Nn.transpose(nhwc, DataFormat.NHWC, DataFormat.NCHW);
                Tensor back = Nn.transpose(nchw, DataFormat.NCHW, DataFormat.NHWC)) {
            assertThat(nchw.shape()).isEqualTo(Shape.of(1, 2, 1, 3));
            assertThat(nchw.toFloatArray()).containsExactly(1, 3, 5, 2, 4, 6);
            assertThat(back.shape()).isEqualTo(nhwc.shape());
            assertThat(back.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void anyTensorKeepsEveryBitOfItsNumbers() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            Shape shape = shape(random);
            DataFormat from = DataFormat.values()[random.nextInt(2)];
            DataFormat to = DataFormat.values()[random.nextInt(2)];
            String problem = "seed " + SEED + ", case " + i + ": " + shape + " from " + from + " to " + to;
            FloatBuffer numbers = anyNumbers(random, shape);
            try (Tensor input = Tensor.wrap(numbers, shape.dims());
                    Tensor output = Nn.transpose(input, from, to);
                    Tensor existing =
                            Tensor.allocate(DataType.FLOAT32, output.shape().dims())) {
                Nn.transpose(input, from, to, existing);
                int[] expected = transposed(bits(numbers), shape, from, to);
                assertThat(bits(output.asFloatBuffer())).as(problem).isEqualTo(expected);
                assertThat(bits(existing.asFloatBuffer())).as(problem).isEqualTo(expected);
                assertThat(output.shape().dims()[output.shape().rank() - 4 + to.channelAxis()])
                        .as(problem)
                        .isEqualTo(shape.dims()[shape.rank() - 4 + from.channelAxis()]);
            }
        }
    }

    @Test
    void aTensorWithoutElementsBecomesOneOfTheOtherShape() {
        try (Tensor empty = Tensor.allocate(DataType.FLOAT32, 2, 0, 3, 4);
                Tensor output = Nn.transpose(empty, DataFormat.NHWC, DataFormat.NCHW)) {
            assertThat(output.shape()).isEqualTo(Shape.of(2, 4, 0, 3));
        }
    }

    @Test
    void nothingNativeIsLeftAndWrongArgumentsAreRefusedByName() {
        try (Tensor input = Data.random(1, 1, 2, 3, 4);
                Tensor flat = Data.random(2, 2, 3, 4);
                Tensor wrong = Tensor.allocate(DataType.FLOAT32, 1, 2, 3, 4);
                Tensor output = Tensor.allocate(DataType.FLOAT32, 1, 4, 2, 3)) {
            Nn.transpose(input, DataFormat.NHWC, DataFormat.NCHW, output);
            long blocks = LiveBlocks.settled();
            assertThatThrownBy(() -> Nn.transpose(flat, DataFormat.NHWC, DataFormat.NCHW))
                    .isInstanceOfSatisfying(InvalidProblemException.class, e -> assertThat(e.kind())
                            .isEqualTo("rank"))
                    .hasMessageContaining("transpose: input shape = [2, 3, 4]");
            assertThatThrownBy(() -> Nn.transpose(input, DataFormat.NHWC, DataFormat.NCHW, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[1, 2, 3, 4], but the result is float32 [1, 4, 2, 3]");
            assertThatThrownBy(() -> Nn.transpose(input, DataFormat.NHWC, DataFormat.NHWC, input))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("overlap");
            assertThatThrownBy(() -> Nn.transpose(input, null, DataFormat.NHWC)).hasMessage("from");
            assertThatThrownBy(() -> Nn.transpose(input, DataFormat.NHWC, null)).hasMessage("to");
            assertThatThrownBy(() -> Nn.transpose(null, DataFormat.NHWC, DataFormat.NCHW))
                    .hasMessage("input");
            Nn.transpose(input, DataFormat.NHWC, DataFormat.NCHW, output);
            assertThat(LiveBlocks.settled()).isEqualTo(blocks);
            Tensor closed = Tensor.allocate(DataType.FLOAT32, 1, 4, 2, 3);
            closed.close();
            assertThatThrownBy(() -> Nn.transpose(input, DataFormat.NHWC, DataFormat.NCHW, closed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the output is closed");
        }
    }

    private static Shape shape(Random random) {
        for (; ; ) {
            long[] dims = new long[4 + random.nextInt(3)];
            for (int axis = 0; axis < dims.length; axis++) {
                dims[axis] = random.nextInt(12) == 0 ? random.nextInt(70) : 1 + random.nextInt(20);
            }
            Shape shape = Shape.of(dims);
            if (shape.elementCount() <= MOST_ELEMENTS) {
                return shape;
            }
        }
    }

    /** NaN with any payload, infinities and the smallest numbers are among them. */
    private static FloatBuffer anyNumbers(Random random, Shape shape) {
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) shape.elementCount() * Float.BYTES)
                .order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining()) {
            bytes.putInt(random.nextInt());
        }
        return bytes.rewind().asFloatBuffer();
    }

    private static int[] bits(FloatBuffer numbers) {
        int[] bits = new int[numbers.capacity()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(numbers.get(i));
        }
        return bits;
    }

    private static int[] transposed(int[] input, Shape shape, DataFormat from, DataFormat to) {
        int last = shape.rank() - 4;
        int rows = (int) shape.dim(last + from.heightAxis());
        int columns = (int) shape.dim(last + from.widthAxis());
        int channels = (int) shape.dim(last + from.channelAxis());
        int[] output = new int[input.length];
        int image = rows * columns * channels;
        for (int i = 0; image > 0 && i < input.length / image; i++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    for (int channel = 0; channel < channels; channel++) {
                        int source = index(from, rows, columns, channels, row, column, channel);
                        int target = index(to, rows, columns, channels, row, column, channel);
                        output[i * image + target] = input[i * image + source];
                    }
                }
            }
        }
        return output;
    }

    private static int index(DataFormat format, int rows, int columns, int channels, int row, int column, int channel) {
        return format == DataFormat.NHWC
                ? (row * columns + column) * channels + channel
                : (channel * rows + row) * columns + column;
    }
}
