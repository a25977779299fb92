package io.github.depthwise4j.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionTest {
    private static Shape shape(String dims) {
        return Shape.of(Arrays.stream(dims.split(" "))
                .filter(dim -> !dim.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray());
    }

    @ParameterizedTest
    @CsvSource({
        // smaller, result, kind, blocks, rows, columns, block stride
        "2 3 4, 2 3 4, NONE, 1, 1, 24, 0",
        "3 4, 1 3 4, NONE, 1, 1, 12, 0",
        "1, 2 3 4, NUMBER, 1, 1, 24, 0",
        "'', 2 3 4, NUMBER, 1, 1, 24, 0",
        "4, 2 3 4, ROW, 1, 6, 4, 4",
        "3 4, 2 3 4, ROW, 1, 2, 12, 12",
        "2 1 1 4, 2 3 5 4, ROW, 2, 15, 4, 4",
        "2 3 1, 2 3 4, COLUMN, 1, 6, 4, 0",
        "2 3 1 1, 2 3 4 5, COLUMN, 1, 6, 20, 0",
        "1 3 1, 2 3 4, COLUMN, 2, 3, 4, 0",
        "40 1 4, 40 3 4, OTHER, 1, 1, 480, 0",
        "2 1 3 1, 2 5 3 4, OTHER, 1, 1, 120, 0",
    })
    void whatIsRepeatedIsFound(
            String smaller, String result, Repetition.Kind kind, long blocks, long rows, long columns, long stride) {
        assertThat(Repetition.of(shape(smaller), shape(result)))
                .isEqualTo(new Repetition(kind, blocks, rows, columns, stride));
    }

    @Test
    void oneNumberIsNotRepeatedForOneNumber() {
        assertThat(Repetition.of(Shape.of(), Shape.of(1, 1)).kind()).isEqualTo(Repetition.Kind.NONE);
    }
}
