package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.vectors.ShapeCase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A spread of all cases, to be run once for each instruction set: {@code ONEDNN_MAX_CPU_ISA=AVX2 mvn surefire:test
 * -Dgroups=isa}.
 */
@Tag("isa")
class InstructionSetsTest {
    private static final String CAP = "ONEDNN_MAX_CPU_ISA";
    private static final long SEED = 5;

    /** Otherwise the other tests here would prove something else than they seem to. */
    @Test
    void theInstructionSetOfTheEnvironmentIsTheOneInUse() {
        String cap = System.getenv(CAP);
        String inUse = Depthwise4j.load().instructionSet();
        if (cap == null) {
            assertThat(inUse).isNotEmpty();
        } else {
            assertThat(inUse).isEqualTo(cap);
        }
    }

    @TestFactory
    Stream<DynamicTest> samples() {
        return SampleProblems.all().map(InstructionSetsTest::test);
    }

    @TestFactory
    Stream<DynamicTest> sizesOfOneDnnsOwnTests() {
        List<ShapeCase> spread = OneDnnShapesTest.spread();
        return IntStream.range(0, 40)
                .mapToObj(i -> spread.get(i * spread.size() / 40)
                        .withImagesUpTo(1)
                        .withMultiplier(i % 2 == 0 ? 1 : 1 + i % 8)
                        .problem(i % 4 < 2 ? DataFormat.NHWC : DataFormat.NCHW))
                .map(InstructionSetsTest::test);
    }

    @TestFactory
    Stream<DynamicTest> randomProblems() {
        RandomProblems random = new RandomProblems(SEED, 20_000);
        return Stream.generate(random::next)
                .filter(problem -> problem.outputShape().elementCount() > 0)
                .limit(80)
                .map(InstructionSetsTest::test);
    }

    private static DynamicTest test(ConvolutionProblem problem) {
        return dynamicTest(problem.toString(), () -> {
            Verification verification = Depthwise4j.verifier().verify(problem, SEED);
            assertThat(verification.passed()).as(verification.describe()).isTrue();
        });
    }
}
