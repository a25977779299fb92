package io.github.depthwise4j.benchmarks.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindsTest {
    private static final Problem PROBLEM = Draw.DEPTHWISE.problem(1, 1);
    private static final String LINE = PROBLEM.toString();

    @TempDir
    Path folder;

    private static Find find(int index, double ratio, double step, String kernels, String note) {
        return new Find("depthwise", index, LINE, ratio * 10, 10, 1.5, 1 << 20, "direct", kernels, step, LINE, 7, note);
    }

    @Test
    void theModelIsTheSumOfACallItsBytesAndItsMultiplyAdds() {
        Cost cost = new Cost(5_000_000, 0, 0, 40_000);
        assertThat(Model.of("AVX512_CORE").micros(cost)).isCloseTo(2 + 10 + 2000, within(1e-9));
        assertThat(Model.of("AVX2").micros(cost)).isCloseTo(2 + 10 + 2000, within(1e-9));
        assertThat(Model.of("SSE41").micros(cost)).isCloseTo(2 + 20 + 4000, within(1e-9));
    }

    @Test
    void countsAreThoseOfTheTimedFinds() {
        Statistics statistics = new Statistics(List.of(
                find(0, 0.5, 1, "jit_dw:avx2", ""),
                find(1, 4, 5, "jit:uni + ref:any + jit:uni", ""),
                find(2, 12, 2, "x64:gemm:jit", ""),
                find(3, 1, 1, "brdgmm_dw:avx2", Find.WRONG + ": an output"),
                Find.failed("depthwise", 4, PROBLEM, Find.FAILED + ": no memory")));
        assertThat(statistics.count()).isEqualTo(5);
        assertThat(statistics.median()).isEqualTo(2.5);
        assertThat(statistics.shareAbove(Statistics.SLOW)).isEqualTo(0.5);
        assertThat(statistics.shareAbove(Statistics.CLIFF)).isEqualTo(0.25);
        assertThat(statistics.shareOfSteps()).isEqualTo(0.25);
        assertThat(statistics.worst().orElseThrow().index()).isEqualTo(2);
        assertThat(statistics.worstNeighbour().orElseThrow().index()).isEqualTo(1);
        assertThat(statistics.worst(2)).extracting(Find::index).containsExactly(2, 1);
        assertThat(statistics.count(Find::usesReference)).isEqualTo(1);
        assertThat(statistics.count(Find::usesGemm)).isEqualTo(1);
        assertThat(statistics.count(Find::isWrong)).isEqualTo(1);
        assertThat(statistics.isSound()).isFalse();
        assertThat(new Statistics(List.of(find(0, 90, 9, "ref:any", ""))).isSound())
                .isTrue();
        assertThat(new Statistics(List.of()).median()).isNaN();
    }

    @Test
    void kernelsAreReadByWholeWords() {
        assertThat(find(0, 1, 1, "ref:any", "").usesReference()).isTrue();
        assertThat(find(0, 1, 1, "jit_uni_ncsp:conv+ref:any", "").usesReference())
                .isTrue();
        assertThat(find(0, 1, 1, "simple:any + jit_dw:avx2", "").usesReference())
                .isTrue();
        assertThat(find(0, 1, 1, "direct then jit:uni + ref:any", "").usesReference())
                .isTrue();
        assertThat(find(0, 1, 1, "brgemm_preferred:avx2", "").usesGemm()).isFalse();
        assertThat(find(0, 1, 1, "brgconv_1x1:avx2", "").usesReference()).isFalse();
    }

    @Test
    void workingMemoryIsComparedWithAFixedPartAndATenthOfTheImages() {
        Problem large = Problem.parse(
                "depthwise_conv2d float32 NHWC SAME g10mb1ic10ih1000iw1000oc10oh1000ow1000kh3kw3sh1sw1ph1pw1dh0dw0");
        long bound = (32 << 20) + 8_000_000;
        Find find = new Find("depthwise", 0, large.toString(), 1, 1, 0, 2 * bound, "", "", 1, "", 0, "");
        assertThat(find.workingRatio()).isCloseTo(2, within(1e-6));
    }

    @Test
    void barsOfTheChartHoldEveryTimedFindOnce() {
        assertThat(HuntChart.counts(List.of(
                        find(0, 0.05, 1, "", ""),
                        find(1, 0.5, 1, "", ""),
                        find(2, 3, 1, "", ""),
                        find(3, 3.1, 1, "", ""),
                        find(4, 500, 1, "", ""),
                        Find.failed("depthwise", 5, PROBLEM, Find.FAILED))))
                .containsExactly(1, 0, 1, 1, 1, 0, 0, 1);
    }

    @Test
    void aHuntGoesOnWhereItStopped() throws IOException {
        Finds finds = Finds.open(folder);
        finds.begin("depthwise", 0, PROBLEM, PROBLEM);
        finds.add(find(0, 1.25, 1.5, "jit_dw:avx2", ""));
        finds.add(Find.failed("depthwise", 1, PROBLEM, Find.FAILED + ": no \"memory\", at all"));
        Finds again = Finds.open(folder);
        assertThat(again.count("depthwise")).isEqualTo(2);
        assertThat(again.count("conv2d")).isZero();
        assertThat(again.all().get(0)).isEqualTo(finds.all().get(0));
        assertThat(again.all().get(1).micros()).isNaN();
        assertThat(again.all().get(1).note()).isEqualTo(Find.FAILED + ": no 'memory', at all");
    }

    @Test
    void aProblemThatEndsTheProcessIsAFindAndIsNotTriedAgain() throws IOException {
        Problem neighbour = Draw.DEPTHWISE.problem(1, 2);
        Finds.open(folder).begin("depthwise", 0, PROBLEM, neighbour);
        for (int i = 0; i < 2; i++) {
            Finds again = Finds.open(folder);
            assertThat(again.count("depthwise")).isEqualTo(1);
            assertThat(again.all().get(0).isFailed()).isTrue();
            assertThat(again.all().get(0).note()).contains(neighbour.toString());
        }
    }

    @Test
    void aTimeIsTheLowerQuarterOfTheTurnsWithinTheBudget() {
        // A turn of 60 us, then 100, 70 and 80, one call each; then the budget of 300 us is used up.
        Deque<Long> clock = new ArrayDeque<>(List.of(0L, 60_000L, 160_000L, 230_000L, 310_000L));
        Stopwatch stopwatch = new Stopwatch(clock::removeFirst);
        assertThat(stopwatch.micros(() -> {}, 50, 300)).isEqualTo(60);
        assertThat(clock).isEmpty();
    }

    @Test
    void aFirstCallThatTookLongIsRepeatedOnceAndDoesNotCount() {
        Deque<Long> clock = new ArrayDeque<>(List.of(0L, 320_000L));
        Stopwatch stopwatch = new Stopwatch(clock::removeFirst);
        assertThat(stopwatch.micros(() -> {}, 5_000, 300)).isEqualTo(320);
    }

    @Test
    void aCallMuchLongerThanTheBudgetIsNotRepeated() {
        Stopwatch stopwatch = new Stopwatch(() -> {
            throw new AssertionError("the clock was read");
        });
        assertThat(stopwatch.micros(() -> {}, 6_001, 300)).isEqualTo(6_001);
    }
}
