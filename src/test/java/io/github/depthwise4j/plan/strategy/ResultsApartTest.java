package io.github.depthwise4j.plan.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.memory.RefusedRequests;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plan copies the residual into the output before some convolutions, and activates the output afterwards: oneDNN's
 * matrix product does neither, and other kernels take long to activate vectors that hold few channels.
 *
 * <p>{@code -Ddepthwise4j.test.cases=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class ResultsApartTest {
    private static final int CASES = TestSettings.CASES / 20;
    private static final String DIRECT = "direct(x64:gemm:jit)";

    private static final List<Activation> ACTIVATIONS = List.of(
            Activation.NONE,
            Activation.RELU,
            Activation.RELU6,
            Activation.ELU,
            Activation.SIGMOID,
            Activation.SWISH,
            Activation.HARD_SWISH,
            Activation.TANH,
            Activation.GELU_ERF,
            Activation.clip(-0.5f, 0.25f),
            Activation.leakyRelu(0.1f));

    @Test
    void everyCandidateAddsAndActivatesRight() {
        Random random = new Random(TestSettings.SEED);
        List<String> failures = new ArrayList<>();
        int products = 0;
        int others = 0;
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = withFusion(randomProblem(random), random);
            for (String name : Planner.candidates(problem)) {
                verify(problem, name, i, failures);
                if (name.contains("gemm")) {
                    products++;
                } else {
                    others++;
                }
            }
        }
        assertThat(failures)
                .as("of %d products and %d others, seed %d", products, others, TestSettings.SEED)
                .isEmpty();
        assertThat(products).isGreaterThan(CASES / 2);
        assertThat(others).isGreaterThan(CASES / 4);
    }

    /** Pointwise ones, windows, groups, strides, several images; one pixel, which oneDNN treats otherwise. */
    private static ConvolutionProblem randomProblem(Random random) {
        int groups = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
        int ic = groups * channels(random);
        int oc = groups * channels(random);
        int kh = random.nextBoolean() ? 1 : 1 + random.nextInt(5);
        int kw = random.nextBoolean() ? 1 : 1 + random.nextInt(5);
        int rows = random.nextInt(5) == 0 ? kh : kh + random.nextInt(20);
        // Windows as wide as the image have their columns as channels.
        int columns = rows == kh || random.nextInt(4) == 0 ? kw : kw + random.nextInt(20);
        return ConvolutionProblem.parse(String.format(
                "conv2d float32 %s %s g%dmb%dic%dih%diw%doc%dkh%dkw%dsh%dsw%d",
                random.nextBoolean() ? "NHWC" : "NCHW",
                random.nextBoolean() ? "SAME" : "VALID",
                groups,
                1 + random.nextInt(3),
                ic,
                rows,
                columns,
                oc,
                kh,
                kw,
                1 + random.nextInt(2),
                1 + random.nextInt(2)));
    }

    /** Few channels are common: they leave most of a vector unused. */
    private static int channels(Random random) {
        return 1 + random.nextInt(random.nextBoolean() ? 3 : 20);
    }

    private static ConvolutionProblem withFusion(ConvolutionProblem problem, Random random) {
        Fusion fusion = new Fusion(
                random.nextBoolean(), random.nextBoolean(), ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())));
        return new ConvolutionProblem(
                problem.parameters(), problem.dataType(), problem.inputShape(), problem.filterShape(), fusion);
    }

    private static void verify(ConvolutionProblem problem, String name, long seed, List<String> failures) {
        try (ConvolutionPlan plan = Planner.plan(problem, name)) {
            Verification verification = new Verifier((same, input, filter, bias, residual, output) -> {
                        try (PackedFilter packed = plan.pack(filter, bias)) {
                            plan.execute(input, packed, residual, output);
                        }
                    })
                    .verify(problem, seed);
            if (!verification.passed()) {
                failures.add(name + ": " + verification.describe());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "relu, x64:gemm:jit \\+ jit.*",
        "bias relu6, x64:gemm:jit \\+ jit.*",
        "residual, jit.* \\+ x64:gemm:jit",
        "bias residual swish, jit.* \\+ x64:gemm:jit \\+ jit.*",
        "bias, x64:gemm:jit",
    })
    void noNumberIsAddedOrActivatedByPlainCode(String fusion, String implementations) {
        for (String sizes : List.of("NCHW SAME mb1ic16ih9iw9oc24kh1kw1 ", "NHWC SAME mb1ic16ih9iw9oc24kh3kw3 ")) {
            ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 " + sizes + fusion);
            try (ConvolutionPlan plan = Planner.plan(problem, DIRECT)) {
                assertThat(plan.description().implementation()).as(sizes).matches(implementations);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, bias elu, jit.*dw:sse41 \\+ jit.*",
        "2, residual tanh, jit.* \\+ jit.*dw:sse41 \\+ jit.*",
        "2, residual relu, jit.*dw:sse41",
        "3, swish, jit.*dw:sse41",
    })
    void vectorsWithFewChannelsAreActivatedApartIfThatTakesLong(int channels, String fusion, String implementations) {
        ConvolutionProblem problem = ConvolutionProblem.parse(String.format(
                "depthwise_conv2d float32 NHWC SAME g%1$dmb1ic%1$dih9iw9oc%1$dkh3kw3 %2$s", channels, fusion));
        try (ConvolutionPlan plan = Planner.plan(problem, "direct(jit_dw:sse41)")) {
            assertThat(plan.description().implementation()).matches(implementations);
        }
    }

    /** With SSE4.1, oneDNN has its plain loop only if the residual is a post-operation. */
    @Test
    void theFirstChoiceIsNoPlainLoopIfAProductCanBeUsedApart() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("conv2d float32 NHWC VALID mb1ic1ih47iw29oc2kh1kw1 residual relu");
        try (ConvolutionPlan plan = StrategyExecutors.plan(problem, Strategy.Direct.FIRST)) {
            assertThat(plan.kernel().isReference()).as("%s", plan.kernel()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DIRECT, "grouped(all,nhwc,x64:gemm:jit)"})
    void nothingIsLeftBehindWhicheverRequestForMemoryIsRefused(String strategy) {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("conv2d float32 NCHW SAME mb1ic16ih9iw9oc24kh1kw1 bias residual relu");
        Planner.plan(problem, strategy).close();
        long handles = Handles.live();
        long plans = Plan.live();
        long requests = 1;
        for (int refused = 0; refused < requests; refused++) {
            try (RefusedRequests one = RefusedRequests.after(refused)) {
                Planner.plan(problem, strategy).close();
                requests = Math.max(requests, one.count());
            } catch (NativeMemoryException | OneDnnException e) {
                requests++;
            }
            assertThat(List.of(Handles.live(), Plan.live()))
                    .as("handles and plans after request %d was refused", refused)
                    .containsExactly(handles, plans);
        }
        assertThat(requests).isGreaterThan(5);
    }
}
