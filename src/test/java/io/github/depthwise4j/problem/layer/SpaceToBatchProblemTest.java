package io.github.depthwise4j.problem.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceToBatchProblemTest {
    /** In 64 bits, the number of images of the last two would be 435,584 and 537,552. */
    @ParameterizedTest
    @CsvSource({"16, 1073741824, 1073741824", "5, 2147460480, 1718005453", "8, 2147437309, 1073764994"})
    void moreImagesThanANumberHoldsAreRefused(long batch, int rows, int columns) {
        List<Integer> paddings = List.of(rows - 1, 0, columns - 1, 0);
        assertThatThrownBy(() -> new SpaceToBatchProblem(Shape.of(batch, 1, 1, 1), rows, columns, paddings))
                .isInstanceOf(InvalidProblemException.class)
                .hasMessageContaining("but a tensor has at most");
    }
}
