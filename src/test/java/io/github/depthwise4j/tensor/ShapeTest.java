package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void theElementCountIsTheProductOfTheDimensions() {
        assertThat(Shape.of(2, 3, 4).elementCount()).isEqualTo(24);
        assertThat(Shape.of().elementCount()).isEqualTo(1);
        assertThat(Shape.of(5, 0, 7).elementCount()).isZero();
    }

    @Test
    void productsBeyondAnIntAreCountedInLong() {
        assertThat(Shape.of(1 << 16, 1 << 16).elementCount()).isEqualTo(1L << 32);
        assertThat(Shape.of(Long.MAX_VALUE).elementCount()).isEqualTo(Long.MAX_VALUE);
        assertThat(Shape.of(1, Long.MAX_VALUE, 1).elementCount()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void productsBeyondALongAreRefused() {
        // 2^63 is negative as a long, 2^64 is 0, and 3 * 2^63 is negative again.
        long[][] tooLarge = {
            {1L << 62, 2}, {1L << 32, 1L << 32}, {1L << 62, 2, 3}, {Long.MAX_VALUE, Long.MAX_VALUE}, {1L << 62, 4, 5}
        };
        for (long[] dims : tooLarge) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Shape.of(dims))
                    .withMessageContainingAll("[" + dims[0], "more elements than a long can count");
        }
    }

    @Test
    void anEmptyShapeMayHaveAnyOtherDimensions() {
        assertThat(Shape.of(Long.MAX_VALUE, Long.MAX_VALUE, 0).elementCount()).isZero();
    }

    @Test
    void negativeDimensionsAreRefusedEvenBesideAnEmptyOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(0, 2, -3))
                .withMessage("shape [0, 2, -3]: dimension 2 is -3, but must be 0 or more");
    }

    @Test
    void aShapeDoesNotChangeWithTheArraysAroundIt() {
        long[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 9;
        shape.dims()[1] = 9;
        assertThat(shape.dims()).containsExactly(2, 3);
        assertThat(shape.dim(0)).isEqualTo(2);
        assertThat(shape.rank()).isEqualTo(2);
    }

    @Test
    void shapesOfTheSameDimensionsAreEqual() {
        assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
    }

    @Test
    void aShapeIsPrintedAsInPython() {
        assertThat(Shape.of(1, 3, 3, 1)).hasToString("[1, 3, 3, 1]");
        assertThat(Shape.of()).hasToString("[]");
    }
}
