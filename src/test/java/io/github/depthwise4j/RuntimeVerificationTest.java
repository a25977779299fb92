package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.RuntimeVerification.OnMismatch;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.ConvolutionPlan;
import io.github.depthwise4j.plan.PackedFilter;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.Planning;
import io.github.depthwise4j.plan.SeparablePlan;
import io.github.depthwise4j.problem.ComputationMismatchException;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
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

/** Calls that are checked by the oracle while an application runs. */
class RuntimeVerificationTest {
    private static final RuntimeVerification THROWING =
            RuntimeVerification.everyNth(1).onMismatch(OnMismatch.THROW);
    private static final ConvolutionProblem PROBLEM = ConvolutionProblem.parse(
            "depthwise_conv2d float32 NHWC SAME mb2ic16ih20iw24oc32kh3kw3 bias relu6 n\"layer\"");

    private static long verified() {
        return Depthwise4j.stats().verifiedCalls();
    }

    private static long mismatches() {
        return Depthwise4j.stats().mismatches();
    }

    /**
     * Input, filter, bias and residual, or input, both filters with their biases, and residual; null where there is
     * none.
     */
    private static Tensor[] tensors(Problem problem, Random random, float special) {
        Shape[] shapes = problem instanceof SeparableProblem pair
                ? new Shape[] {
                    pair.inputShape(),
                    pair.depthwise().filterShape(),
                    pair.depthwise().hasBias() ? pair.depthwise().biasShape() : null,
                    pair.pointwise().filterShape(),
                    pair.pointwise().hasBias() ? pair.pointwise().biasShape() : null,
                    pair.pointwise().fusion().residual() ? pair.outputShape() : null
                }
                : shapes((ConvolutionProblem) problem);
        Tensor[] tensors = new Tensor[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            if (shapes[i] != null) {
                float[] values = Data.values(shapes[i], random.nextLong());
                if (special != 0 && values.length > 0 && random.nextBoolean()) {
                    values[random.nextInt(values.length)] = special;
                }
                tensors[i] = Tensor.of(values, shapes[i].dims());
            }
        }
        return tensors;
    }

    private static Shape[] shapes(ConvolutionProblem problem) {
        return new Shape[] {
            problem.inputShape(),
            problem.filterShape(),
            problem.hasBias() ? problem.biasShape() : null,
            problem.fusion().residual() ? problem.outputShape() : null
        };
    }

    private static void close(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }

    private static BuiltOperation<?> operation(Problem problem, RuntimeVerification verification, Tensor... tensors) {
        if (problem instanceof SeparableProblem pair) {
            return BuiltSeparable.of(
                    pair.depthwise().parameters(),
                    new BuiltSeparable.Part(
                            tensors[1], tensors[2], pair.depthwise().fusion()),
                    new BuiltSeparable.Part(
                            tensors[3], tensors[4], pair.pointwise().fusion()),
                    Planning.standard(),
                    verification);
        }
        ConvolutionProblem one = (ConvolutionProblem) problem;
        return BuiltConvolution.of(
                one.parameters(), tensors[1], tensors[2], one.fusion(), Planning.standard(), verification);
    }

    /** With THROW, a false alarm fails the call. */
    private static void assertNoAlarm(Problem problem, Random random, float special) {
        Tensor[] tensors = tensors(problem, random, special);
        try (BuiltOperation<?> operation = operation(problem, THROWING.samples(200), tensors)) {
            long before = verified();
            operation.run(tensors[0], tensors[tensors.length - 1]).close();
            assertThat(verified()).isEqualTo(before + 1);
        } finally {
            close(tensors);
        }
    }

    @Test
    void whatOneDnnComputesRaisesNoAlarm() {
        RandomProblems problems = new RandomProblems(TestSettings.SEED, 20_000, true);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            assertNoAlarm(problems.nextOfAnyOperation(), random, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void norDoNanAndInfinitiesInAnyTensor(float special) {
        RandomProblems problems = new RandomProblems(TestSettings.SEED + 1, 3_000, true);
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            assertNoAlarm(problems.nextOfAnyOperation(), random, special);
        }
    }

    /** A call of one plan that came out wrong, as its proof sees it. */
    private static void afterWrongCall(PlanProof proof, ConvolutionPlan plan, int wrongIndex) {
        Tensor[] tensors = tensors(PROBLEM, new Random(3), 0);
        try (Tensor output =
                        Tensor.allocate(DataType.FLOAT32, plan.outputShape().dims());
                PackedFilter packed = plan.pack(tensors[1], tensors[2])) {
            plan.execute(tensors[0], packed, null, output);
            float[] values = output.toFloatArray();
            values[wrongIndex] += 0.001f;
            output.copyFrom(values);
            proof.afterCall(tensors[0], null, output, tensors[1], tensors[2]);
        } finally {
            close(tensors);
        }
    }

    static Stream<Integer> corners() {
        return Stream.of(0, 31, 23 * 32, 19 * 24 * 32, (20 * 24 - 1) * 32 + 31, 20 * 24 * 32, 2 * 20 * 24 * 32 - 1);
    }

    @ParameterizedTest
    @MethodSource("corners")
    void aWrongCornerIsFoundByTheFirstCheck(int corner) {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            PlanProof proof =
                    PlanProof.of(RuntimeVerification.firstCall().onMismatch(OnMismatch.THROW), plan.problem(), plan);
            assertThatThrownBy(() -> afterWrongCall(proof, plan, corner))
                    .isInstanceOf(ComputationMismatchException.class);
        }
    }

