package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans of the rules need at most 32 MB of working memory and a tenth of input and output. Two kinds of ordinary
 * convolutions are not drawn, because their plans can need more: {@link #isWide} and {@link #isLargeProduct}. Nothing
 * is computed here.
 *
 * <p>{@code -Ddepthwise4j.test.planned=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class WorkingMemoryTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.planned", 60) / 4;
    private static final int MOST_FAILURES = 5;
    private static final double MOST_ELEMENTS = 32e6;
    private static final double MOST_WEIGHTS = 8e6;
    private static final double MOST_ZEROS = 5000;

    private static int upTo(double most, Random random) {
        return (int) Math.max(1, Math.exp(random.nextDouble() * Math.log(most)));
    }

    /** At times explicit: on each side up to what a window spans, without its last tap, or far more. */
    private static String padding(String format, int height, int width, Random random) {
        if (random.nextInt(3) > 0) {
            return random.nextInt(4) == 0 ? "VALID" : "SAME";
        }
        boolean far = random.nextInt(3) == 0;
        int rows = far ? upTo(MOST_ZEROS, random) : height;
        int columns = far ? upTo(MOST_ZEROS, random) : width;
        String zeros = String.format("[%s],[%s]", zeros(rows, random), zeros(columns, random));
        return format.equals("NHWC") ? "[[0,0]," + zeros + ",[0,0]]" : "[[0,0],[0,0]," + zeros + "]";
    }

    private static String zeros(int extent, Random random) {
        return random.nextInt(extent) + "," + random.nextInt(extent);
    }

    /** Large images, many of them, many channels and large windows; the line need not be a problem. */
    private static String line(String operation, Random random) {
        boolean depthwise = !operation.equals("conv2d");
        String format = random.nextBoolean() ? "NHWC" : "NCHW";
        int ic = upTo(1000, random);
        int oc = depthwise ? ic * upTo(20, random) : upTo(300, random);
        int widest = random.nextBoolean() || operation.equals("separable_conv2d") ? 5 : 51;
        int kh = upTo(widest, random);
        int kw = upTo(widest, random);
        double room = Math.min(MOST_ELEMENTS / Math.max(ic, oc), 1e7);
        int mb = random.nextInt(3) == 0 ? upTo(Math.min(room, 40), random) : 1;
        int ih = upTo(room / mb, random);
        int iw = (int) Math.max(1, room / mb / ih);
        int stride = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        int dilation = stride == 1 && random.nextInt(3) == 0 ? upTo(40, random) : 1;
        String first = String.format(
                "%s float32 %s %s mb%dic%dih%diw%doc%dkh%dkw%dsh%dsw%ddh%ddw%d",
                depthwise ? "depthwise_conv2d" : operation,
                format,
                padding(format, (kh - 1) * dilation + 1, (kw - 1) * dilation + 1, random),
                mb,
                ic,
                ih,
                iw,
                oc,
                kh,
                kw,
                stride,
                stride,
                dilation - 1,
                dilation - 1);
        String residual = random.nextInt(4) == 0 ? " residual" : "";
        if (!operation.equals("separable_conv2d")) {
            return first + residual;
        }
        ConvolutionProblem problem = ConvolutionProblem.parse(first);
        return String.format(
                "%s then conv2d float32 %s VALID mb%dic%dih%diw%doc%dkh1kw1%s",
                first,
                format,
                mb,
                oc,
                problem.geometry().oh(),
                problem.geometry().ow(),
                upTo(300, random),
                residual);
    }

    /** Whether the input under one window, with what lies between its taps, has more than a quarter of the bound. */
    private static boolean isWide(ConvolutionGeometry geometry) {
        long pixels = (long) geometry.height().extent() * geometry.width().extent();
        return pixels * geometry.icPerGroup() * Float.BYTES > 8 << 20;
    }

    /** Whether oneDNN, without AVX2, copies windows of more than 256 KB each for a matrix product. */
    private static boolean isLargeProduct(ConvolutionGeometry geometry) {
        long taps = (long) geometry.kh() * geometry.kw() * geometry.icPerGroup();
        return !OneDnn.get().hasAvx2() && taps * Float.BYTES > 256 << 10;
    }

    private static boolean isException(Problem problem) {
        return problem instanceof ConvolutionProblem convolution
                && convolution.operation() == Operation.CONV2D
                && (isWide(convolution.geometry()) || isLargeProduct(convolution.geometry()));
    }

    private static Problem problem(String operation, Random random) {
        while (true) {
            try {
                Problem problem = Problem.parse(line(operation, random));
                if (!isException(problem)
                        && problem.outputShape().elementCount() > 0
                        && problem.outputShape().elementCount() <= MOST_ELEMENTS
                        && problem.cost().parameters() <= MOST_WEIGHTS) {
                    return problem;
                }
            } catch (RuntimeException e) {
                // No window fits.
            }
        }
    }

    private static Plan plan(Problem problem, Parallelism parallelism) {
        Planning planning = new Planning(PlanningEffort.ESTIMATE, parallelism);
        return problem instanceof SeparableProblem separable
                ? Planner.plan(separable, planning)
                : Planner.plan((ConvolutionProblem) problem, planning);
    }

    private static void check(Problem problem, List<String> failures) {
        for (Parallelism each : new Parallelism[] {Parallelism.callerOnly(), Parallelism.adaptive()}) {
            try (Plan plan = plan(problem, each)) {
                long most = (32 << 20)
                        + (problem.inputShape().elementCount()
                                        + problem.outputShape().elementCount())
                                * Float.BYTES
                                / 10;
                if (plan.workspaceBytes() > most) {
                    failures.add(plan.workspaceBytes() + " bytes, not " + most + ": " + plan.strategyName() + " of "
                            + problem);
                }
            }
        }
    }

    /** Without AVX2, each half needs less than the bound for a matrix product, but both together need more. */
    @Test
    void slicesTogetherNeedLittleWorkingMemory() {
        List<String> failures = new ArrayList<>();
        check(ConvolutionProblem.parse("conv2d float32 NHWC VALID mb1ic239ih387iw125oc4kh1kw3sh3sw3"), failures);
        check(ConvolutionProblem.parse("conv2d float32 NHWC VALID mb1ic294ih113iw316oc6kh3kw1sh3sw2"), failures);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"depthwise_conv2d", "conv2d", "separable_conv2d"})
    void randomProblemsNeedLittleWorkingMemory(String operation) {
        Random random = new Random(TestSettings.SEED + operation.length());
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES && failures.size() < MOST_FAILURES; i++) {
            check(problem(operation, random), failures);
        }
        assertThat(failures).as("seed %d", TestSettings.SEED).isEmpty();
    }

    /** The problems with which plans were found that needed more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NCHW SAME mb26ic4ih313iw82oc24kh3kw3 then conv2d float32 NCHW VALID "
                        + "mb26ic24ih313iw82oc1kh1kw1",
                "depthwise_conv2d float32 NHWC VALID mb1ic576ih25iw279oc9216kh5kw1sh4sw4",
                "depthwise_conv2d float32 NCHW VALID mb1ic95ih87iw361oc570kh1kw1 then conv2d float32 NCHW VALID "
                        + "mb1ic570ih87iw361oc11kh1kw1",
                "depthwise_conv2d float32 NCHW SAME mb1ic828ih13iw256oc4140kh3kw3 then conv2d float32 NCHW VALID "
                        + "mb1ic4140ih13iw256oc3kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic49ih106iw1540oc196kh28kw37",
                "depthwise_conv2d float32 NCHW SAME mb1ic5ih81iw26337oc15kh7kw16dh23dw23",
                "conv2d float32 NCHW SAME mb1ic222ih90iw1601oc54kh2kw7dh20dw20",
                "conv2d float32 NHWC VALID mb1ic922ih20iw45oc10kh18kw7",
                "conv2d float32 NHWC [[0,0],[147,138],[98,0],[0,0]] mb1ic137ih8iw230oc1kh7kw5dh23dw23",
                "conv2d float32 NHWC [[0,0],[489,490],[92,15],[0,0]] mb1ic990ih12iw17oc1kh28kw6sh15sw15dh17dw17",
                "conv2d float32 NHWC [[0,0],[1477,228],[1633,6],[0,0]] mb1ic199ih31iw5187oc2kh1kw3sh4sw4",
                "depthwise_conv2d float32 NCHW SAME mb1ic34ih214iw399oc374kh3kw3dh34dw34 then conv2d float32 NCHW "
                        + "VALID mb1ic374ih214iw399oc2kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic270ih187iw365oc270kh5kw6dh19dw19 then conv2d float32 NHWC "
                        + "VALID mb1ic270ih187iw365oc60kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic10ih165iw2154oc90kh7kw16dh14dw14",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih263iw15209oc8kh26kw44dh16dw16",
            })
    void theLargeOnesThatWereFoundStaySmall(String line) {
        List<String> failures = new ArrayList<>();
        check(Problem.parse(line), failures);
        assertThat(failures).isEmpty();
    }
}
