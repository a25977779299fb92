package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.depthwise4j.memory.TensorMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies between tensors, arrays and buffers. A random test is replayed by its seed. */
class TensorCopiesTest {
    private static final int ROUNDS = 300;

    /** The values of a model, laid out at random: where they lie, in which byte order, and what stands around them. */
    private static final class Layout {
        private final Random random;
        private final int before;
        private final int count;
        private final ByteBuffer bytes;

        Layout(Random random, int count) {
            this.random = random;
            this.count = count;
            this.before = random.nextInt(7);
            int size = before + count * Float.BYTES + random.nextInt(7);
            ByteBuffer whole = random.nextBoolean() ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
            this.bytes = whole.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i++) {
                bytes.put(i, (byte) 0x55);
            }
        }

        ByteBuffer bytes() {
            ByteBuffer own = bytes.duplicate().order(bytes.order());
            return own.position(before).limit(before + count * Float.BYTES);
        }

        /** At a position of its own inside a larger buffer, or at the start of a slice. */
        FloatBuffer floats() {
            if (random.nextBoolean()) {
                return bytes().slice().order(bytes.order()).asFloatBuffer();
            }
            ByteBuffer larger = bytes.isDirect()
                    ? ByteBuffer.allocateDirect((count + 3) * Float.BYTES)
                    : ByteBuffer.allocate((count + 3) * Float.BYTES);
            FloatBuffer floats = larger.order(bytes.order()).asFloatBuffer();
            floats.position(2).put(bytes().slice().order(bytes.order()).asFloatBuffer());
            return floats.limit(2 + count).position(2);
        }

        void put(float[] values) {
            bytes().slice().order(bytes.order()).asFloatBuffer().put(values);
        }

