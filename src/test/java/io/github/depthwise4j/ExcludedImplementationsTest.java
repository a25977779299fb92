package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setting {@code excludeImplementations}, which is read once per process: these tests start processes. */
class ExcludedImplementationsTest {
    /**
     * Problems that are computed in all ways there are: at once, with repeated channels, in blocks of channels, in
     * bands.
     */
    private static final List<String> LINES = List.of(
            "depthwise_conv2d float32 NHWC SAME ic32ih12iw12oc32kh3kw3",
            "depthwise_conv2d float32 NHWC SAME ic32ih12iw12oc32kh7kw7 bias",
            "depthwise_conv2d float32 NHWC SAME mb2ic32ih12iw12oc64kh3kw3",
            "depthwise_conv2d float32 NCHW SAME ic32ih12iw12oc32kh3kw3",
            "depthwise_conv2d float32 NCHW SAME ic16ih12iw12oc64kh3kw3 relu",
            "conv2d float32 NHWC SAME ic32ih12iw12oc64kh1kw1",
            "conv2d float32 NHWC SAME g2ic32ih12iw12oc64kh3kw3",
            "depthwise_conv2d float32 NHWC SAME ic32ih112iw96oc32kh3kw3 then conv2d float32 NHWC VALID "
                    + "ic32ih112iw96oc16kh1kw1");

    /** A program that computes and explains them all, measured ones too. */
    static final class ComputeAll {
        private ComputeAll() {}

        public static void main(String[] arguments) {
            for (String line : LINES) {
                Problem problem = Problem.parse(line);
                System.out.println(Depthwise4j.explain(problem));
                Verification verification = Depthwise4j.verifier().verify(problem, 1);
                if (!verification.passed()) {
                    throw new IllegalStateException(verification.describe());
                }
            }
            try (Tensor filter = Data.random(1, 3, 3, 32, 1);
                    DepthwiseConv2d measured = DepthwiseConv2d.builder(filter)
                            .planning(PlanningEffort.MEASURE)
                            .build()) {
                System.out.println(measured.plan(Shape.of(1, 9, 9, 32)));
            }
        }
    }

    /** A program that prints why nothing can be computed. */
    static final class PrintRefusals {
        private PrintRefusals() {}

        public static void main(String[] arguments) {
            for (String line : LINES) {
                try {
                    Depthwise4j.explain(Problem.parse(line));
                } catch (OneDnnException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void whatIsExcludedIsNeitherUsedNorListedAnywhereAndAllIsComputedRightWithoutIt() throws Exception {
        String all = LINES.stream()
                .map(line -> Depthwise4j.explain(Problem.parse(line)))
                .collect(Collectors.joining());
        assertThat(all).contains("jit_dw:");
        String without = ChildJvm.ofThisClassPath()
                .environment("DEPTHWISE4J_EXCLUDE_IMPLEMENTATIONS", "jit_dw*, brgconv_1x1:*, nothing_like_this")
                .run(ComputeAll.class);
        assertThat(without).doesNotContain("jit_dw", "brgconv_1x1").contains("implementation");
        // What is left for most of them, where the CPU has AVX2.
        String withoutTheOther = ChildJvm.ofThisClassPath()
                .option("-Ddepthwise4j.excludeImplementations=brdgmm_dw:*")
                .run(ComputeAll.class);
        assertThat(withoutTheOther).doesNotContain("brdgmm_dw").contains("jit_dw:");
    }

    @Test
    void whereNothingIsLeftTheRefusalNamesTheSetting() throws Exception {
        String refusals = ChildJvm.ofThisClassPath()
                .option("-Ddepthwise4j.excludeImplementations=*")
                .run(PrintRefusals.class);
        assertThat(refusals.lines()).hasSize(LINES.size()).allSatisfy(line -> assertThat(line)
                .contains("system property depthwise4j.excludeImplementations = \"*\"; exclude fewer"));
    }

    /** A program that explains the first problem. */
    static final class ExplainFirst {
        private ExplainFirst() {}

        public static void main(String[] arguments) {
            System.out.print(Depthwise4j.explain(Problem.parse(LINES.get(0))));
        }
    }

    @Test
    void wisdomDoesNotBringBackWhatIsExcluded(@TempDir Path directory) throws Exception {
        ConvolutionProblem problem = ConvolutionProblem.parse(LINES.get(0));
        Path file = directory.resolve("wisdom");
        String measured;
        try (Tensor filter =
                        Tensor.allocate(DataType.FLOAT32, problem.filterShape().dims());
                DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .planning(PlanningEffort.MEASURE)
                        .build()) {
            measured = operation.plan(problem.inputShape()).implementation();
            Depthwise4j.saveWisdom(file);
        } finally {
            Depthwise4j.forgetWisdom();
        }
        String setting = "-Ddepthwise4j.wisdomFile=" + file;
        assertThat(ChildJvm.ofThisClassPath().option(setting).run(ExplainFirst.class))
                .contains(measured);
        assertThat(ChildJvm.ofThisClassPath()
                        .option(setting)
                        .option("-Ddepthwise4j.excludeImplementations=" + measured)
                        .run(ExplainFirst.class))
                .contains("implementation")
                .doesNotContain(measured);
    }
}
