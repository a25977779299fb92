package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.plan.LoggedLines;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.cpu.CpuCaches;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans from wisdom, and wisdom from measured plans. */
class WisdomTest {
    private static final Planning ESTIMATE = new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly());
    private static final Planning MEASURE = new Planning(PlanningEffort.MEASURE, Parallelism.callerOnly());
    private static final ConvolutionProblem PROBLEM =
            ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic32ih14iw14oc128kh3kw3 bias n\"stem\"");
    private static final ConvolutionProblem BETWEEN =
            ConvolutionProblem.parse("depthwise_conv2d float32 NCHW SAME mb1ic512ih28iw28oc512kh3kw3");

    @TempDir
    private Path directory;

    private LoggedLines log;

    @BeforeEach
    void begin() {
        Depthwise4j.forgetWisdom();
        log = new LoggedLines(Wisdom.class);
    }

    @AfterEach
    void end() {
        log.close();
        Depthwise4j.forgetWisdom();
    }

    private static ConvolutionDescription planned(ConvolutionProblem problem, Planning planning) {
        try (ConvolutionPlan plan = Planner.plan(problem, planning)) {
            return Planner.withCandidates(plan.description());
        }
    }

    /** A file with one strategy for each problem. */
    private Path file(Map<ConvolutionProblem, String> ways) throws IOException {
        TreeMap<WisdomKey, String> entries = new TreeMap<>();
        ways.forEach((problem, way) -> entries.put(
                new WisdomKey(WisdomScope.current(), problem.unnamed().toString()), way));
        Path file = directory.resolve("wisdom");
        WisdomFile.write(file, entries);
        return file;
    }

    /** A strategy that the rules do not choose. */
    private static String another(ConvolutionProblem problem) {
        String estimate = planned(problem, ESTIMATE).strategy();
        List<String> names = Planner.candidates(problem);
        return names.stream()
                .filter(name -> !estimate.startsWith(name) && !name.startsWith("direct"))
                .findFirst()
                .orElse(names.get(names.size() - 1));
    }

    @Test
    void aChoiceThatWasMeasuredIsSavedAndPlansAnotherProcessWithEitherEffort() throws IOException {
        ConvolutionDescription measured = planned(PROBLEM, MEASURE);
        assertThat(measured.strategy()).doesNotContain("wisdom");
        Path file = directory.resolve("wisdom");
        assertThat(Depthwise4j.saveWisdom(file)).isEqualTo(1);
        assertThat(file).content().contains("| " + PROBLEM.unnamed() + " | ");
        Depthwise4j.forgetWisdom();
        assertThat(Depthwise4j.loadWisdom(file)).isEqualTo(1);
        for (Planning planning : List.of(ESTIMATE, MEASURE)) {
            ConvolutionDescription planned = planned(PROBLEM, planning);
            assertThat(planned.implementation()).isEqualTo(measured.implementation());
            assertThat(planned.describe()).contains("  strategy       " + measured.strategy() + ", from wisdom\n");
            assertThat(planned.candidates()).isNotEmpty().allMatch(each -> Double.isNaN(each.micros()));
        }
    }

    @Test
    void whatThisProcessMeasuredIsNotMeasuredAgainAndDoesNotChangeWhatTheRulesDecide() {
        ConvolutionDescription ruled = planned(PROBLEM, ESTIMATE);
        ConvolutionDescription first = planned(PROBLEM, MEASURE);
        ConvolutionDescription second = planned(PROBLEM.unnamed(), MEASURE);
        assertThat(second.candidates()).isEqualTo(first.candidates());
        assertThat(second.strategy()).isEqualTo(first.strategy() + ", from wisdom");
        assertThat(planned(PROBLEM, ESTIMATE)).isEqualTo(ruled);
    }

    @Test
    void whatWasLoadedComesBeforeTheRulesAndBeforeWhatWasMeasuredHere() throws IOException {
        planned(PROBLEM, MEASURE);
        for (String way : Planner.candidates(PROBLEM)) {
            Depthwise4j.loadWisdom(file(Map.of(PROBLEM, way)));
            for (Planning planning : List.of(ESTIMATE, MEASURE)) {
                try (ConvolutionPlan plan = Planner.plan(PROBLEM, planning)) {
                    assertThat(plan.strategyName()).isEqualTo(way);
                    assertThat(plan.description().strategy()).endsWith(", from wisdom");
                }
            }
        }
    }

    @Test
    void aSizeThatIsNotTriedOutHereCanBeWisdomToo() throws IOException {
        List<String> triedOut = Planner.candidates(BETWEEN);
        String way = Stream.of(1 << 19, 3 << 19, 5 << 19)
                .flatMap(level2Bytes ->
                        Candidates.of(BETWEEN, new CpuCaches(level2Bytes), KernelFacts.ofOneDnn()).stream())
                .map(Strategy::name)
                .filter(name -> !triedOut.contains(name))
                .findFirst()
                .orElseThrow();
        Depthwise4j.loadWisdom(file(Map.of(BETWEEN, way)));
        try (ConvolutionPlan plan = Planner.plan(BETWEEN, PlanningEffort.MEASURE)) {
            assertThat(plan.strategyName()).isEqualTo(way);
            assertThat(plan.description().strategy()).endsWith(", from wisdom");
        }
        assertThat(log.at(Level.WARNING)).isEmpty();
    }

    @Test
    void aWayThatDoesNotExistFallsBackToTheRulesOrToMeasuringWithOneWarning() throws IOException {
        ConvolutionDescription ruled = planned(PROBLEM, ESTIMATE);
        for (Planning planning : List.of(ESTIMATE, MEASURE)) {
            Depthwise4j.forgetWisdom();
            Depthwise4j.loadWisdom(file(Map.of(PROBLEM, "direct(of the past)")));
            int lines = log.at(Level.WARNING).size();
            ConvolutionDescription planned = planned(PROBLEM, planning);
            if (planning == ESTIMATE) {
                assertThat(planned).isEqualTo(ruled);
            } else {
                assertThat(planned.candidates()).isNotEmpty().allMatch(each -> each.micros() > 0);
            }
            planned(PROBLEM, planning);
            assertThat(log.at(Level.WARNING)).hasSize(lines + 1);
            assertThat(log.at(Level.WARNING).get(lines))
                    .contains("direct(of the past) of " + PROBLEM.unnamed(), "there is no such strategy");
        }
    }

    @Test
    void aDividedPlanAndBothPartsOfASeparableOneSayThatTheyAreFromWisdom() throws IOException {
        SeparableProblem problem = (SeparableProblem) Problem.parse(
                "depthwise_conv2d float32 NHWC SAME mb1ic256ih28iw28oc256kh3kw3 then conv2d float32 NHWC VALID "
                        + "mb1ic256ih28iw28oc256kh1kw1");
        Map<ConvolutionProblem, String> ways =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (ConvolutionProblem part : List.of(problem.depthwise(), problem.pointwise())) {
            ways.put(Form.of(part).equivalent(), Planner.candidates(part).get(0));
        }
        Depthwise4j.loadWisdom(file(ways));
        try (SeparablePlan plan = Planner.plan(problem, Planning.standard())) {
            assertThat(plan.depthwiseDescription().strategy()).contains(", from wisdom");
            assertThat(plan.pointwiseDescription().strategy()).contains(", from wisdom");
        }
        assertThat(Depthwise4j.explain(problem)).containsPattern("(?s)strategy[^\n]*, from wisdom\n.*, from wisdom\n");
    }

    @Test
    void plansFromWisdomComputeRightAndFreeWhatTheyTook() throws IOException {
        Depthwise4j.loadWisdom(file(Map.of(PROBLEM, another(PROBLEM), BETWEEN, another(BETWEEN))));
        long blocks = LiveBlocks.settled();
        long plans = Plan.live();
        for (ConvolutionProblem problem : List.of(PROBLEM, BETWEEN)) {
            assertThat(Depthwise4j.explain(problem)).contains(another(problem).split("\\(")[0], ", from wisdom");
            assertThat(Depthwise4j.verifier().verify(problem, 7).passed()).isTrue();
        }
        LiveBlocks.await(blocks);
        assertThat(Plan.live()).isEqualTo(plans);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
    }

    @Test
    void manyThreadsCanMeasureLoadAndSaveAtATime() throws Exception {
        Path other = file(Map.of(PROBLEM, another(PROBLEM)));
        Path loaded = Files.move(other, directory.resolve("loaded"));
        Path saved = directory.resolve("saved");
        List<ConvolutionProblem> problems = new ArrayList<>();
        for (int size = 4; size < 16; size++) {
            problems.add(
                    ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic16ih" + size + "iw9oc16kh3kw3"));
        }
        AtomicBoolean measuring = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Future<?>> measurers = new ArrayList<>();
            for (int start : new int[] {0, 4}) {
                measurers.add(threads.submit(
                        () -> problems.subList(start, start + 8).forEach(problem -> planned(problem, MEASURE))));
            }
            List<Future<?>> others = new ArrayList<>();
            others.add(repeated(threads, measuring, () -> Depthwise4j.saveWisdom(saved)));
            others.add(repeated(threads, measuring, () -> Depthwise4j.loadWisdom(loaded)));
            others.add(repeated(threads, measuring, () -> {
                if (Files.exists(saved)) {
                    WisdomScope here = WisdomScope.current();
                    assertThat(WisdomFile.read(saved, here).broken()).isEmpty();
                }
                return planned(PROBLEM, ESTIMATE);
            }));
            for (Future<?> each : measurers) {
                each.get();
            }
            measuring.set(false);
            for (Future<?> each : others) {
                each.get();
            }
        } finally {
            measuring.set(false);
            threads.shutdown();
        }
        assertThat(Depthwise4j.saveWisdom(saved)).isEqualTo(13);
        assertThat(log.at(Level.WARNING)).isEmpty();
    }

    private static Future<?> repeated(ExecutorService threads, AtomicBoolean on, Callable<?> task) {
        return threads.submit(() -> {
            do {
                task.call();
            } while (on.get());
            return null;
        });
    }
}
