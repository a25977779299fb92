package io.github.depthwise4j.benchmarks.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.RandomProblems;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighboursTest {
    @ParameterizedTest
    @EnumSource
    void theSizesOfAProblemGiveItBack(Draw draw) {
        for (int i = 0; i < 500; i++) {
            Problem problem = draw.problem(2, i);
            assertThat(Sizes.of(problem).problem()).as("%s", problem).contains(problem);
        }
    }

    @Test
    void problemsWithoutElementsHaveNoSizesToHunt() {
        RandomProblems random = new RandomProblems(1);
        long empty = Stream.generate(random::next)
                .limit(2000)
                .filter(problem -> problem.geometry().srcElements() == 0)
                .peek(problem -> assertThat(Sizes.of(problem).problem())
                        .as("%s", problem)
                        .isEmpty())
                .count();
        assertThat(empty).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void eachNeighbourDiffersByOneInOneNumber(Draw draw) {
        for (int i = 0; i < 200; i++) {
            Problem problem = draw.problem(4, i);
            for (Problem neighbour : Neighbours.of(problem)) {
                assertThat(differences(problem, neighbour))
                        .as("%s beside %s", neighbour, problem)
                        .isEqualTo(1);
            }
        }
    }

    /** The sum of all differences of numbers that were not derived from others. */
    private static int differences(Problem problem, Problem neighbour) {
        Sizes one = Sizes.of(problem);
        Sizes other = Sizes.of(neighbour);
        return Stream.of(Parameter.values())
                .filter(one::canVary)
                .mapToInt(parameter -> Math.abs(one.get(parameter) - other.get(parameter)))
                .sum();
    }

    @Test
    void varyEveryNumberOfAProblem() {
        ConvolutionProblem depthwise = ConvolutionProblem.parse(
                "depthwise_conv2d float32 NHWC SAME g4mb2ic4ih9iw9oc8oh9ow9kh3kw3sh1sw1ph1pw1dh0dw0");
        List<String> lines =
                Neighbours.of(depthwise).stream().map(Problem::toString).toList();
        assertThat(lines)
                .contains(
                        "depthwise_conv2d float32 NHWC SAME g4mb1ic4ih9iw9oc8oh9ow9kh3kw3sh1sw1ph1pw1dh0dw0",
                        "depthwise_conv2d float32 NHWC SAME g5mb2ic5ih9iw9oc10oh9ow9kh3kw3sh1sw1ph1pw1dh0dw0",
                        "depthwise_conv2d float32 NHWC SAME g4mb2ic4ih9iw9oc12oh9ow9kh3kw3sh1sw1ph1pw1dh0dw0",
                        "depthwise_conv2d float32 NHWC SAME g4mb2ic4ih9iw8oc8oh9ow8kh3kw3sh1sw1ph1pw1dh0dw0",
                        "depthwise_conv2d float32 NHWC SAME g4mb2ic4ih9iw9oc8oh9ow9kh4kw3sh1sw1ph1pw1dh0dw0",
                        "depthwise_conv2d float32 NHWC SAME g4mb2ic4ih9iw9oc8oh5ow9kh3kw3sh2sw1ph1pw1dh0dw0",
                        "depthwise_conv2d float32 NHWC SAME g4mb2ic4ih9iw9oc8oh9ow9kh3kw3sh1sw1ph1pw2dh0dw1");
        // Both directions for images, channels, multiplier, rows, columns and the filter's rows and columns; only more
        // for strides and dilations.
        assertThat(lines).hasSize(7 * 2 + 4).doesNotHaveDuplicates();
    }

    @Test
    void anExplicitPaddingIsVariedAtEachEdge() {
        ConvolutionProblem padded = ConvolutionProblem.parse("depthwise_conv2d float32 NCHW "
                + "[[0,0],[0,0],[1,2],[3,4]] g1mb1ic1ih30iw30oc1oh31ow35kh3kw3sh1sw1ph1pw3dh0dw0");
        assertThat(Neighbours.of(padded).stream()
                        .map(each -> ((ConvolutionProblem) each)
                                .parameters()
                                .padding()
                                .toString())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "[[0,0],[0,0],[1,2],[3,4]]",
                        "[[0,0],[0,0],[0,2],[3,4]]",
                        "[[0,0],[0,0],[2,2],[3,4]]",
                        "[[0,0],[0,0],[1,1],[3,4]]",
                        "[[0,0],[0,0],[1,3],[3,4]]",
                        "[[0,0],[0,0],[1,2],[2,4]]",
                        "[[0,0],[0,0],[1,2],[4,4]]",
                        "[[0,0],[0,0],[1,2],[3,3]]",
                        "[[0,0],[0,0],[1,2],[3,5]]");
    }
}
