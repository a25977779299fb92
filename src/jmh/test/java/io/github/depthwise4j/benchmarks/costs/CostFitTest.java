package io.github.depthwise4j.benchmarks.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.depthwise4j.plan.choice.Costs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Times made from known costs. */
class CostFitTest {
    private static final long SEED = 5;
    private static final String KERNEL = "jit_dw:avx2";
    private static final String[] STRATEGIES = {
        "direct(jit_dw:avx2)", "direct(jit_dw:sse41)", "replicate(rows=4,jit_dw:avx2)", "replicate(rows=2,jit_dw:avx2)"
    };
    private static final Costs KNOWN = Costs.parse("""
            oneDNN | calls 400 | plans 2500
            jit_dw:avx2 | calls 100 | rows 12 | rows of taps 3 | pixels 0.9 | taps 0.25
            jit_dw:avx2 in copies | calls 50 | rows 20 | rows of taps 1 | pixels 0.4 | taps 0.15
            jit_dw:sse41 | calls 10 | rows 7 | rows of taps 8 | pixels 0.1 | taps 0.4
            pixels | numbers 0.3 | rows 5
            copied in | numbers 0.2
            """);

    private static List<TimedProblem> problems;
    private static Map<String, Map<String, Double>> fitted;

    /** Random problems whose times are what the known costs say, but for a random error; a tenth for the first ones. */
    private static List<TimedProblem> problems(double error, int outliers) {
        Random random = new Random(SEED);
        List<CandidateTime> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int channels = 1 + random.nextInt(200);
            int size = 8 + random.nextInt(60);
            int filter = 1 + random.nextInt(7);
            String problem = "depthwise_conv2d float32 NHWC SAME mb" + (1 + random.nextInt(3)) + "ic" + (channels + 1)
                    + "ih" + size + "iw" + (8 + random.nextInt(60)) + "oc" + (channels + 1) + "kh" + filter + "kw"
                    + (1 + random.nextInt(7)) + "sh1sw1";
            for (int rank = 0; rank < STRATEGIES.length; rank++) {
                CandidateTime row = new CandidateTime("random 1", i, problem, STRATEGIES[rank], rank + 1, 1);
                double nanos = KNOWN.nanos(row.work()) * (1 + error * random.nextGaussian());
                double micros = nanos / 1e3 * (i < outliers ? 0.1 : 1);
                rows.add(new CandidateTime("random 1", i, problem, STRATEGIES[rank], rank + 1, micros));
            }
        }
        return TimedProblem.of(rows);
    }

    @BeforeAll
    static void fit() {
        problems = problems(0, 0);
        fitted = CostFit.nanos(problems);
    }

    @Test
    void knownCostsAreRecovered() {
        Costs costs = Costs.parse(new CostTable(fitted).lines());
        for (TimedProblem problem : problems) {
            problem.considered().forEach(each -> assertThat(
                            costs.nanos(each.work()) / each.time().nanos())
                    .as("seed %d: %s", SEED, each.time())
                    .isCloseTo(1, within(0.02)));
        }
        // Other counts grow almost as the taps do, so a part of their cost is found there.
        assertThat(fitted.get(KERNEL).get("taps")).isCloseTo(0.25, withinPercentage(20));
        assertThat(fitted.get("jit_dw:sse41").get("taps")).isCloseTo(0.4, withinPercentage(20));
    }

    @Test
    void aFewTimesThatNothingExplainsDoNotSpoilTheRest() {
        Map<String, Map<String, Double>> costs = CostFit.nanos(problems(0.02, 9));
        assertThat(costs.get(KERNEL).get("taps")).isCloseTo(0.25, withinPercentage(20));
    }

    @Test
    void theTableChoosesTheFastestOfWhatItWasFittedTo() {
        Choosing choosing = new Choosing(Costs.parse(new CostTable(fitted).lines()));
        for (TimedProblem problem : problems) {
            assertThat(choosing.chosen(problem).time().nanos())
                    .as("seed %d: %s", SEED, problem.candidates())
                    .isLessThan(1.02 * problem.leastNanos());
        }
    }

    @Test
    void aSubjectOfFewCandidatesIsNotInTheTable() {
        List<TimedProblem> few = new ArrayList<>(problems.subList(0, 3));
        for (TimedProblem problem : problems.subList(3, 20)) {
            few.add(new TimedProblem(
                    problem.candidates(),
                    problem.considered().stream()
                            .filter(each -> !each.time().strategy().contains("sse41"))
                            .toList()));
        }
        assertThat(CostFit.nanos(few)).doesNotContainKey("jit_dw:sse41").containsKeys(KERNEL, "oneDNN");
    }

    @Test
    void theCompilerReadsTheTextBlockAsTheLines() {
        Map<String, Double> many = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            many.put("something " + i, 1234.5678 / Math.pow(7, i));
        }
        many.put("something free", 0.0);
        CostTable table = new CostTable(Map.of("a kernel", many));
        assertThat(table.textBlock().lines()).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 120);
        String delimiter = " ".repeat(12);
        // A line that goes on begins with two spaces more.
        assertThat((table.textBlock() + delimiter)
                        .stripIndent()
                        .translateEscapes()
                        .replace("|  ", "| "))
                .isEqualTo(table.lines())
                .contains("something 0 1230 | something 1 176")
                .doesNotContain("free");
    }

    @Test
    void aRowIsReadAsItWasWritten() {
        CandidateTime row = new CandidateTime("conv2d 1", 7, "conv2d float32 NHWC SAME mb1", "direct(x,y)", 0, 12.3456);
        assertThat(CandidateTime.parse(row.line())).isEqualTo(row);
    }
}
