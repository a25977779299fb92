package io.github.depthwise4j.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.choice.Costs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Times that no table explains: one kernel is slower than its counts say, where there are many channels. */
class ChoiceFitTest {
    private static final long SEED = 6;
    private static final int PROBLEMS = 300;
    private static final int MANY_CHANNELS = 100;
    private static final String[] STRATEGIES = {"direct(jit_dw:avx2)", "direct(jit_dw:sse41)"};
    private static final Costs KNOWN = Costs.parse("""
            oneDNN | calls 400 | plans 2500
            jit_dw:avx2 | calls 100 | rows 12 | taps 0.25
            jit_dw:sse41 | calls 100 | rows 16 | taps 0.16
            """);

    private static List<TimedProblem> problems;
    private static Map<String, Map<String, Double>> fitted;
    private static Map<String, Map<String, Double>> changed;

    @BeforeAll
    static void fit() {
        problems = problems(SEED);
        fitted = CostFit.nanos(problems);
        changed = ChoiceFit.nanos(fitted, problems);
    }

    private static List<TimedProblem> problems(long seed) {
        Random random = new Random(seed);
        List<CandidateTime> rows = new ArrayList<>();
        for (int i = 0; i < PROBLEMS; i++) {
            int channels = 2 + random.nextInt(200);
            String problem = "depthwise_conv2d float32 NHWC SAME mb1ic" + channels + "ih" + (8 + random.nextInt(60))
                    + "iw" + (8 + random.nextInt(60)) + "oc" + channels + "kh" + (1 + random.nextInt(5)) + "kw"
                    + (1 + random.nextInt(5));
            for (int rank = 0; rank < STRATEGIES.length; rank++) {
                CandidateTime row = new CandidateTime("random 1", i, problem, STRATEGIES[rank], rank + 1, 1);
                double slower = rank == 1 && channels > MANY_CHANNELS ? 1.6 : 1;
                double micros = slower * KNOWN.nanos(row.work()) / 1e3;
                rows.add(new CandidateTime("random 1", i, problem, STRATEGIES[rank], rank + 1, micros));
            }
        }
        return TimedProblem.of(rows);
    }

    /** How much longer the choices take than the fastest, as the mean of logarithms. */
    private static double lost(Map<String, Map<String, Double>> nanos, List<TimedProblem> of) {
        Choosing choosing = new Choosing(Costs.parse(new CostTable(nanos).lines()));
        return of.stream()
                .mapToDouble(each -> Math.log(choosing.chosen(each).time().nanos() / each.leastNanos()))
                .average()
                .orElseThrow();
    }

    @Test
    void theChangedTableLosesLess() {
        assertThat(lost(changed, problems)).isLessThan(0.8 * lost(fitted, problems));
    }

    @Test
    void soDoesItForProblemsThatItHasNotSeen() {
        List<TimedProblem> others = problems(SEED + 1);
        assertThat(lost(changed, others)).isLessThan(0.9 * lost(fitted, others));
    }

    @Test
    void estimatesStayNearTheTimes() {
        Costs costs = Costs.parse(new CostTable(changed).lines());
        for (TimedProblem problem : problems) {
            problem.considered().forEach(each -> assertThat(
                            costs.nanos(each.work()) / each.time().nanos())
                    .as("seed %d: %s", SEED, each.time())
                    .isBetween(0.5, 2.0));
        }
    }

    @Test
    void aTableThatChoosesRightChoosesRightAfterwards() {
        List<TimedProblem> explained = new ArrayList<>();
        for (TimedProblem problem : problems) {
            List<CandidateTime> rows = new ArrayList<>();
            for (CandidateTime row : problem.candidates()) {
                rows.add(new CandidateTime(
                        row.draw(),
                        row.index(),
                        row.problem(),
                        row.strategy(),
                        row.rank(),
                        KNOWN.nanos(row.work()) / 1e3));
            }
            explained.addAll(TimedProblem.of(rows));
        }
        Map<String, Map<String, Double>> right = CostFit.nanos(explained);
        assertThat(lost(ChoiceFit.nanos(right, explained), explained)).isLessThan(0.003);
    }

    @Test
    void aCostThatWasFittedAsZeroIsFoundIfChoicesNeedIt() {
        Map<String, Map<String, Double>> without = copy(fitted);
        without.get("jit_dw:sse41").replaceAll((what, each) -> what.equals("calls") ? each : 0);
        assertThat(lost(ChoiceFit.nanos(without, problems), problems)).isLessThan(0.5 * lost(without, problems));
    }

    @Test
    void whatNoCandidateDoesIsNotInTheTable() {
        Map<String, Map<String, Double>> more = copy(fitted);
        more.get("jit_dw:avx2").put("something else", 1.0);
        assertThat(ChoiceFit.nanos(more, problems).get("jit_dw:avx2"))
                .doesNotContainKey("something else")
                .containsKey("taps");
    }

    private static Map<String, Map<String, Double>> copy(Map<String, Map<String, Double>> nanos) {
        Map<String, Map<String, Double>> copy = new TreeMap<>();
        nanos.forEach((subject, of) -> copy.put(subject, new TreeMap<>(of)));
        return copy;
    }
}
