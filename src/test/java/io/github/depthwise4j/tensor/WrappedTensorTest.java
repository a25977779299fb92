package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class WrappedTensorTest {
    private static final ByteOrder FOREIGN =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;

    @Test
    void aWrappedBufferIsTheMemoryOfTheTensor() {
        FloatBuffer buffer = direct(24).asFloatBuffer();
        try (Tensor tensor = Tensor.wrap(buffer, 2, 3)) {
            buffer.put(5, 7);
            assertThat(tensor.toFloatArray()).containsExactly(0, 0, 0, 0, 0, 7);
            tensor.copyFrom(new float[] {1, 2, 3, 4, 5, 6});
            assertThat(buffer.get(3)).isEqualTo(4);
            tensor.asFloatBuffer().put(0, 9);
            assertThat(buffer.get(0)).isEqualTo(9);
        }
        assertThat(buffer.get(1)).as("after close").isEqualTo(2);
    }

    @Test
    void onlyThePartBetweenPositionAndLimitIsWrapped() {
        FloatBuffer floats = direct(24).asFloatBuffer();
        floats.position(2).limit(5);
        ByteBuffer bytes = direct(24).position(8).limit(20);
        try (Tensor ofFloats = Tensor.wrap(floats, 3);
                Tensor ofBytes = Tensor.wrap(bytes, 3)) {
            ofFloats.copyFrom(new float[] {1, 2, 3});
            ofBytes.copyFrom(new float[] {4, 5, 6});
        }
        assertThat(floats.position()).isEqualTo(2);
        assertThat(floats.limit()).isEqualTo(5);
        assertThat(all(floats)).containsExactly(0, 0, 1, 2, 3, 0);
        assertThat(all(bytes.clear().asFloatBuffer())).containsExactly(0, 0, 4, 5, 6, 0);
    }

    @Test
    void anEmptyBufferMakesAnEmptyTensor() {
        try (Tensor tensor = Tensor.wrap(direct(0).asFloatBuffer(), 0, 3)) {
            assertThat(tensor.toFloatArray()).isEmpty();
        }
    }

    @Test
    void refusesAHeapBuffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.wrap(FloatBuffer.allocate(6), 2, 3))
                .withMessageContainingAll("Tensor.wrap", "not direct", "ByteBuffer.allocateDirect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.wrap(ByteBuffer.allocate(24).order(ByteOrder.nativeOrder()), 2, 3))
                .withMessageContaining("not direct");
    }

    @Test
    void refusesAForeignByteOrder() {
        ByteBuffer foreign = ByteBuffer.allocateDirect(24).order(FOREIGN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.wrap(foreign, 2, 3))
                .withMessageContainingAll("Tensor.wrap", FOREIGN.toString(), "must be " + ByteOrder.nativeOrder());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.wrap(foreign.asFloatBuffer(), 2, 3))
                .withMessageContaining(FOREIGN.toString());
    }

    @Test
    void refusesAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.wrap(direct(24).asFloatBuffer(), 2, 4))
                .withMessageContainingAll("buffer.remaining() = 6", "[2, 4] has 8 elements");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.wrap(direct(28), 2, 3))
                .withMessageContainingAll("buffer.remaining() / 4 = 7", "[2, 3] has 6 elements");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.wrap(direct(26), 2, 3))
                .withMessageContainingAll("26 remaining bytes", "multiple of 4");
    }

    @Test
    void refusesAnAddressThatIsNoMultipleOfFour() {
        for (int offset = 1; offset < 4; offset++) {
            ByteBuffer bytes = direct(32).position(offset).limit(offset + 24);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.wrap(bytes, 2, 3))
                    .withMessageContainingAll("Tensor.wrap", offset + " modulo 4");
            FloatBuffer floats = bytes.slice().order(ByteOrder.nativeOrder()).asFloatBuffer();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.wrap(floats, 2, 3))
                    .withMessageContaining(offset + " modulo 4");
        }
    }

    @Test
    void aReadOnlyBufferMakesATensorThatCanBeReadOnly() {
        ByteBuffer bytes = direct(8);
        bytes.putFloat(4, 3);
        FloatBuffer floats = bytes.asFloatBuffer().asReadOnlyBuffer();
        ByteBuffer readOnly = bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
        for (Tensor tensor : new Tensor[] {Tensor.wrap(floats, 2), Tensor.wrap(readOnly, 2)}) {
            assertThat(tensor.isReadOnly()).isTrue();
            assertThat(tensor.toFloatArray()).containsExactly(0, 3);
            assertThat(tensor.asFloatBuffer().get(1)).isEqualTo(3);
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> tensor.asFloatBuffer().put(0, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyFrom(new float[2]))
                    .withMessageContainingAll("Tensor.copyFrom", "read-only");
            assertThat(bytes.getFloat(0)).isZero();
            tensor.close();
        }
    }

    @Test
    void aClosedTensorRefusesTheBufferThatStillExists() {
        Tensor tensor = Tensor.wrap(direct(8), 2);
        tensor.close();
        assertThatIllegalStateException().isThrownBy(tensor::toFloatArray).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(tensor::asFloatBuffer).withMessageContaining("closed");
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static float[] all(FloatBuffer buffer) {
        float[] values = new float[buffer.capacity()];
        buffer.duplicate().clear().get(values);
        return values;
    }
}
