package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomProblemsTest {
    private static final int COUNT = 4_000;

    @Test
    void theSameSeedGivesTheSameProblems() {
        assertThat(problems(3, 100)).isEqualTo(problems(3, 100));
        assertThat(problems(3, 100)).isNotEqualTo(problems(4, 100));
    }

    @Test
    void everyKindOfProblemTurnsUp() {
        List<ConvolutionProblem> problems = problems(1, COUNT);
        kinds().forEach((kind, predicate) ->
                assertThat(problems).as(kind).filteredOn(predicate).hasSizeGreaterThanOrEqualTo(10));
    }

    @Test
    void aQuarterOfTheProblemsAndMoreHaveAChannelMultiplierAndTwoImages() {
        assertThat(problems(2, COUNT))
                .filteredOn(problem -> problem.filterShape().dim(3) > 1)
                .hasSizeGreaterThan(COUNT / 4);
        assertThat(problems(2, COUNT))
                .filteredOn(problem -> problem.geometry().mb() > 1)
                .hasSizeGreaterThan(COUNT / 4);
    }

    @Test
    void everyKindOfConv2dTurnsUp() {
        List<ConvolutionProblem> problems =
                Stream.generate(new RandomProblems(1)::nextConv2d).limit(COUNT).toList();
        Map<String, Predicate<ConvolutionProblem>> kinds = kinds();
        kinds.keySet().removeIf(kind -> kind.startsWith("multiplier") || kind.endsWith("channels"));
        kinds.put("one group", p -> p.geometry().g() == 1 && p.geometry().ic() > 1);
        kinds.put("two groups", p -> p.geometry().g() == 2);
        kinds.put("several groups", p -> p.geometry().g() > 2 && p.geometry().icPerGroup() > 1);
        kinds.put(
                "a group for each channel",
                p -> p.geometry().g() > 1 && p.geometry().icPerGroup() == 1);
        kinds.put("stride and dilation together", p -> axes(p).anyMatch(
                        a -> a.stride() > 1 && a.dilation() > 1 && a.output() > 1));
        kinds.forEach((kind, predicate) ->
                assertThat(problems).as(kind).filteredOn(predicate).hasSizeGreaterThanOrEqualTo(10));
    }

    @Test
    void everyActivationAndResidualTurnsUpWhereTheyAreAskedForAndNoneOtherwise() {
        RandomProblems fused = new RandomProblems(1, 1_000, true);
        List<ConvolutionProblem> problems =
                Stream.generate(fused::next).limit(COUNT).toList();
        for (Activation.Kind kind : Activation.Kind.values()) {
            assertThat(problems)
                    .as("%s", kind)
                    .filteredOn(p -> p.fusion().activation().kind() == kind)
                    .hasSizeGreaterThan(COUNT / 40);
        }
        assertThat(problems).filteredOn(p -> p.fusion().residual()).hasSizeGreaterThan(COUNT / 4);
        List<SeparableProblem> pairs =
                Stream.generate(fused::nextSeparable).limit(500).toList();
        assertThat(pairs).anyMatch(p -> p.pointwise().fusion().residual());
        assertThat(pairs).allMatch(p -> p.pointwise().geometry().dstElements() <= 1_000);
        assertThat(problems(1, COUNT))
                .allMatch(p -> p.fusion().equals(Fusion.NONE) || p.fusion().equals(Fusion.BIAS));
    }

    /** A seed in an old report still means the same problem. */
    @Test
    void theSequenceOfDepthwiseProblemsIsTheOneOfTheFirstRelease() {
        assertThat(problems(7, 2))
                .extracting(ConvolutionProblem::toString)
                .containsExactly(
                        "depthwise_conv2d float32 NHWC [[0,0],[0,0],[0,0],[0,0]]"
                                + " g65mb2ic65ih19iw3oc390oh9ow1kh3kw3sh2sw2ph0pw0dh0dw0",
                        "depthwise_conv2d float32 NCHW [[0,0],[0,0],[0,1],[1,9]]"
                                + " g6mb4ic6ih6iw13oc6oh6ow18kh2kw6sh1sw1ph0pw1dh0dw0 bias");
    }

    @Test
    void noProblemIsLargerThanTheLimit() {
        for (int limit : new int[] {1, 100, 50_000}) {
            RandomProblems problems = new RandomProblems(5, limit);
            for (int i = 0; i < 200; i++) {
                ConvolutionGeometry geometry = problems.next().geometry();
                assertThat(geometry.srcElements()).isLessThanOrEqualTo(limit);
                assertThat(geometry.dstElements()).isLessThanOrEqualTo(limit);
            }
        }
    }

    @Test
    void refusesALimitBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomProblems(1, 0))
                .withMessageContaining("maxElements = 0");
    }

    private static Map<String, Predicate<ConvolutionProblem>> kinds() {
        Map<String, Predicate<ConvolutionProblem>> kinds = new LinkedHashMap<>();
        for (DataFormat format : DataFormat.values()) {
            kinds.put(
                    format + " SAME",
                    p -> p.dataFormat() == format && padding(p).equals(Padding.SAME));
            kinds.put(
                    format + " VALID",
                    p -> p.dataFormat() == format && padding(p).equals(Padding.VALID));
            kinds.put(
                    format + " explicit",
                    p -> p.dataFormat() == format && padding(p).isExplicit());
        }
        for (int multiplier = 1; multiplier <= 8; multiplier++) {
            long wanted = multiplier;
            kinds.put("multiplier " + multiplier, p -> p.filterShape().dim(3) == wanted);
        }
        for (int channels : new int[] {1, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33}) {
            kinds.put(channels + " channels", p -> p.geometry().ic() == channels);
        }
        for (int images = 0; images <= 4; images++) {
            int wanted = images;
            kinds.put(
                    images + " images",
                    p -> p.inputShape().rank() == 4 && p.geometry().mb() == wanted);
        }
        for (int taps = 1; taps <= 7; taps++) {
            int wanted = taps;
            kinds.put(
                    taps + "x" + taps,
                    p -> p.geometry().kh() == wanted && p.geometry().kw() == wanted);
        }
        kinds.put("rank 5", p -> p.inputShape().rank() == 5);
        kinds.put("rank 6", p -> p.inputShape().rank() == 6);
        kinds.put("bias", ConvolutionProblem::hasBias);
        kinds.put("no bias", p -> !p.hasBias());
        kinds.put(
                "filter that is not square",
                p -> p.geometry().kh() != p.geometry().kw());
        kinds.put(
                "unequal strides",
                p -> p.parameters().strideHeight() != p.parameters().strideWidth());
        kinds.put("dilation", p -> axes(p).anyMatch(axis -> axis.dilation() > 1));
        kinds.put(
                "unequal dilations",
                p -> p.parameters().dilationHeight() != p.parameters().dilationWidth());
        kinds.put(
                "asymmetric padding",
                p -> padding(p).isExplicit() && axes(p).anyMatch(axis -> axis.padBefore() != axis.padAfter()));
        kinds.put("padding as large as the window", p -> axes(p).anyMatch(axis -> axis.padBefore() >= axis.extent()));
        kinds.put(
                "SAME with a stride beyond the window",
                p -> padding(p).equals(Padding.SAME)
                        && axes(p).anyMatch(axis -> axis.stride() > axis.extent() && axis.output() > 1));
        kinds.put(
                "SAME with an odd number of zeros",
                p -> padding(p).equals(Padding.SAME) && axes(p).anyMatch(axis -> axis.padBefore() != axis.padAfter()));
        kinds.put(
                "input left over at the end",
                p -> padding(p).equals(Padding.VALID)
                        && axes(p).anyMatch(axis -> (axis.input() - axis.extent()) % axis.stride() != 0));
        kinds.put("one pixel", p -> axes(p).allMatch(axis -> axis.input() == 1));
        kinds.put("image smaller than the window", p -> axes(p).anyMatch(axis -> axis.input() < axis.extent()));
        kinds.put("empty output", p -> p.geometry().dstElements() == 0);
        kinds.put(
                "zeros from an empty image",
                p -> p.geometry().srcElements() == 0 && p.geometry().dstElements() > 0);
        return kinds;
    }

    private static Padding padding(ConvolutionProblem problem) {
        return problem.parameters().padding();
    }

    private static Stream<SpatialAxis> axes(ConvolutionProblem problem) {
        return Stream.of(problem.geometry().height(), problem.geometry().width());
    }

    private static List<ConvolutionProblem> problems(long seed, int count) {
        return Stream.generate(new RandomProblems(seed)::next).limit(count).toList();
    }
}
