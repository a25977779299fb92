package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Single elements, nested arrays, and tensors as a whole. */
class TensorElementsTest {
    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    @Test
    void oneElementIsReadAndWrittenByItsIndices() {
        try (Tensor tensor = Tensor.of(counting(24), 2, 3, 4);
                Tensor scalar = Tensor.of(new float[] {5})) {
            float[] model = counting(24);
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 3; j++) {
                    for (int k = 0; k < 4; k++) {
                        assertThat(tensor.get(i, j, k)).isEqualTo((i * 3 + j) * 4 + k);
                    }
                }
            }
            tensor.set(-1, 1, 2, 0);
            model[20] = -1;
            assertThat(tensor.toFloatArray()).containsExactly(model);
            scalar.set(7);
            assertThat(scalar.get()).isEqualTo(7);
        }
    }

    @Test
    void aWrongIndexIsRefusedWithItsAxisValueAndRange() {
        try (Tensor tensor = Tensor.of(counting(24), 2, 3, 4);
                Tensor empty = Tensor.allocate(DataType.FLOAT32, 2, 0)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> tensor.get(1, 3, 0))
                    .withMessageContainingAll("Tensor.get", "index[1] = 3", "axis 1 of shape [2, 3, 4]", "0 to 2");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> tensor.set(1, 1, 2, -1))
                    .withMessageContainingAll("Tensor.set", "index[2] = -1", "axis 2", "0 to 3");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> empty.get(0, 0))
                    .withMessageContainingAll("length 0", "no element");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.get(1, 1))
                    .withMessageContainingAll("Tensor.get", "2 indices", "[2, 3, 4] has 3 axes");
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.set(1, 0, 0, 0, 0));
            assertThat(tensor.toFloatArray()).containsExactly(counting(24));
        }
    }

    @Test
    void fillSetsEveryElementAndNoOther() {
        for (int size : new int[] {0, 1, 4095, 4096, 4097, 10_000}) {
            float[] model = new float[size + 2];
            Arrays.fill(model, 1, size + 1, 2.5f);
            try (Tensor tensor = Tensor.allocate(DataType.FLOAT32, size + 2);
                    Tensor middle = tensor.slice(1, size + 1)) {
                middle.fill(2.5f);
                assertThat(tensor.toFloatArray()).containsExactly(model);
            }
        }
    }

    @Test
    void contentsAreEqualIfShapesAndElementsAre() {
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            float[] values = counting(1 + random.nextInt(9_000));
            float[] others = values.clone();
            int at = random.nextInt(values.length);
            others[at] = -1;
            try (Tensor one = Tensor.of(values, values.length);
                    Tensor same = Tensor.of(values, values.length);
                    Tensor reshaped = one.reshape(1, values.length);
                    Tensor other = Tensor.of(others, values.length)) {
                assertThat(one.contentEquals(same)).isTrue();
                assertThat(one.contentEquals(reshaped)).isFalse();
                assertThat(one.contentEquals(other))
                        .as("element " + at + " of " + values.length + " differs")
                        .isFalse();
            }
        }
    }

    @Test
    void everyNanEqualsEveryNanAndZerosDifferByTheirSign() {
        try (Tensor nan = Tensor.of(new float[] {Float.NaN}, 1);
                Tensor otherNan = Tensor.of(new float[] {Float.intBitsToFloat(0xffc00001)}, 1);
                Tensor zero = Tensor.of(new float[] {0f}, 1);
                Tensor negativeZero = Tensor.of(new float[] {-0f}, 1)) {
            assertThat(nan.contentEquals(otherNan)).isTrue();
            assertThat(zero.contentEquals(negativeZero)).isFalse();
            Tensor closed = nan.reshape(1);
            closed.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> zero.contentEquals(closed))
                    .withMessageContaining("Tensor.contentEquals");
        }
    }

    @Test
    void nestedArraysGoInAndOut() {
        float[][][] values = {{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}, {11, 12}}};
        try (Tensor tensor = Tensor.ofNested(values);
                Tensor row = Tensor.of(new float[] {1, 2}, 2);
                Tensor scalar = Tensor.of(new float[] {5})) {
            assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3, 2));
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
            assertThat(Arrays.deepEquals((float[][][]) tensor.toNestedArray(), values))
                    .isTrue();
            assertThat(row.toNestedArray()).isEqualTo(new float[] {1, 2});
            assertThat(scalar.toNestedArray()).isEqualTo(5f);
        }
        try (Tensor empty = Tensor.ofNested(new float[3][0]);
                Tensor none = Tensor.ofNested(new float[0][][])) {
            assertThat(empty.shape()).isEqualTo(Shape.of(3, 0));
            assertThat(none.shape()).isEqualTo(Shape.of(0, 0, 0));
            assertThat((float[][]) empty.toNestedArray()).hasDimensions(3, 0);
        }
    }

    @Test
    void raggedArraysAreRefusedWithTheirPlaceAndLeaveNothingBehind() {
        long before = Tensor.openCount();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofNested(new float[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8, 9}}}))
                .withMessageContainingAll("Tensor.ofNested", "values[1][1] has length 3", "axis 2 has length 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofNested(new float[][][] {{{1}}, {{1}, {2}}}))
                .withMessageContainingAll("values[1] has length 2", "axis 1 has length 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofNested(new float[][] {{1}, null}))
                .withMessageContainingAll("values[1] is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofNested(new double[][] {{1}}))
                .withMessageContainingAll("double[][]", "float");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.ofNested(new Object[] {new float[1]}));
        assertThat(Tensor.openCount()).isEqualTo(before);
    }

    @Test
    void shapesThatJavaArraysCannotHaveAreNotNested() {
        try (Tensor wide = Tensor.allocate(DataType.FLOAT32, 1L << 40, 0);
                Tensor many = Tensor.allocate(DataType.FLOAT32, 1 << 30, 0)) {
            assertThatIllegalStateException()
                    .isThrownBy(wide::toNestedArray)
                    .withMessageContainingAll("Tensor.toNestedArray", "[1099511627776, 0]");
            assertThatIllegalStateException().isThrownBy(many::toNestedArray);
        }
    }
}
