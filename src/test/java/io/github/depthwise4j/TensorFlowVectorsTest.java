package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.vectors.VectorCase;
import io.github.depthwise4j.vectors.Vectors;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Numbers and refusals that TensorFlow and the projects that follow it expect of the three operations, each case as a
 * test of its own: computed by every {@link Implementation} that takes it, or refused by each with the right kind.
 */
class TensorFlowVectorsTest {
    private static final List<VectorCase> CASES = Vectors.tensorFlowVectors();

    /**
     * Something that computes cases.
     *
     * @param takes which cases
     * @param run the values after bias and activation; throws where the case is refused
     */
    private record Implementation(String name, Predicate<VectorCase> takes, Function<VectorCase, float[]> run) {}

    private static final Implementation ORACLE =
            new Implementation("oracle", vector -> true, TensorFlowVectorsTest::oracle);

    private static final List<Implementation> IMPLEMENTATIONS = List.of(
            ORACLE,
            new Implementation("oneDNN, built operation", vector -> true, NativeVectors::built),
            new Implementation("oneDNN, one-shot call", NativeVectors::isOneShot, NativeVectors::oneShot));

    private static Predicate<VectorCase> isOf(String operation) {
        return vector -> vector.operation().equals(operation);
    }

    /** What the library does with a case. */
    private enum Outcome {
        COMPUTED,
        /** The file says so. */
        REFUSED,
        /** Beyond what TensorFlow documents, and not lifted. */
        STRIDE_AND_DILATION
    }

    private static Outcome outcome(VectorCase vector) {
        if (vector.errorKind() != null) {
            return Outcome.REFUSED;
        }
        if (vector.beyondTensorFlow().contains("stride_and_dilation")) {
            return Outcome.STRIDE_AND_DILATION;
        }
        return Outcome.COMPUTED;
    }

    @Test
    void noCaseIsLost() {
        assertThat(counts(Vectors.DEPTHWISE))
                .isEqualTo(Map.of(
                        Outcome.COMPUTED, 85L,
                        Outcome.REFUSED, 22L,
                        Outcome.STRIDE_AND_DILATION, 2L));
        assertThat(counts(Vectors.CONV2D)).isEqualTo(Map.of(Outcome.COMPUTED, 75L, Outcome.REFUSED, 8L));
        assertThat(counts(Vectors.SEPARABLE)).isEqualTo(Map.of(Outcome.COMPUTED, 6L, Outcome.REFUSED, 4L));
        assertThat(CASES).extracting(VectorCase::id).doesNotHaveDuplicates();
        assertThat(computed().count() + refused().count()).isEqualTo(202);
        assertThat(CASES).allMatch(ORACLE.takes);
    }

    private static Map<Outcome, Long> counts(String operation) {
        return CASES.stream()
                .filter(isOf(operation))
                .collect(Collectors.groupingBy(TensorFlowVectorsTest::outcome, Collectors.counting()));
    }

    @TestFactory
    Stream<DynamicTest> computed() {
        return CASES.stream()
                .filter(vector -> outcome(vector) == Outcome.COMPUTED)
                .map(vector -> dynamicTest(vector.id(), () -> assertComputed(vector)));
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return CASES.stream()
                .filter(vector -> outcome(vector) != Outcome.COMPUTED)
                .map(vector -> dynamicTest(vector.id(), () -> assertRefused(vector)));
    }

    /** Were anything native called before the refusal, a process that cannot load oneDNN would fail in another way. */
    @Test
    void nothingNativeIsNeededToRefuse() throws Exception {
        assertThat(ChildJvm.ofThisClassPathWithout("bytedeco").run(RefuseAll.class))
                .isEqualTo("refused 36 cases");
    }

    /** The program of {@link #nothingNativeIsNeededToRefuse}. */
    static final class RefuseAll {
        private RefuseAll() {}

        public static void main(String[] arguments) {
            List<VectorCase> refused = CASES.stream()
                    .filter(vector -> outcome(vector) != Outcome.COMPUTED)
                    .toList();
            refused.forEach(TensorFlowVectorsTest::assertRefused);
            System.out.print("refused " + refused.size() + " cases");
        }
    }

    private static Stream<Implementation> implementationsOf(VectorCase vector) {
        return IMPLEMENTATIONS.stream().filter(implementation -> implementation.takes.test(vector));
    }

    private static void assertComputed(VectorCase vector) {
        assertThat(vector.problem().outputShape())
                .isEqualTo(Shape.of(vector.expected().shape()));
        implementationsOf(vector)
                .forEach(implementation ->
                        assertAccepted(vector, implementation.name, implementation.run.apply(vector)));
    }

    private static void assertAccepted(VectorCase vector, String who, float[] actual) {
        double[] expected = vector.expected().values();
        assertThat(actual).as("%s: %s", vector.id(), who).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(vector.accepts(actual[i], expected[i]))
                    .as("%s: %s gives %s for element %d, expected %s", vector.id(), who, actual[i], i, expected[i])
                    .isTrue();
        }
    }

    private static void assertRefused(VectorCase vector) {
        String kind =
                switch (outcome(vector)) {
                    case REFUSED -> vector.errorKind();
                    case STRIDE_AND_DILATION -> "stride_and_dilation";
                    case COMPUTED -> throw new IllegalStateException(vector.id());
                };
        implementationsOf(vector).forEach(implementation -> assertThatThrownBy(() -> implementation.run.apply(vector))
                .as("%s: %s", vector.id(), implementation.name)
                .isInstanceOfSatisfying(InvalidProblemException.class, refusal -> assertThat(refusal.kind())
                        .isEqualTo(kind)));
    }

    private static float[] oracle(VectorCase vector) {
        float[] input = vector.input().floats();
        float[] filter = vector.filter().floats();
        ReferenceResult result = vector.problem() instanceof SeparableProblem separable
                ? ReferenceConvolution.compute(
                        separable, input, filter, null, vector.pointwiseFilter().floats(), vector.bias(), null)
                : ReferenceConvolution.compute((ConvolutionProblem) vector.problem(), input, filter, vector.bias());
        return result.toFloatArray();
    }
}
