package io.github.depthwise4j.benchmarks.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawTest {
    private static final int SOME = 2000;

    @ParameterizedTest
    @EnumSource
    void aSeedAndAnIndexGiveTheSameProblemWhateverWasDrawnBefore(Draw draw) {
        Problem seventh = draw.problem(5, 7);
        IntStream.range(0, 7).forEach(i -> draw.problem(5, i));
        assertThat(draw.problem(5, 7)).isEqualTo(seventh);
        assertThat(draw.problem(6, 7)).isNotEqualTo(seventh);
        assertThat(draw.problem(5, 8)).isNotEqualTo(seventh);
    }

    @ParameterizedTest
    @EnumSource
    void drawsOnlyWhatFitsAndCanBeReadBack(Draw draw) {
        for (int i = 0; i < SOME; i++) {
            Problem problem = draw.problem(1, i);
            assertThat(problem.inputShape().elementCount()).isBetween(1L, 32_000_000L);
            assertThat(problem.outputShape().elementCount()).isBetween(1L, 32_000_000L);
            assertThat(problem.cost().parameters()).isLessThanOrEqualTo(8_000_000);
            assertThat(Model.FULL_SPEED.micros(problem)).isLessThanOrEqualTo(100_000);
            assertThat(Problem.parse(problem.toString())).isEqualTo(problem);
            assertThat(problem instanceof SeparableProblem).isEqualTo(draw == Draw.SEPARABLE);
        }
    }

    @Test
    void drawsShapesAtTheEdge() {
        assertDrawn(Draw.DEPTHWISE, geometry -> geometry.ih() == 1 && geometry.iw() > 100);
        assertDrawn(Draw.DEPTHWISE, geometry -> geometry.iw() == 1 && geometry.ih() > 100);
        assertDrawn(Draw.DEPTHWISE, geometry -> geometry.ih() == 1 && geometry.iw() == 1 && geometry.ic() > 500);
        assertDrawn(Draw.DEPTHWISE, geometry -> (long) geometry.ih() * geometry.iw() > 5_000_000);
        assertDrawn(Draw.DEPTHWISE, geometry -> geometry.kh() > 40 && geometry.kw() < geometry.kh());
        assertDrawn(Draw.DEPTHWISE, geometry -> geometry.ocPerGroup() > 8 && geometry.mb() > 1);
        assertDrawn(Draw.CONV2D, geometry -> geometry.g() > 1 && geometry.icPerGroup() > 1);
        assertDrawn(
                Draw.CONV2D,
                geometry -> geometry.height().stride() > 1 && geometry.height().dilation() > 1);
    }

    @Test
    void drawsImagesOfOnePixelMoreOftenThanChance() {
        long pixels = IntStream.range(0, SOME)
                .mapToObj(i -> ((ConvolutionProblem) Draw.CONV2D.problem(1, i)).geometry())
                .filter(geometry -> geometry.ih() == 1 && geometry.iw() == 1)
                .count();
        assertThat(pixels).isGreaterThan(SOME / 20);
    }

    private static void assertDrawn(Draw draw, Predicate<ConvolutionGeometry> kind) {
        assertThat(IntStream.range(0, SOME).mapToObj(i -> draw.problem(1, i)))
                .anyMatch(problem -> kind.test(((ConvolutionProblem) problem).geometry()));
    }

    @Test
    void moderateProblemsStayWithinTheirBounds() {
        Set<DataFormat> formats = EnumSet.noneOf(DataFormat.class);
        for (int i = 0; i < SOME; i++) {
            ConvolutionProblem problem = (ConvolutionProblem) Draw.MODERATE.problem(3, i);
            ConvolutionGeometry geometry = problem.geometry();
            formats.add(problem.dataFormat());
            assertThat(geometry.ic()).isBetween(1, 320);
            assertThat(List.of(geometry.kh(), geometry.kw())).allMatch(size -> size <= 15);
            assertThat(List.of(geometry.height().dilation(), geometry.width().dilation()))
                    .allMatch(dilation -> dilation <= 8);
            if (problem.parameters().padding().isExplicit()) {
                assertThat(geometry.width().padBefore()).isBetween(0, 8);
                assertThat(geometry.height().padAfter()).isBetween(0, 8);
            }
        }
        assertThat(formats).hasSize(2);
    }
}
