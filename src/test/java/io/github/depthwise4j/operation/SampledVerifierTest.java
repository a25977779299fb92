package io.github.depthwise4j.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LogCapture;
import io.github.depthwise4j.ProblemData;
import io.github.depthwise4j.errors.ComputationMismatchException;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.reference.RuntimeVerification.OnMismatch;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call that went wrong, and is checked. */
class SampledVerifierTest {
    private static final RuntimeVerification THROWING =
            RuntimeVerification.everyNth(1).onMismatch(OnMismatch.THROW);
    private static final ConvolutionProblem PROBLEM = ProblemData.CHECKED;

    private static long verified() {
        return Depthwise4j.stats().verifiedCalls();
    }

    private static long mismatches() {
        return Depthwise4j.stats().mismatches();
    }

    /** A call of one plan that came out wrong, as its verifier sees it. */
    private static void afterWrongCall(SampledVerifier verifier, ConvolutionPlan plan, int wrongIndex) {
        Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(3), 0);
        try (Tensor output =
                        Tensor.allocate(DataType.FLOAT32, plan.outputShape().dims());
                PackedFilter packed = plan.pack(tensors[1], tensors[2])) {
            plan.execute(tensors[0], packed, null, output);
            float[] values = output.toFloatArray();
            values[wrongIndex] += 0.001f;
            output.copyFrom(values);
            verifier.afterCall(tensors[0], null, output, tensors[1], tensors[2]);
        } finally {
            ProblemData.close(tensors);
        }
    }

    static Stream<Integer> corners() {
        return Stream.of(0, 31, 23 * 32, 19 * 24 * 32, (20 * 24 - 1) * 32 + 31, 20 * 24 * 32, 2 * 20 * 24 * 32 - 1);
    }

    @ParameterizedTest
    @MethodSource("corners")
    void aWrongCornerIsFoundByTheFirstCheck(int corner) {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            SampledVerifier verifier = SampledVerifier.of(
                    RuntimeVerification.firstCall().onMismatch(OnMismatch.THROW), plan.problem(), plan);
            assertThatThrownBy(() -> afterWrongCall(verifier, plan, corner))
                    .isInstanceOf(ComputationMismatchException.class);
        }
    }

    /** On a border, in the first and in the last channel, and in the middle of everything. */
    @ParameterizedTest
    @ValueSource(ints = {7 * 32 + 5, (9 * 24 + 11) * 32, (9 * 24 + 11) * 32 + 31, ((20 + 10) * 24 + 12) * 32 + 17})
    void anyOtherWrongPlaceIsFoundInTheLongRun(int place) {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            SampledVerifier verifier = SampledVerifier.of(THROWING.samples(1_000), plan.problem(), plan);
            assertThatThrownBy(() -> {
                        for (int call = 0; call < 1_000; call++) {
                            afterWrongCall(verifier, plan, place);
                        }
                    })
                    .isInstanceOf(ComputationMismatchException.class);
        }
    }

    @Test
    void theExceptionSaysWhatIsWrongAndWhatComputedIt() {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            SampledVerifier verifier = SampledVerifier.of(THROWING, plan.problem(), plan);
            assertThatThrownBy(() -> afterWrongCall(verifier, plan, 31))
                    .isInstanceOfSatisfying(ComputationMismatchException.class, mismatch -> {
                        assertThat(mismatch.problem()).isEqualTo(PROBLEM.toString());
                        assertThat(mismatch.strategy())
                                .isEqualTo(plan.description().strategy());
                        assertThat(mismatch.implementation())
                                .isEqualTo(plan.description().implementation());
                        assertThat(mismatch.coordinate()).containsExactly(0, 0, 0, 31);
                        assertThat(mismatch.error()).isGreaterThan(mismatch.bound());
                        assertThat(Math.abs(mismatch.actual() - mismatch.expected()))
                                .isEqualTo(mismatch.error());
                        assertThat(mismatch.bound()).isPositive();
                        assertThat(mismatch)
                                .hasMessageStartingWith("output[0, 0, 0, 31] is ")
                                .hasMessageContaining("1 of 64 outputs looked at are wrong")
                                .hasMessageContaining(mismatch.implementation())
                                .hasMessageContaining("excludeImplementations")
                                .hasMessageEndingWith(PROBLEM.toString());
                    });
        }
    }

    /** The packed filter of a plan is spoilt, through which every call of it goes wrong. */
    private static KeptPlan<ConvolutionPlan> spoilt(RuntimeVerification verification, Tensor... tensors) {
        ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard());
        PackedFilter packed = plan.pack(tensors[1], tensors[2]);
        packed.bias().write(new float[] {3}, 0, 0, 1);
        return new KeptPlan<>(plan, packed, SampledVerifier.of(verification, plan.problem(), plan));
    }

    private static Tensor run(KeptPlan<ConvolutionPlan> kept, Tensor... tensors) {
        return KeptPlan.executeNew(kept, tensors[0], null, tensors[1], tensors[2]);
    }

    @Test
    void toThrowIsToGiveNoResult() {
        Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(4), 0);
        try (KeptPlan<ConvolutionPlan> spoilt = spoilt(THROWING, tensors);
                Tensor output =
                        Tensor.allocate(DataType.FLOAT32, PROBLEM.outputShape().dims())) {
            long blocks = LiveBlocks.settled();
            long mismatches = mismatches();
            assertThatThrownBy(() -> run(spoilt, tensors)).isInstanceOf(ComputationMismatchException.class);
            assertThatThrownBy(() -> KeptPlan.execute(spoilt, tensors[0], null, output, tensors[1], tensors[2]))
                    .isInstanceOf(ComputationMismatchException.class);
            assertThat(mismatches()).isEqualTo(mismatches + 2);
            // The workspace of the first call stays with the plan.
            assertThat(MemoryCounts.liveBlocks()).isLessThanOrEqualTo(blocks + 4);
            long withWorkspace = MemoryCounts.liveBlocks();
            assertThatThrownBy(() -> run(spoilt, tensors)).isInstanceOf(ComputationMismatchException.class);
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(withWorkspace);
        } finally {
            ProblemData.close(tensors);
        }
    }

    @Test
    void toLogIsToCountAndToGoOn() {
        Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(5), 0);
        try (LogCapture log = LogCapture.of(RuntimeVerification.class);
                KeptPlan<ConvolutionPlan> spoilt = spoilt(RuntimeVerification.firstCall(), tensors)) {
            long mismatches = mismatches();
            run(spoilt, tensors).close();
            run(spoilt, tensors).close();
            assertThat(mismatches()).isEqualTo(mismatches + 1);
            assertThat(log.messages()).singleElement().satisfies(message -> assertThat(message)
                    .startsWith("SEVERE output[")
                    .endsWith(PROBLEM.toString()));
        } finally {
            ProblemData.close(tensors);
        }
    }

    @Test
    void aCallbackIsGivenTheExceptionAndMayThrow() {
        Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(6), 0);
        List<ComputationMismatchException> met = new ArrayList<>();
        try (LogCapture log = LogCapture.of(RuntimeVerification.class);
                KeptPlan<ConvolutionPlan> spoilt =
                        spoilt(RuntimeVerification.everyNth(2).onMismatch(met::add), tensors);
                KeptPlan<ConvolutionPlan> throwing = spoilt(
                        RuntimeVerification.everyNth(1).onMismatch(mismatch -> {
                            throw new IllegalStateException("no results today");
                        }),
                        tensors)) {
            run(spoilt, tensors).close();
            assertThat(met).isEmpty();
            run(spoilt, tensors).close();
            assertThat(met).singleElement().satisfies(mismatch -> assertThat(mismatch.problem())
                    .isEqualTo(PROBLEM.toString()));
            assertThatThrownBy(() -> run(throwing, tensors)).hasMessage("no results today");
            assertThat(log.messages()).isEmpty();
        } finally {
            ProblemData.close(tensors);
        }
    }

    @Test
    void aSeparableConvolutionNamesBothParts() {
        SeparableProblem problem = (SeparableProblem) Problem.parse("depthwise_conv2d float32 NHWC SAME "
                + "mb1ic16ih9iw9oc16kh3kw3 bias then conv2d float32 NHWC VALID mb1ic16ih9iw9oc8kh1kw1 bias residual");
        Tensor[] tensors = ProblemData.tensors(problem, new Random(7), 0);
        SeparablePlan plan = Planner.plan(problem, Planning.standard());
        PackedFilter packed = plan.pack(tensors[1], tensors[2], tensors[3], tensors[4]);
        packed.next().bias().write(new float[] {3}, 0, 0, 1);
        try (KeptPlan<SeparablePlan> spoilt =
                new KeptPlan<>(plan, packed, SampledVerifier.of(THROWING, plan.problem(), plan))) {
            assertThatThrownBy(() -> KeptPlan.executeNew(
                            spoilt, tensors[0], tensors[5], tensors[1], tensors[2], tensors[3], tensors[4]))
                    .isInstanceOfSatisfying(ComputationMismatchException.class, mismatch -> {
                        assertThat(mismatch.problem()).isEqualTo(problem.toString());
                        assertThat(mismatch.strategy()).contains(" then ");
                        assertThat(mismatch.implementation())
                                .startsWith(plan.depthwiseDescription().implementation() + " then ");
                    });
        } finally {
            ProblemData.close(tensors);
        }
    }

    @Test
    void theFlightRecorderIsTold(@TempDir Path directory) throws Exception {
        Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(8), 0);
        Path file = directory.resolve("mismatch.jfr");
        try (Recording recording = new Recording();
                KeptPlan<ConvolutionPlan> spoilt =
                        spoilt(RuntimeVerification.firstCall().onMismatch(mismatch -> {}), tensors)) {
            recording.enable("io.github.depthwise4j.ComputationMismatch");
            recording.start();
            run(spoilt, tensors).close();
            recording.stop();
            recording.dump(file);
        } finally {
            ProblemData.close(tensors);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(Files.size(file)).isPositive();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("problem")).isEqualTo(PROBLEM.toString());
            assertThat(event.getString("implementation")).isNotEmpty();
            assertThat(event.getString("coordinate")).startsWith("[");
            assertThat(Math.abs(event.getFloat("actual") - event.getDouble("expected")))
                    .isGreaterThan(event.getDouble("bound"));
        });
    }

    @Test
    void aWrongArrayIsFound() {
        Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(11), 0);
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            SampledVerifier verifier = SampledVerifier.of(THROWING, PROBLEM, plan);
            float[] output = new float[(int) PROBLEM.outputShape().elementCount()];
            assertThatThrownBy(() -> verifier.afterCall(tensors[0].toFloatArray(), output, tensors[1], tensors[2]))
                    .isInstanceOf(ComputationMismatchException.class);
        } finally {
            ProblemData.close(tensors);
        }
    }

    @Test
    void aTensorThatAnotherThreadClosedMeanwhileIsNotRead() {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            Tensor[] tensors = ProblemData.tensors(PROBLEM, new Random(9), 0);
            ProblemData.close(tensors);
            SampledVerifier verifier = SampledVerifier.of(THROWING, plan.problem(), plan);
            long before = verified();
            try (Tensor output =
                    Tensor.allocate(DataType.FLOAT32, PROBLEM.outputShape().dims())) {
                verifier.afterCall(tensors[0], null, output, tensors[1], tensors[2]);
            }
            assertThat(verified()).isEqualTo(before);
        }
    }
}
