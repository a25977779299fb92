package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
    private static final String LINE = "depthwise_conv2d float32 NHWC SAME ic32ih112iw112oc32kh3kw3sh2sw2";

    @Test
    void plansShapesAndOptions() {
        CommandRun run = CommandRun.of(
                        "plan",
                        "--input-shape",
                        "1x112x112x32",
                        "--filter-shape",
                        "[3, 3, 32, 1]",
                        "--strides",
                        "1,2,2,1",
                        "--padding",
                        "SAME",
                        "--bias")
                .succeeded();
        assertThat(run.out())
                .startsWith("depthwise_conv2d float32 NHWC SAME g32mb1ic32ih112iw112oc32oh56ow56kh3kw3sh2sw2")
                .contains(" bias", "implementation", "output [1, 56, 56, 32]");
    }

    @Test
    void plansALine() {
        assertThat(CommandRun.of("plan", "--problem", LINE).succeeded().out()).contains("oh56ow56", "implementation");
        assertThat(CommandRun.of("plan", "--problem", LINE + " bias")
                        .succeeded()
                        .out())
                .contains("output [1, 56, 56, 32]");
    }

    @Test
    void takesEitherALineOrOptions() {
        CommandRun.of("plan").refused("--input-shape and --filter-shape, or --problem");
        CommandRun.of("plan", "--input-shape", "1x2x2x1").refused("--filter-shape");
        CommandRun.of("plan", "--problem", LINE, "--padding", "SAME", "--bias")
                .refused("--problem states the whole problem", "--padding", "--bias");
        CommandRun.of("plan", "--debug", "--problem", LINE).succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x2xx3", "ax2", "", "1x-2", "1x9999999999999999999", "99999999999x99999999999x2x2"})
    void refusesWhatIsNoShape(String shape) {
        CommandRun.of("plan", "--input-shape=" + shape, "--filter-shape=1x1x1x1")
                .refused("--input-shape");
    }

    @Test
    void refusesShapesThatAreNoProblem() {
        CommandRun.of("plan", "--input-shape=1x9x9x3", "--filter-shape=3x3x4x1").refused("third dimension");
        CommandRun.of("plan", "--problem", "nonsense").refused("does not have the form");
    }
}
