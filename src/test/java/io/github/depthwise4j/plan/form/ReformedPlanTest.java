package io.github.depthwise4j.plan.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.Data;
import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.PackedFilters;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.choice.Wisdom;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans of problems that are computed in another form, by oneDNN against the oracle. {@code -Ddepthwise4j.test.seed=7}
 * draws other problems, {@code -Ddepthwise4j.test.cases=100000} more of them.
 */
@Tag("isa")
class ReformedPlanTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000) / 30;
    private static final List<Parallelism> THREADS =
            List.of(Parallelism.callerOnly(), Parallelism.fixed(2), Parallelism.fixed(100));
    private static final Planning ALONE = new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly());

    /** Large enough for slices. Each of these is computed in another form. */
    private static final String COLUMN = "depthwise_conv2d float32 NHWC SAME mb2ic64ih3136iw1oc64kh3kw3 bias relu6";

    private static final String COLUMNS_AS_CHANNELS =
            "depthwise_conv2d float32 NHWC SAME mb2ic3ih224iw224oc3kh5kw1 bias residual";
    private static final String ROWS_AS_CHANNELS =
            "depthwise_conv2d float32 NCHW SAME mb2ic3ih200iw224oc3kh1kw5 bias residual relu";
    private static final String PIXELS = "conv2d float32 NHWC VALID mb16ic160ih7iw7oc192kh1kw1 bias residual relu";
    private static final String PIXEL = "depthwise_conv2d float32 NCHW SAME mb20000ic16ih1iw1oc16kh3kw3 bias";

    @ParameterizedTest
    @EnumSource
    void randomProblemsAreComputedRight(RewritableProblems.Kind kind) {
        RewritableProblems problems = new RewritableProblems(TestSettings.SEED + 1);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = problems.next(kind);
            Planning planning = new Planning(PlanningEffort.ESTIMATE, THREADS.get(i % THREADS.size()));
            try (ConvolutionPlan plan = Planner.plan(problem, planning)) {
                verify(plan, i, failures);
            }
        }
        assertThat(failures).as("seed %d", TestSettings.SEED).isEmpty();
    }

    private static void verify(ConvolutionPlan plan, long dataSeed, List<String> failures) {
        Verifier verifier = new Verifier((same, input, filter, bias, residual, output) -> {
            try (PackedFilter packed = plan.pack(filter, bias)) {
                plan.execute(input, packed, residual, output);
            }
        });
        Verification verification = verifier.verify(plan.problem(), dataSeed);
        if (!verification.passed()) {
            failures.add(verification.describe() + "\n" + plan.description());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COLUMN, COLUMNS_AS_CHANNELS, ROWS_AS_CHANNELS, PIXELS, PIXEL})
    void theBitsDoNotDependOnTheThreads(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        List<String> failures = new ArrayList<>();
        float[] expected = null;
        for (Parallelism parallelism : THREADS) {
            try (ConvolutionPlan plan = Planner.plan(problem, new Planning(PlanningEffort.ESTIMATE, parallelism))) {
                assertThat(plan).isInstanceOf(ReformedPlan.class);
                verify(plan, 1, failures);
                float[] actual = run(plan);
                expected = expected == null ? actual : expected;
                assertThat(actual).as("%s with %s", problem, parallelism).isEqualTo(expected);
            }
        }
        assertThat(failures).isEmpty();
    }

    private static float[] run(ConvolutionPlan plan) {
        ConvolutionProblem problem = plan.problem();
        boolean residual = problem.fusion().residual();
        try (Tensor input = Data.random(1, problem.inputShape().dims());
                Tensor filter = Data.random(2, problem.filterShape().dims());
                Tensor bias = Data.random(3, problem.biasShape().dims());
                Tensor added = residual ? Data.random(4, problem.outputShape().dims()) : null;
                Tensor output = Tensor.allocate(problem.dataType(), problem.outputShape());
                PackedFilter packed = plan.pack(filter, problem.hasBias() ? bias : null)) {
            plan.execute(input, packed, added, output);
            return output.toFloatArray();
        }
    }

    @Test
    void everyCandidateComputesTheProblemOfTheCaller() {
        List<String> failures = new ArrayList<>();
        for (String line : List.of(COLUMN, ROWS_AS_CHANNELS, PIXELS)) {
            ConvolutionProblem problem = ConvolutionProblem.parse(line);
            List<String> candidates = Planner.candidates(problem);
            assertThat(candidates).isNotEmpty();
            for (String candidate : candidates) {
                try (ConvolutionPlan plan = Planner.plan(problem, candidate)) {
                    verify(plan, 2, failures);
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aMeasuredFormIsRememberedAsTheForm() {
        Wisdom.shared().forget();
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NCHW SAME mb1ic64ih40iw1oc64kh3kw3 n\"layer\"");
        ConvolutionProblem form = Form.of(problem).equivalent();
        Planning measure = new Planning(PlanningEffort.MEASURE, Parallelism.callerOnly());
        try (ConvolutionPlan plan = Planner.plan(problem, measure)) {
            assertThat(plan.origin()).isEqualTo(Plan.BY_MEASUREMENT);
            assertThat(plan.description().candidates()).isNotEmpty();
            List<String> failures = new ArrayList<>();
            verify(plan, 3, failures);
            assertThat(failures).isEmpty();
        }
        assertThat(Wisdom.shared().known(form, PlanningEffort.MEASURE)).isNotNull();
        assertThat(Wisdom.shared().known(problem, PlanningEffort.MEASURE)).isNull();
        try (ConvolutionPlan again = Planner.plan(problem, measure);
                ConvolutionPlan ofTheForm = Planner.plan(form, measure)) {
            assertThat(again.origin()).isEqualTo(Plan.BY_WISDOM);
            assertThat(again.strategyName()).isEqualTo(ofTheForm.strategyName());
            assertThat(again.description().strategy()).endsWith("from wisdom").containsOnlyOnce("from wisdom");
        } finally {
            Wisdom.shared().forget();
        }
    }

    @Test
    void aDescriptionShowsBothForms() {
        ConvolutionProblem problem = ConvolutionProblem.parse(COLUMN);
        try (ConvolutionPlan plan = Planner.plan(problem, ALONE)) {
            PlanDescription description = Planner.describe(plan);
            assertThat(description.problem()).isEqualTo(problem);
            assertThat(description.describe())
                    .startsWith(problem + "\n  computed as    depthwise_conv2d float32 NHWC ")
                    .contains("g64mb1ic64ih2iw3136oc64oh2ow3136kh1kw3")
                    .contains("src            [1, 2, 3136, 64] nhwc")
                    .contains("window         1 taps, stride 1, dilation 1 x 3 taps, stride 1, dilation 1");
            ConvolutionDescription ordinary =
                    descriptionOf("depthwise_conv2d float32 NHWC SAME mb1ic64ih9iw9oc64kh3kw3");
            assertThat(ordinary.describe()).doesNotContain("computed as");
        }
    }

    private static ConvolutionDescription descriptionOf(String line) {
        try (ConvolutionPlan plan = Planner.plan(ConvolutionProblem.parse(line), ALONE)) {
            return plan.description();
        }
    }

    @Test
    void plansShareAPackedFilterIfItIsArrangedAlike() {
        // The last row of taps sees padding only, or not.
        assertThat(share("NHWC SAME mb1ic16ih1iw9oc16kh3kw3", "NHWC SAME mb1ic16ih1iw8oc16kh3kw3"))
                .isTrue();
        assertThat(share("NHWC SAME mb1ic16ih1iw9oc16kh3kw3", "NHWC SAME mb1ic16ih2iw9oc16kh3kw3"))
                .isFalse();
        // The rows of the filter that remain are the upper ones, or the lower ones.
        assertThat(share(
                        "NHWC [[0,0],[2,0],[0,0],[0,0]] mb1ic16ih1iw9oc16kh3kw3",
                        "NHWC [[0,0],[0,2],[0,0],[0,0]] mb1ic16ih1iw9oc16kh3kw3"))
                .isFalse();
        // One filter for each channel, repeated for another number of columns.
        assertThat(share("NHWC SAME mb1ic3ih50iw40oc3kh3kw1", "NHWC SAME mb1ic3ih60iw40oc3kh3kw1"))
                .isTrue();
        assertThat(share("NHWC SAME mb1ic3ih50iw40oc3kh3kw1", "NHWC SAME mb1ic3ih50iw48oc3kh3kw1"))
                .isFalse();
        // A filter that stays as it is is also that of a problem which is computed as it is.
        assertThat(share("NHWC VALID mb5ic16ih1iw1oc16kh1kw1", "NHWC VALID mb1ic16ih1iw5oc16kh1kw1"))
                .isTrue();
    }

    private static boolean share(String one, String other) {
        PackedFilters shared = new PackedFilters();
        try (ConvolutionPlan first = Planner.plan(ConvolutionProblem.parse("depthwise_conv2d float32 " + one), ALONE);
                ConvolutionPlan second =
                        Planner.plan(ConvolutionProblem.parse("depthwise_conv2d float32 " + other), ALONE);
                Tensor filter = Data.random(1, first.problem().filterShape().dims());
                PackedFilter packed = first.pack(shared, filter, null);
                PackedFilter packedToo = second.pack(shared, filter, null)) {
            boolean same = packed.weights() == packedToo.weights();
            assertThat(first.packsLike(second)).isEqualTo(same);
            assertThat(second.packsLike(first)).isEqualTo(same);
            return same;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC SAME mb2ic64ih3136iw1oc64kh3kw3 bias relu6",
                "depthwise_conv2d float32 NHWC SAME mb2ic3ih224iw224oc3kh5kw1 bias",
                "depthwise_conv2d float32 NCHW SAME mb2ic3ih200iw224oc3kh1kw5 bias",
                "depthwise_conv2d float32 NCHW SAME mb1ic40ih4000iw1oc80kh3kw1 bias",
                "conv2d float32 NHWC VALID mb40ic160ih7iw7oc192kh1kw1 bias",
            })
    void arraysOfTheHeapAreComputedToo(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        float[] input = Data.values(problem.inputShape(), 1);
        float[] expected;
        float[] actual = new float[(int) problem.outputShape().elementCount()];
        try (Tensor in = Tensor.of(input, problem.inputShape().dims());
                Tensor filter = Data.random(2, problem.filterShape().dims());
                Tensor bias = Data.random(3, problem.biasShape().dims());
                Tensor out = Tensor.allocate(problem.dataType(), problem.outputShape());
                ConvolutionPlan plan = Planner.plan(problem, ALONE);
                PackedFilter packed = plan.pack(filter, bias);
                HeapArrayPlan heap = Planner.planForHeapArrays(problem, ALONE, new PackedFilters(), filter, bias)) {
            plan.execute(in, packed, null, out);
            expected = out.toFloatArray();
            heap.execute(input, actual);
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void nothingIsLeftBehind() {
        long plans = Plan.live();
        long blocks = LiveBlocks.settled();
        for (String line : List.of(COLUMN, COLUMNS_AS_CHANNELS, PIXELS)) {
            ConvolutionProblem problem = ConvolutionProblem.parse(line);
            try (ConvolutionPlan plan = Planner.plan(problem, Planning.standard())) {
                run(plan);
            }
        }
        assertThat(Plan.live()).isEqualTo(plans);
        LiveBlocks.await(blocks);
    }
}
