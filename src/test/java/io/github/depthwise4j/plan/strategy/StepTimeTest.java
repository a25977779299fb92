package io.github.depthwise4j.plan.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class StepTimeTest {
    private static final Kernel AVX512 = new Kernel("jit_dw:avx512_core");
    private static final Kernel AVX2 = new Kernel("jit_dw:avx2");
    private static final Kernel SSE41 = new Kernel("jit_dw:sse41");

    private static ConvolutionProblem problem(int channels, int pixels, String activation) {
        String sizes =
                "g%1$dmb1ic%1$dih%2$diw%2$doc%1$doh%2$dow%2$dkh7kw7sh1sw1ph3pw3dh0dw0".formatted(channels, pixels);
        return (ConvolutionProblem)
                Problem.parse(("depthwise_conv2d float32 NHWC SAME " + sizes + " " + activation).strip());
    }

    private static double micros(ConvolutionProblem problem, Kernel kernel) {
        return StepTime.nanosOf(problem, kernel) / 1000.0;
    }

    @Test
    void shorterVectorsTakeLonger() {
        ConvolutionProblem problem = problem(64, 28, "");
        assertThat(micros(problem, AVX512)).isBetween(50.0, 100.0);
        assertThat(micros(problem, AVX2)).isGreaterThan(1.5 * micros(problem, AVX512));
        assertThat(micros(problem, SSE41)).isGreaterThan(1.5 * micros(problem, AVX2));
        assertThat(micros(problem, new Kernel("ref:any"))).isGreaterThan(20 * micros(problem, SSE41));
    }

    @Test
    void lanesWithoutAChannelAreLost() {
        assertThat(micros(problem(2, 400, ""), AVX512)).isGreaterThan(5 * micros(problem(16, 141, ""), AVX512));
        assertThat(StepTime.nanosOfTiles(problem(2, 400, ""), AVX512) / 1000.0)
                .as("tiles have a layout that suits the kernel")
                .isCloseTo(micros(problem(32, 100, ""), AVX512), Percentage.withPercentage(1));
    }

    @Test
    void anExponentialFunctionTakesAsLongAsAWindow() {
        double without = micros(problem(64, 28, "relu6"), AVX512);
        assertThat(without).isEqualTo(micros(problem(64, 28, ""), AVX512));
        assertThat(micros(problem(64, 28, "gelu_erf"), AVX512)).isBetween(1.5 * without, 2.2 * without);
    }
}