    /** On a border, in the first and in the last channel, and in the middle of everything. */
    @ParameterizedTest
    @ValueSource(ints = {7 * 32 + 5, (9 * 24 + 11) * 32, (9 * 24 + 11) * 32 + 31, ((20 + 10) * 24 + 12) * 32 + 17})
    void anyOtherWrongPlaceIsFoundInTheLongRun(int place) {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            PlanProof proof = PlanProof.of(THROWING.samples(1_000), plan.problem(), plan);
            assertThatThrownBy(() -> {
                        for (int call = 0; call < 1_000; call++) {
                            afterWrongCall(proof, plan, place);
                        }
                    })
                    .isInstanceOf(ComputationMismatchException.class);
        }
    }

    @Test
    void theExceptionSaysWhatIsWrongAndWhatComputedIt() {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            PlanProof proof = PlanProof.of(THROWING, plan.problem(), plan);
            assertThatThrownBy(() -> afterWrongCall(proof, plan, 31))
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
    private static PreparedPlan<ConvolutionPlan> spoilt(RuntimeVerification verification, Tensor... tensors) {
        ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard());
        PackedFilter packed = plan.pack(tensors[1], tensors[2]);
        packed.bias().write(new float[] {3}, 0, 0, 1);
        return new PreparedPlan<>(
                plan, packed, PlanProof.of(verification, plan.problem(), plan), tensors[1], tensors[2]);
    }

    @Test
    void toThrowIsToGiveNoResult() {
        Tensor[] tensors = tensors(PROBLEM, new Random(4), 0);
        try (PreparedPlan<ConvolutionPlan> spoilt = spoilt(THROWING, tensors);
                Tensor output =
                        Tensor.allocate(DataType.FLOAT32, PROBLEM.outputShape().dims())) {
            long blocks = LiveBlocks.settled();
            long mismatches = mismatches();
            assertThatThrownBy(() -> spoilt.execute(tensors[0], null)).isInstanceOf(ComputationMismatchException.class);
            assertThatThrownBy(() -> spoilt.execute(tensors[0], null, output))
                    .isInstanceOf(ComputationMismatchException.class);
            assertThat(mismatches()).isEqualTo(mismatches + 2);
            // The workspace of the first call stays with the plan.
            assertThat(NativeMemory.liveBlocks()).isLessThanOrEqualTo(blocks + 3);
            long withWorkspace = NativeMemory.liveBlocks();
            assertThatThrownBy(() -> spoilt.execute(tensors[0], null)).isInstanceOf(ComputationMismatchException.class);
            assertThat(NativeMemory.liveBlocks()).isEqualTo(withWorkspace);
        } finally {
            close(tensors);
        }
    }

    @Test
    void toLogIsToCountAndToGoOn() {
        Tensor[] tensors = tensors(PROBLEM, new Random(5), 0);
        try (LogCapture log = LogCapture.of(RuntimeVerification.class);
                PreparedPlan<ConvolutionPlan> spoilt = spoilt(RuntimeVerification.firstCall(), tensors)) {
            long mismatches = mismatches();
            spoilt.execute(tensors[0], null).close();
            spoilt.execute(tensors[0], null).close();
            assertThat(mismatches()).isEqualTo(mismatches + 1);
            assertThat(log.messages()).singleElement().satisfies(message -> assertThat(message)
                    .startsWith("SEVERE output[")
                    .endsWith(PROBLEM.toString()));
        } finally {
            close(tensors);
        }
    }

    @Test
    void aCallbackIsGivenTheExceptionAndMayThrow() {
        Tensor[] tensors = tensors(PROBLEM, new Random(6), 0);
        List<ComputationMismatchException> met = new ArrayList<>();
        try (LogCapture log = LogCapture.of(RuntimeVerification.class);
                PreparedPlan<ConvolutionPlan> spoilt =
                        spoilt(RuntimeVerification.everyNth(2).onMismatch(met::add), tensors);
                PreparedPlan<ConvolutionPlan> throwing = spoilt(
                        RuntimeVerification.everyNth(1).onMismatch(mismatch -> {
                            throw new IllegalStateException("no results today");
                        }),
                        tensors)) {
            spoilt.execute(tensors[0], null).close();
            assertThat(met).isEmpty();
            spoilt.execute(tensors[0], null).close();
            assertThat(met).singleElement().satisfies(mismatch -> assertThat(mismatch.problem())
                    .isEqualTo(PROBLEM.toString()));
            assertThatThrownBy(() -> throwing.execute(tensors[0], null)).hasMessage("no results today");
            assertThat(log.messages()).isEmpty();
        } finally {
            close(tensors);
        }
    }

    @Test
    void aSeparableConvolutionNamesBothParts() {
        SeparableProblem problem = (SeparableProblem) Problem.parse("depthwise_conv2d float32 NHWC SAME "
                + "mb1ic16ih9iw9oc16kh3kw3 bias then conv2d float32 NHWC VALID mb1ic16ih9iw9oc8kh1kw1 bias residual");
        Tensor[] tensors = tensors(problem, new Random(7), 0);
        SeparablePlan plan = Planner.plan(problem, Planning.standard());
        PackedFilter packed = plan.pack(tensors[1], tensors[2], tensors[3], tensors[4]);
        packed.next().bias().write(new float[] {3}, 0, 0, 1);
        try (PreparedPlan<SeparablePlan> spoilt = new PreparedPlan<>(
                plan,
                packed,
                PlanProof.of(THROWING, plan.problem(), plan),
                tensors[1],
                tensors[2],
                tensors[3],
                tensors[4])) {
            assertThatThrownBy(() -> spoilt.execute(tensors[0], tensors[5]))
                    .isInstanceOfSatisfying(ComputationMismatchException.class, mismatch -> {
                        assertThat(mismatch.problem()).isEqualTo(problem.toString());
                        assertThat(mismatch.strategy()).contains(" then ");
                        assertThat(mismatch.implementation())
                                .startsWith(plan.depthwiseDescription().implementation() + " then ");
                    });
        } finally {
            close(tensors);
        }
    }

    @Test
    void theFlightRecorderIsTold(@TempDir Path directory) throws Exception {
        Tensor[] tensors = tensors(PROBLEM, new Random(8), 0);
        Path file = directory.resolve("mismatch.jfr");
        try (Recording recording = new Recording();
                PreparedPlan<ConvolutionPlan> spoilt =
                        spoilt(RuntimeVerification.firstCall().onMismatch(mismatch -> {}), tensors)) {
            recording.enable("io.github.depthwise4j.ComputationMismatch");
            recording.start();
            spoilt.execute(tensors[0], null).close();
            recording.stop();
            recording.dump(file);
        } finally {
            close(tensors);
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
    void callsAreCountedPerInputShape() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .verification(
                                RuntimeVerification.firstCall().andEveryNth(3).onMismatch(OnMismatch.THROW))
                        .build();
                Tensor small = Data.random(2, 1, 5, 5, 8);
                Tensor large = Data.random(3, 2, 9, 9, 8)) {
            List<Long> checked = new ArrayList<>();
            long before = verified();
            for (int call = 1; call <= 7; call++) {
                op.run(small).close();
                op.run(large).close();
                checked.add(verified() - before);
            }
            // The first, third and sixth of each.
            assertThat(checked).containsExactly(2L, 2L, 4L, 4L, 4L, 6L, 6L);
        }
    }

    @Test
    void allOperationsCanBeBuiltSoAndNoneIsCheckedUnlessAsked() {
        try (Tensor depthwise = Data.random(1, 3, 3, 8, 1);
                Tensor pointwise = Data.random(2, 1, 1, 8, 8);
                Tensor in = Data.random(3, 1, 6, 6, 8);
                Conv2d conv = Conv2d.builder(pointwise).verification(THROWING).build();
                SeparableConv2d separable = SeparableConv2d.builder(depthwise, pointwise)
                        .verification(THROWING)
                        .build();
                Conv2d unchecked = Conv2d.builder(pointwise).build();
                Conv2d off = Conv2d.builder(pointwise)
                        .verification(RuntimeVerification.off())
                        .build()) {
            long before = verified();
            conv.run(in).close();
            separable.run(in).close();
            assertThat(verified()).isEqualTo(before + 2);
            unchecked.run(in).close();
            off.run(in).close();
            Nn.conv2d(in, pointwise, new int[] {1}, Padding.VALID).close();
            assertThat(verified()).isEqualTo(before + 2);
        }
    }

    @Test
    void callsOnArraysOfTheHeapAreCheckedToo() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 2);
                Tensor pointwise = Data.random(2, 1, 1, 16, 8);
                DepthwiseConv2d op =
                        DepthwiseConv2d.builder(filter).verification(THROWING).build();
                SeparableConv2d separable = SeparableConv2d.builder(filter, pointwise)
                        .verification(THROWING)
                        .build()) {
            Shape shape = Shape.of(2, 40, 40, 8);
            float[] input = Data.values(shape, 3);
            long before = verified();
            op.run(input, shape, new float[2 * 38 * 38 * 16]);
            separable.run(input, shape, new float[2 * 38 * 38 * 8]);
            assertThat(verified()).isEqualTo(before + 2);
        }
    }

    @Test
    void aWrongArrayIsFound() {
        Tensor[] tensors = tensors(PROBLEM, new Random(11), 0);
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            PlanProof proof = PlanProof.of(THROWING, PROBLEM, plan);
            float[] output = new float[(int) PROBLEM.outputShape().elementCount()];
            assertThatThrownBy(() -> proof.afterCall(tensors[0].toFloatArray(), output, tensors[1], tensors[2]))
                    .isInstanceOf(ComputationMismatchException.class);
        } finally {
            close(tensors);
        }
    }

    @Test
    void aTensorThatAnotherThreadClosedMeanwhileIsNotRead() {
        try (ConvolutionPlan plan = Planner.plan(PROBLEM, Planning.standard())) {
            Tensor[] tensors = tensors(PROBLEM, new Random(9), 0);
            close(tensors);
            PlanProof proof = PlanProof.of(THROWING, plan.problem(), plan);
            long before = verified();
            try (Tensor output =
                    Tensor.allocate(DataType.FLOAT32, PROBLEM.outputShape().dims())) {
                proof.afterCall(tensors[0], null, output, tensors[1], tensors[2]);
            }
            assertThat(verified()).isEqualTo(before);
        }
    }

    @Test
    void checkedCallsLeaveNothingBehind() {
        Tensor[] tensors = tensors(PROBLEM, new Random(10), 0);
        try (BuiltOperation<?> operation = operation(PROBLEM, THROWING, tensors);
                Tensor output =
                        Tensor.allocate(DataType.FLOAT32, PROBLEM.outputShape().dims())) {
            for (int i = 0; i < 100; i++) {
                operation.run(tensors[0], null, output);
            }
            long blocks = LiveBlocks.settled();
            for (int i = 0; i < 300; i++) {
                operation.run(tensors[0], null, output);
            }
            assertThat(NativeMemory.liveBlocks()).isEqualTo(blocks);
        } finally {
            close(tensors);
        }
    }

    @Test
    void whatIsWrittenWrongIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuntimeVerification.everyNth(0))
                .withMessageContaining("everyNth = 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuntimeVerification.firstCall().samples(0))
                .withMessageContaining("samples = 0");
    }

    @Test
    void itSaysWhatItDoes() {
        assertThat(RuntimeVerification.off()).hasToString("off");
        assertThat(RuntimeVerification.firstCall()).hasToString("first, 64 samples, LOG");
        assertThat(RuntimeVerification.firstCall().andEveryNth(5).samples(9).onMismatch(OnMismatch.THROW))
                .hasToString("first and every 5, 9 samples, THROW");
        assertThat(RuntimeVerification.everyNth(2).onMismatch(mismatch -> {}))
                .hasToString("every 2, 64 samples, callback");
    }

    /** The program of the test below: prints how many of its calls were checked. */
    static final class CountChecks {
        private CountChecks() {}

        public static void main(String[] arguments) {
            try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                    Tensor in = Data.random(2, 1, 6, 6, 8);
                    DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
                    DepthwiseConv2d off = DepthwiseConv2d.builder(filter)
                            .verification(RuntimeVerification.off())
                            .build()) {
                for (int i = 0; i < 4; i++) {
                    op.run(in).close();
                    off.run(in).close();
                    Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.VALID)
                            .close();
                }
                // The verifier looks at every output anyway.
                Depthwise4j.verifier().verify(PROBLEM, 1);
                System.out.print(verified());
            }
        }
    }

    @Test
    void theSettingsApplyToWhateverDoesNotSayOtherwise() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .option("-Ddepthwise4j.verifyFirst=true")
                        .environment("DEPTHWISE4J_VERIFY_EVERY", "2")
                        .run(CountChecks.class))
                .isEqualTo("6");
    }

    /** The program of the test below: its operator wants calls that go wrong to throw. */
    static final class PrintAnswer {
        private PrintAnswer() {}

        public static void main(String[] arguments) {
            System.out.print(RuntimeVerification.ofSettings(RuntimeSettings.current()));
        }
    }

    @Test
    void theSettingsChooseTheAnswer() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .option("-Ddepthwise4j.verifyEvery=7")
                        .option("-Ddepthwise4j.verifyMismatch=throw")
                        .run(PrintAnswer.class))
                .isEqualTo("every 7, 64 samples, THROW");
    }
}
