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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The depthwise sizes of oneDNN's own tests, by oneDNN through this library against the oracle: exactly with integers
 * and within the bound with random data, in both data formats, every third of them with a channel multiplier from 2 to
 * 8 as well.
 *
 * <p>Every build takes every fourth size of each list of oneDNN's, and at least the cheapest of each list, with at most
 * 2 images, and leaves out what takes long. {@code -Ddepthwise4j.test.all=true} takes all of them, as they are.
 */
class OneDnnShapesTest {
    private static final List<ShapeCase> CASES = Vectors.oneDnnShapes();
    private static final long SEED = 2;
    private static final int EVERY = 4;
    private static final int LARGEST_MULTIPLIER = 8;
    private static final long MOST_IMAGES = 2;
    /** The oracle needs some tens of milliseconds for this number of products. */
    private static final long MOST_PRODUCTS = TestSettings.ALL ? Long.MAX_VALUE : 2_000_000;

    @Test
    void noCaseIsLost() {
        assertThat(CASES).hasSize(1097);
        assertThat(CASES).extracting(ShapeCase::id).doesNotHaveDuplicates();
        assertThat(CASES.stream().filter(ShapeCase::hasStrideAndDilation)).hasSize(2);
        if (TestSettings.ALL) {
            assertThat(chosen()).hasSize(1095);
        } else {
            assertThat(chosen()).hasSizeGreaterThan(250);
        }
        assertThat(chosen().stream().map(ShapeCase::list).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        computable().stream().map(ShapeCase::list).distinct().toList());
    }

    @Test
    void theOutputHasTheSizeOneDnnsTestsState() {
        for (ShapeCase shape : computable()) {
            for (DataFormat format : DataFormat.values()) {
                assertThat(shape.problem(format).outputShape()).as(shape.id()).isEqualTo(shape.outputShape(format));
            }
        }
    }

    @Test
    void sameAndValidPadAsTheExplicitListTheyStandFor() {
        List<ShapeCase> named = computable().stream()
                .filter(shape -> shape.namedPadding() != null)
                .toList();
        assertThat(named).hasSizeGreaterThan(450);
        for (ShapeCase shape : named) {
            assertThat(shape.withNamedPadding().problem(DataFormat.NHWC).geometry())
                    .as(shape.id())
                    .isEqualTo(shape.problem(DataFormat.NHWC).geometry());
        }
    }

    @TestFactory
    Stream<DynamicTest> computed() {
        return chosen().stream().flatMap(shape -> Stream.of(DataFormat.values())
                .map(format -> dynamicTest(shape.id() + " " + format, () -> assertRight(shape, format))));
    }

    @TestFactory
    Stream<DynamicTest> computedWithAChannelMultiplier() {
        List<DynamicTest> tests = new ArrayList<>();
        List<ShapeCase> chosen = chosen();
        for (int i = 0; i < chosen.size(); i += 3) {
            long multiplier = 2 + i / 3 % (LARGEST_MULTIPLIER - 1);
            ShapeCase shape = chosen.get(i).withMultiplier(multiplier);
            if (shape.products() <= MOST_PRODUCTS) {
                for (DataFormat format : DataFormat.values()) {
                    String name = shape.id() + " " + format + " multiplier " + multiplier;
                    tests.add(dynamicTest(name, () -> assertRight(shape, format)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(150);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return CASES.stream()
                .filter(ShapeCase::hasStrideAndDilation)
                .map(shape -> dynamicTest(shape.id(), () -> assertThatThrownBy(() -> shape.problem(DataFormat.NHWC))
                        .isInstanceOfSatisfying(InvalidProblemException.class, refusal -> assertThat(refusal.kind())
                                .isEqualTo("stride_and_dilation"))));
    }

    private static void assertRight(ShapeCase shape, DataFormat format) {
        ConvolutionProblem problem = shape.problem(format);
        Verification verification = Depthwise4j.verifier().verify(problem, SEED);
        assertThat(verification.passed()).as(verification.describe()).isTrue();
    }

    private static List<ShapeCase> computable() {
        return CASES.stream().filter(shape -> !shape.hasStrideAndDilation()).toList();
    }

    private static List<ShapeCase> chosen() {
        return TestSettings.ALL ? computable() : spread();
    }

    /** Always the same sizes, in the order of the file. */
    static List<ShapeCase> spread() {
        Map<String, List<ShapeCase>> lists = computable().stream()
                .map(shape -> shape.withImagesUpTo(MOST_IMAGES))
                .collect(Collectors.groupingBy(ShapeCase::list, LinkedHashMap::new, Collectors.toList()));
        Map<String, ShapeCase> chosen = new TreeMap<>();
        for (List<ShapeCase> list : lists.values()) {
            for (int i = 0; i < list.size(); i += EVERY) {
                if (list.get(i).products() <= MOST_PRODUCTS) {
                    chosen.put(list.get(i).id(), list.get(i));
                }
            }
            ShapeCase cheapest = list.stream()
                    .min(Comparator.comparingLong(ShapeCase::products))
                    .orElseThrow();
            chosen.put(cheapest.id(), cheapest);
        }
        return List.copyOf(chosen.values());
    }
}
