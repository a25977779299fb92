package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.TensorMemory;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void ofCopiesTheValues() {
        float[] values = {1, 2, 3, 4, 5, 6};
        try (Tensor tensor = Tensor.of(values, 2, 3)) {
            values[0] = 9;
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(tensor.dataType()).isEqualTo(DataType.FLOAT32);
            assertThat(tensor.isReadOnly()).isFalse();
            assertThat(tensor.isClosed()).isFalse();
        }
    }

    @Test
    void ofRefusesAnotherNumberOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .withMessageContainingAll("Tensor.of", "values.length = 5", "[2, 3] has 6 elements");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new float[1], 0));
    }

    @Test
    void everyBitOfAFloatIsKept() {
        int[] bits = {0x7fc00001, 0x7f800001, 0xff800000, 0x80000000, 1, 0x7f7fffff};
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = Float.intBitsToFloat(bits[i]);
        }
        try (Tensor tensor = Tensor.of(values, bits.length)) {
            float[] copy = tensor.toFloatArray();
            for (int i = 0; i < bits.length; i++) {
                assertThat(Float.floatToRawIntBits(copy[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
            }
        }
    }

    @Test
    void allocateGivesZerosEvenWhereMemoryWasUsedBefore() {
        for (int round = 0; round < 20; round++) {
            try (Tensor used = Tensor.uninitialized(DataType.FLOAT32, 1000)) {
                float[] sevens = new float[1000];
                Arrays.fill(sevens, 7);
                used.copyFrom(sevens);
            }
            try (Tensor tensor = Tensor.allocate(DataType.FLOAT32, 10, 100)) {
                assertThat(tensor.toFloatArray()).containsOnly(0).hasSize(1000);
            }
        }
    }

    @Test
    void memoryStartsAtACacheLine() {
        for (int size = 0; size < 50; size++) {
            try (Tensor allocated = Tensor.allocate(DataType.FLOAT32, size);
                    Tensor copied = Tensor.of(new float[size], size);
                    Tensor uninitialized = Tensor.uninitialized(DataType.FLOAT32, size)) {
                assertThat(TensorMemory.memoryOf(allocated).address() % 64).isZero();
                assertThat(TensorMemory.memoryOf(copied).address() % 64).isZero();
                assertThat(TensorMemory.memoryOf(uninitialized).address() % 64).isZero();
            }
        }
    }

    @Test
    void aScalarAndAnEmptyTensorAreTensors() {
        try (Tensor scalar = Tensor.of(new float[] {5});
                Tensor empty = Tensor.of(new float[0], 3, 0, 2)) {
            assertThat(scalar.toFloatArray()).containsExactly(5);
            assertThat(scalar.shape().rank()).isZero();
            assertThat(empty.toFloatArray()).isEmpty();
            assertThat(empty.asFloatBuffer().remaining()).isZero();
        }
    }

    @Test
    void shapesWithMoreBytesThanALongCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.allocate(DataType.FLOAT32, 1L << 61))
                .withMessageContainingAll("[2305843009213693952]", "more bytes than a long can count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.uninitialized(DataType.FLOAT32, 1L << 32, 1L << 32));
        assertThatExceptionOfType(NativeMemoryException.class)
                .isThrownBy(() -> Tensor.allocate(DataType.FLOAT32, 1L << 60));
    }

    @Test
    void copiesGoInAndOutInFullOrNotAtAll() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            tensor.copyFrom(new float[] {4, 5, 6});
            float[] target = new float[3];
            tensor.copyTo(target);
            assertThat(target).containsExactly(4, 5, 6);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyFrom(new float[2]))
                    .withMessageContainingAll("Tensor.copyFrom", "source.length = 2", "3 elements");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.copyTo(new float[4]))
                    .withMessageContainingAll("Tensor.copyTo", "target.length = 4", "3 elements");
            assertThat(tensor.toFloatArray()).containsExactly(4, 5, 6);
        }
    }

    @Test
    void viewsShareTheElementsAndHavePositionsOfTheirOwn() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            FloatBuffer first = tensor.asFloatBuffer();
            FloatBuffer second = tensor.asFloatBuffer();
            first.put(9);
            assertThat(first.position()).isEqualTo(1);
            assertThat(second.position()).isZero();
            assertThat(second.limit()).isEqualTo(3);
            assertThat(second.get(0)).isEqualTo(9);
            assertThat(tensor.toFloatArray()).containsExactly(9, 2, 3);
            assertThat(first.isDirect()).isTrue();
        }
    }

    @Test
    void aTensorBeyondTwoGigabytesHasNoView() {
        // Only addresses are reserved: no page of it is touched.
        try (Tensor tensor = Tensor.uninitialized(DataType.FLOAT32, 1L << 29)) {
            assertThatIllegalStateException()
                    .isThrownBy(tensor::asFloatBuffer)
                    .withMessageContaining("2147483648 bytes");
        }
    }

    @Test
    void aClosedTensorRefusesEveryUseAndStillTellsItsShape() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3);
        tensor.close();
        assertThat(tensor.isClosed()).isTrue();
        assertThat(tensor.shape()).isEqualTo(Shape.of(3));
        assertThat(tensor.dataType()).isEqualTo(DataType.FLOAT32);
        assertClosed("toFloatArray", tensor::toFloatArray, "copyTo");
        assertClosed("copyTo", () -> tensor.copyTo(new float[3]), "copyTo");
        assertClosed("copyFrom", () -> tensor.copyFrom(new float[3]), "copyFrom");
        assertClosed("asFloatBuffer", tensor::asFloatBuffer, "asFloatBuffer");
    }

    private static void assertClosed(String use, ThrowingCallable call, String named) {
        assertThatIllegalStateException()
                .as(use)
                .isThrownBy(call)
                .withMessageContainingAll("Tensor." + named, "shape [3] is closed");
    }

    @Test
    void closingTwiceIsClosingOnce() {
        Tensor tensor = Tensor.of(new float[] {1}, 1);
        tensor.close();
        tensor.close();
        assertThat(tensor.isClosed()).isTrue();
    }

    @Test
    void aSmallTensorIsPrintedAsNestedBrackets() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, -60}, 1, 2, 3)) {
            assertThat(tensor).hasToString("""
                            Tensor(float32, [1, 2, 3])
                            [[[  1   2   3]
                              [  4   5 -60]]]""");
        }
    }

    @Test
    void fractionsAndSpecialValuesArePrintedToo() {
        try (Tensor tensor = Tensor.of(new float[] {0.5f, 1e-9f, Float.NaN, Float.NEGATIVE_INFINITY, 3e20f}, 5)) {
            assertThat(tensor.toString().replaceAll(" +", " "))
                    .endsWith("[ 0.5000 1.0000e-09 NaN -Infinity 3.0000e+20]");
        }
    }

    @Test
    void aLongTensorShowsItsEdgesOnly() {
        float[] values = new float[2000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        try (Tensor line = Tensor.of(values, 2000);
                Tensor table = Tensor.of(values, 1000, 2)) {
            assertThat(line).hasToString("Tensor(float32, [2000])\n[   1    2    3 ... 1998 1999 2000]");
            assertThat(table.toString().lines()).hasSize(1 + 3 + 1 + 3).contains(" ...", " [1999 2000]]");
        }
    }

    @Test
    void aScalarAClosedAndAnEmptyTensorArePrinted() {
        try (Tensor scalar = Tensor.of(new float[] {5});
                Tensor empty = Tensor.of(new float[0], 1L << 40, 0)) {
            assertThat(scalar).hasToString("Tensor(float32, [])\n5");
            assertThat(empty).hasToString("Tensor(float32, [1099511627776, 0])\n[]");
        }
        Tensor closed = Tensor.of(new float[] {5}, 1, 1);
        closed.close();
        assertThat(closed).hasToString("Tensor(float32, [1, 1], closed)");
    }
}