        boolean isUntouchedAround() {
            for (int i = 0; i < bytes.capacity(); i++) {
                boolean inside = i >= before && i < before + count * Float.BYTES;
                if (!inside && bytes.get(i) != 0x55) {
                    return false;
                }
            }
            return true;
        }
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt() & 0xbfffffff);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void elementsComeFromBuffersOfEveryKind(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Shape shape = Shape.of(random.nextInt(4), random.nextInt(5), 1 + random.nextInt(6));
            int count = (int) shape.elementCount();
            float[] model = values(random, count);
            Layout layout = new Layout(random, count);
            layout.put(model);
            ByteBuffer bytes = random.nextBoolean() ? layout.bytes() : readOnly(layout.bytes());
            FloatBuffer floats =
                    random.nextBoolean() ? layout.floats() : layout.floats().asReadOnlyBuffer();
            String what = "seed " + seed + ", round " + round + ": " + shape + " of " + bytes + " " + bytes.order();
            try (Tensor ofBytes = Tensor.of(bytes, shape);
                    Tensor ofFloats = Tensor.of(floats, shape);
                    Tensor copy = Tensor.uninitialized(DataType.FLOAT32, shape)) {
                assertThat(ofBytes.toFloatArray()).as(what).containsExactly(model);
                assertThat(ofFloats.toFloatArray()).as(what).containsExactly(model);
                assertThat(bytes.remaining() + floats.remaining()).as(what).isZero();
                copy.copyFrom(layout.bytes());
                assertThat(copy.toFloatArray()).as(what).containsExactly(model);
                copy.fill(0);
                copy.copyFrom(layout.floats());
                assertThat(copy.toFloatArray()).as(what).containsExactly(model);
            }
        }
    }

    private static ByteBuffer readOnly(ByteBuffer bytes) {
        return bytes.asReadOnlyBuffer().order(bytes.order());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void elementsGoIntoBuffersOfEveryKindAndNothingAroundThemChanges(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Shape shape = Shape.of(random.nextInt(4), random.nextInt(5), 1 + random.nextInt(6));
            float[] model = values(random, (int) shape.elementCount());
            Layout layout = new Layout(random, model.length);
            String what = "seed " + seed + ", round " + round + ": " + shape;
            try (Tensor tensor = Tensor.of(model, shape)) {
                ByteBuffer bytes = layout.bytes();
                tensor.copyTo(bytes);
                assertThat(bytes.remaining()).as(what).isZero();
                assertThat(layout.isUntouchedAround()).as(what).isTrue();
                float[] back = new float[model.length];
                layout.bytes().slice().order(bytes.order()).asFloatBuffer().get(back);
                assertThat(back).as(what).containsExactly(model);
                FloatBuffer floats = layout.floats();
                int start = floats.position();
                floats.duplicate().put(new float[model.length]);
                tensor.copyTo(floats);
                assertThat(floats.remaining()).as(what).isZero();
                floats.position(start).get(back);
                assertThat(back).as(what).containsExactly(model);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void rangesOfArraysAreCopiedAndNothingAroundThemChanges(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int count = random.nextInt(50);
            int offset = random.nextInt(9);
            float[] array = values(random, offset + count + random.nextInt(9));
            float[] target = values(random, array.length);
            float[] expected = target.clone();
            System.arraycopy(array, offset, expected, offset, count);
            String what = "seed " + seed + ", round " + round;
            try (Tensor tensor = Tensor.of(array, offset, count, Shape.of(count));
                    Tensor copy = Tensor.allocate(DataType.FLOAT32, Shape.of(count))) {
                tensor.copyTo(target, offset, count);
                assertThat(target).as(what).containsExactly(expected);
                copy.copyFrom(array, offset, count);
                assertThat(copy.contentEquals(tensor)).as(what).isTrue();
            }
        }
    }

    @Test
    void aCopyOfAnotherSizeIsRefusedAndNothingMoves() {
        FloatBuffer floats = FloatBuffer.allocate(5).position(1);
        ByteBuffer bytes = ByteBuffer.allocate(13).position(1);
        ByteBuffer ragged = ByteBuffer.allocate(13);
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, Shape.of(3))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyFrom(floats))
                    .withMessageContainingAll("Tensor.copyFrom", "source.remaining() = 4", "[3] has 3 elements");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyTo(floats))
                    .withMessageContainingAll("Tensor.copyTo", "target.remaining() = 4", "[3] has 3 elements");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyFrom(ragged))
                    .withMessageContainingAll("Tensor.copyFrom", "13 remaining bytes", "multiple of 4");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tensor.of(bytes, Shape.of(2)))
                    .withMessageContainingAll("Tensor.of", "values.remaining() / 4 = 3", "[2] has 2 elements");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyFrom(new float[9], 2, 4))
                    .withMessageContainingAll("Tensor.copyFrom", "length = 4", "3 elements");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> tensor.copyTo(new float[4], 2, 3));
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3);
        }
        assertThat(floats.position()).isEqualTo(1);
        assertThat(bytes.position()).isEqualTo(1);
        assertThat(ragged.position()).isZero();
    }

    @Test
    void whatIsReadOnlyIsNotWritten() {
        ByteBuffer direct = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        try (Tensor tensor = Tensor.wrap(readOnly(direct), Shape.of(2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyFrom(FloatBuffer.allocate(2)))
                    .withMessageContaining("read-only");
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.set(1, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.fill(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyTo(FloatBuffer.allocate(2).asReadOnlyBuffer()))
                    .withMessageContainingAll("Tensor.copyTo", "target is read-only");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyTo(ByteBuffer.allocate(8).asReadOnlyBuffer()))
                    .withMessageContaining("target is read-only");
            assertThat(tensor.toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void aTensorIsCopiedOntoItselfThroughItsOwnBuffer() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4}, Shape.of(4));
                Tensor end = tensor.slice(1, 4)) {
            end.copyFrom(tensor.asFloatBuffer().limit(3));
            assertThat(tensor.toFloatArray()).containsExactly(1, 1, 2, 3);
        }
    }

    @Test
    void aClosedTensorRefusesCopies() {
        Tensor tensor = Tensor.of(new float[] {1}, Shape.of(1));
        tensor.close();
        FloatBuffer floats = FloatBuffer.allocate(1);
        ByteBuffer bytes = ByteBuffer.allocate(4);
        assertThatIllegalStateException().isThrownBy(() -> tensor.copyFrom(floats));
        assertThatIllegalStateException().isThrownBy(() -> tensor.copyTo(floats));
        assertThatIllegalStateException().isThrownBy(() -> tensor.copyFrom(bytes));
        assertThatIllegalStateException().isThrownBy(() -> tensor.copyTo(bytes));
        assertThatIllegalStateException().isThrownBy(() -> tensor.copyTo(new float[2], 1, 1));
        assertThat(floats.remaining()).isEqualTo(1);
        assertThat(bytes.remaining()).isEqualTo(4);
    }

    @Test
    void alignedBuffersStartAtACacheLineAndHoldZerosInNativeOrder() {
        for (int size = 0; size < 70; size++) {
            FloatBuffer floats = AlignedBuffers.allocateFloats(size);
            ByteBuffer bytes = AlignedBuffers.allocateBytes(size);
            assertThat(bytes.alignmentOffset(0, 64)).isZero();
            assertThat(bytes.order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(bytes.remaining()).isEqualTo(size);
            float[] sevens = new float[size];
            Arrays.fill(sevens, 7);
            try (Tensor tensor = Tensor.wrap(floats, Shape.of(size))) {
                assertThat(TensorMemory.memoryOf(tensor).address() % 64).isZero();
                assertThat(tensor.toFloatArray()).hasSize(size).containsOnly(new float[size]);
                tensor.copyFrom(sevens);
            }
            assertThat(floats.mismatch(FloatBuffer.wrap(sevens))).isEqualTo(-1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlignedBuffers.allocateFloats(1 << 29))
                .withMessageContainingAll("AlignedBuffers.allocateFloats", "size = 536870912", "0 to 536870896");
        assertThatIllegalArgumentException().isThrownBy(() -> AlignedBuffers.allocateBytes(-1));
    }
}
