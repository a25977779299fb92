package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.vectors.ShapeCase;
import io.github.depthwise4j.vectors.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The sizes TensorFlow's own tests of depthwise convolution run, in both data formats, by oneDNN against the oracle.
 *
 * <p>Two of them are marked large (500 x 1000 pixels, a 7 x 7 filter, multiplier 10): they run at a fifth of their
 * height, and as they are with {@code -Ddepthwise4j.test.all=true}.
 */
class TensorFlowConfigsTest {
    private static final List<ShapeCase> CASES = Vectors.tensorFlowConfigs();
    private static final long SEED = 1;

    @Test
    void noCaseIsLost() {
        assertThat(CASES).hasSize(47);
        assertThat(CASES).filteredOn(ShapeCase::large).hasSize(2);
        assertThat(computed().count()).isEqualTo(2 * 44);
        assertThat(refused().count()).isEqualTo(2 * 3);
    }

    @TestFactory
    Stream<DynamicTest> outputShapes() {
        return inBothFormats(CASES.stream().filter(shape -> !shape.hasStrideAndDilation()), (shape, format) -> {
            assertThat(shape.problem(format).outputShape()).isEqualTo(shape.outputShape(format));
        });
    }

    @TestFactory
    Stream<DynamicTest> computed() {
        return inBothFormats(CASES.stream().filter(shape -> !shape.hasStrideAndDilation()), (shape, format) -> {
            ShapeCase run = shape.large() && !TestSettings.ALL ? shape.withHeight(shape.input()[1] / 5) : shape;
            ConvolutionProblem problem = run.problem(format);
            Verification verification = Depthwise4j.verifier().verify(problem, SEED);
            assertThat(verification.passed()).as(verification.describe()).isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return inBothFormats(
                CASES.stream().filter(ShapeCase::hasStrideAndDilation),
                (shape, format) -> assertThatThrownBy(() -> shape.problem(format))
                        .isInstanceOfSatisfying(InvalidProblemException.class, refusal -> assertThat(refusal.kind())
                                .isEqualTo("stride_and_dilation")));
    }

    private interface Check {
        void of(ShapeCase shape, DataFormat format);
    }

    private static Stream<DynamicTest> inBothFormats(Stream<ShapeCase> shapes, Check check) {
        return shapes.flatMap(shape -> Arrays.stream(DataFormat.values())
                .map(format -> dynamicTest(shape.id() + " " + format, () -> check.of(shape, format))));
    }
}
