package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.GuardedFloats;
import io.github.depthwise4j.plan.HeapBytes;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.cpu.CpuCaches;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every candidate of a problem computes it right, not only the one that the planner chooses.
 *
 * <p>{@code -Ddepthwise4j.test.cases=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
public class CandidatesTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000) / 30;
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);

    /** Every strategy, blocks of equal and unequal sizes, several images, and bands with different padding. */
    public static Stream<ConvolutionProblem> samples() {
        return Stream.of(
                        "NHWC SAME mb2ic32ih14iw14oc64kh3kw3 bias",
                        "NHWC SAME mb1ic64ih40iw30oc128kh3kw3sh2sw2",
                        "NHWC VALID mb3ic5ih30iw9oc15kh2kw3dh1dw1",
                        "NHWC [[0,0],[4,3],[5,0],[0,0]] mb1ic16ih57iw58oc128kh3kw3 bias",
                        "NHWC SAME mb1ic24ih13iw12oc24kh5kw5",
                        "NHWC SAME mb2ic1ih12iw13oc8kh3kw3",
                        "NCHW SAME mb2ic40ih14iw14oc40kh3kw3 bias",
                        "NCHW SAME mb1ic128ih9iw7oc128kh3kw3sh2sw2",
                        "NCHW VALID mb1ic70ih12iw11oc140kh3kw2dh2dw1 bias",
                        "NCHW SAME mb2ic16ih10iw10oc64kh5kw5",
                        "NCHW SAME mb1ic3ih16iw15oc24kh3kw2sh2sw2",
                        "NCHW SAME mb1ic33ih6iw6oc99kh3kw3",
                        "NCHW SAME mb3ic1ih12iw13oc1kh5kw5",
                        "NCHW SAME mb2ic48ih9iw10oc144kh3kw3sh1sw2 bias")
                .map(line -> ConvolutionProblem.parse("depthwise_conv2d float32 " + line));
    }

    @Test
    void allCandidatesComputeRandomProblemsRight() {
        RandomProblems problems = new RandomProblems(SEED, 20_000);
        List<String> failures = new ArrayList<>();
        long runs = 0;
        for (int i = 0; i < CASES; i++) {
            runs += verifyAll(problems.next(), i, failures);
        }
        assertThat(failures).as("of %d runs, seed %d", runs, SEED).isEmpty();
        assertThat(runs).isGreaterThan(CASES);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void allCandidatesComputeTheSamplesRight(ConvolutionProblem problem) {
        List<String> failures = new ArrayList<>();
        assertThat(verifyAll(problem, 1, failures)).isPositive();
        assertThat(failures).isEmpty();
    }

    /** Null if oneDNN lacks what the candidate needs, as it can with older instruction sets. */
    private static ConvolutionPlan planOrNull(ConvolutionProblem problem, String name) {
        try {
            return Planner.plan(problem, name);
        } catch (OneDnnException e) {
            assertThat(Depthwise4j.load().instructionSet()).doesNotStartWith("AVX512");
            return null;
        }
    }

    @Test
    @Tag("isa")
    void rowsThatSeeNothingButPaddingAreNotWrittenBehindTheOutput() {
        // Such bands alone would have one row too many.
        List<String> failures = new ArrayList<>();
        verifyAll(
                ConvolutionProblem.parse(
                        "depthwise_conv2d float32 NHWC [[0,0],[4,3],[5,0],[0,0]] mb1ic16ih57iw58oc128kh3kw3 bias"),
                1,
                failures);
        assertThat(failures).isEmpty();
    }

    @Test
    @Tag("isa")
    void channelsRepeatedSixteenTimesIntoBlocksAreRepeatedRight() {
        List<String> failures = new ArrayList<>();
        verifyAll(ConvolutionProblem.parse("conv2d float32 NCHW VALID mb4ic1ih2iw12oc16kh1kw1"), 1, failures);
        verifyAll(ConvolutionProblem.parse("depthwise_conv2d float32 NCHW SAME mb2ic1ih5iw7oc16kh3kw3"), 2, failures);
        verifyAll(ConvolutionProblem.parse("depthwise_conv2d float32 NCHW SAME mb1ic4ih5iw7oc32kh3kw3"), 3, failures);
        verifyAll(ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic4ih5iw7oc32kh3kw3"), 4, failures);
        assertThat(failures).isEmpty();
    }

    /** The number of candidates that were verified. */
    private static long verifyAll(ConvolutionProblem problem, long seed, List<String> failures) {
        List<String> names = Planner.candidates(problem);
        assertThat(names).doesNotHaveDuplicates();
        long verified = 0;
        for (String name : names) {
            try (ConvolutionPlan plan = planOrNull(problem, name)) {
                if (plan == null) {
                    continue;
                }
                Verifier verifier = new Verifier((same, input, filter, bias, residual, output) -> {
                    try (PackedFilter packed = plan.pack(filter, bias)) {
                        plan.execute(input, packed, residual, output);
                    }
                });
                Verification verification = verifier.verify(problem, seed);
                if (!verification.passed()) {
                    failures.add(name + " [" + plan.description().implementation() + "]: " + verification.describe());
                }
                verified++;
            }
        }
        return verified;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyCandidateFusesBiasResidualAndActivation(ConvolutionProblem sample) {
        Fusion fusion = new Fusion(true, true, Activation.RELU6);
        ConvolutionProblem problem = new ConvolutionProblem(
                sample.parameters(), sample.dataType(), sample.inputShape(), sample.filterShape(), fusion);
        float[] residual = integers(problem.outputShape(), 5);
        forEach(problem, integers(problem.inputShape(), 3), residual, run -> {
            float[] sums = ReferenceConvolution.compute(withoutResidual(problem), run.input, run.filter, run.bias)
                    .toFloatArray();
            for (int i = 0; i < sums.length; i++) {
                float expected = Math.min(Math.max(sums[i] + residual[i], 0), 6);
                assertThat(run.output[i]).as("%s, output %d", run.name, i).isEqualTo(expected);
            }
        });
    }

    private static ConvolutionProblem withoutResidual(ConvolutionProblem problem) {
        return new ConvolutionProblem(
                problem.parameters(), problem.dataType(), problem.inputShape(), problem.filterShape(), Fusion.BIAS);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void specialInputsReachTheOutputsWhoseWindowHoldsThem(ConvolutionProblem problem) {
        float[] input = integers(problem.inputShape(), 6);
        input[input.length / 3] = Float.NaN;
        input[input.length - 1] = Float.POSITIVE_INFINITY;
        input[0] = Float.NEGATIVE_INFINITY;
        ErrorBound bound = ErrorBound.of(problem);
        forEach(problem, input, null, run -> {
            ReferenceResult expected = ReferenceConvolution.compute(problem, run.input, run.filter, run.bias);
            for (int i = 0; i < run.output.length; i++) {
                assertThat(bound.accepts(run.output[i], expected.value(i), expected.absoluteSum(i)))
                        .as("%s, output %d is %s, expected %s", run.name, i, run.output[i], expected.value(i))
                        .isTrue();
            }
        });
    }

    /** The result of one candidate. */
    private record Run(String name, float[] input, float[] filter, float[] bias, float[] output) {}

    /** Runs every candidate between guard bytes. They must not change, and their NaN must not reach a result. */
    private static void forEach(ConvolutionProblem problem, float[] input, float[] residual, Consumer<Run> check) {
        float[] filter = integers(problem.filterShape(), 1);
        float[] bias = problem.hasBias() ? integers(problem.biasShape(), 2) : null;
        List<String> names = Planner.candidates(problem);
        assertThat(names).isNotEmpty();
        for (String name : names) {
            for (int offset : new int[] {0, 20}) {
                GuardedFloats in = new GuardedFloats(input, offset);
                GuardedFloats out =
                        new GuardedFloats(new float[(int) problem.outputShape().elementCount()], offset);
                GuardedFloats added = residual == null ? null : new GuardedFloats(residual, offset);
                try (ConvolutionPlan plan = Planner.plan(problem, name);
                        Tensor inTensor = in.tensor(problem.inputShape());
                        Tensor outTensor = out.tensor(problem.outputShape());
                        Tensor addedTensor = added == null ? null : added.tensor(problem.outputShape());
                        Tensor filterTensor =
                                Tensor.of(filter, problem.filterShape().dims());
                        Tensor biasTensor = bias == null ? null : Tensor.of(bias, bias.length);
                        PackedFilter packed = plan.pack(filterTensor, biasTensor)) {
                    plan.execute(inTensor, packed, addedTensor, outTensor);
                }
                check.accept(new Run(name, input, filter, bias, out.values()));
                assertThat(in.values()).as(name).isEqualTo(input);
                in.assertGuardsIntact(name + ", input");
                out.assertGuardsIntact(name + ", output");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noCandidateAllocatesWhileComputing(ConvolutionProblem problem) {
        LiveBlocks.settled();
        List<String> names = Planner.candidates(problem);
        assertThat(names).isNotEmpty();
        for (String name : names) {
            try (ConvolutionPlan plan = Planner.plan(problem, name);
                    Tensor input = Tensor.allocate(
                            DataType.FLOAT32, problem.inputShape().dims());
                    Tensor output = Tensor.allocate(
                            DataType.FLOAT32, problem.outputShape().dims());
                    Tensor filter = Tensor.allocate(
                            DataType.FLOAT32, problem.filterShape().dims());
                    Tensor bias = problem.hasBias()
                            ? Tensor.allocate(
                                    DataType.FLOAT32, problem.biasShape().dims())
                            : null;
                    PackedFilter packed = plan.pack(filter, bias)) {
                Runnable call = () -> plan.execute(input, packed, null, output);
                call.run();
                long blocks = MemoryCounts.liveBlocks();
                long handles = Handles.live();
                assertThat(HeapBytes.perCall(call, 200)).as(name).isZero();
                assertThat(MemoryCounts.liveBlocks()).as(name).isEqualTo(blocks);
                assertThat(Handles.live()).as(name).isEqualTo(handles);
            }
        }
    }

    @Test
    void closingPlansFreesEverything() {
        long blocks = LiveBlocks.settled();
        long handles = Handles.live();
        long plans = Plan.live();
        List<String> failures = new ArrayList<>();
        samples().forEach(problem -> verifyAll(problem, 2, failures));
        assertThat(failures).isEmpty();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
        assertThat(Handles.live()).isEqualTo(handles);
        assertThat(Plan.live()).isEqualTo(plans);
    }

    @Test
    void anUnknownCandidateIsRefused() {
        ConvolutionProblem problem = samples().findFirst().orElseThrow();
        assertThatThrownBy(() -> Planner.plan(problem, "guess"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no candidate guess")
                .hasMessageContaining("direct(");
    }

    @Test
    void whereThereIsNothingToComputeThereIsNoCandidate() {
        assertThat(Planner.candidates(
                        ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb0ic8ih4iw4oc8kh3kw3")))
                .isEmpty();
    }

    static float[] integers(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (1 + random.nextInt(8)) * (random.nextBoolean() ? 1 : -1);
        }
        return values;
    }

    private static List<String> names(ConvolutionProblem problem, long level2Bytes) {
        return Candidates.of(problem, new CpuCaches(level2Bytes), KernelFacts.ofOneDnn()).stream()
                .map(Strategy::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "NHWC SAME mb1ic64ih56iw56oc128kh3kw3",
        "NCHW SAME mb1ic256ih56iw56oc256kh3kw3",
    })
    void theSizesToTryOutDependOnTheCaches(String sizes) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 " + sizes);
        assertThat(names(problem, 4 << 20)).isNotEqualTo(names(problem, 512 << 10));
    }

    @Test
    void sizesFoundOnAMachineWithOtherCachesCanBeUsed() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic64ih56iw56oc128kh3kw3");
        for (String name : names(problem, 3 << 20)) {
            try (ConvolutionPlan plan = Planner.plan(problem, name)) {
                assertThat(plan.strategyName()).isEqualTo(name);
            }
        }
    }
}
