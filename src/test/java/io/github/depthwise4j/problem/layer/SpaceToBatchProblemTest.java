package io.github.depthwise4j.problem.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceToBatchProblemTest {
    /** With 16 images, their number would be 2^64, which is 0 in 64 bits. */
    @ParameterizedTest
    @ValueSource(longs = {2, 8, 16, 17})
    void moreImagesThanANumberHoldsAreRefused(long batch) {
        int pixels = 1 << 30;
        List<Integer> paddings = List.of(pixels - 1, 0, pixels - 1, 0);
        assertThatThrownBy(() -> new SpaceToBatchProblem(Shape.of(batch, 1, 1, 1), pixels, pixels, paddings))
                .isInstanceOf(InvalidProblemException.class)
                .hasMessageContaining("output shape");
    }
}
