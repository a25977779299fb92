package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class OracleCheckTest {
    private final ConvolutionProblem problem =
            ConvolutionProblem.parse("depthwise_conv2d float32 NHWC VALID ic1ih3iw3oc2kh2kw1 bias");

    private OracleCheck check(float... result) {
        try (Tensor input = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
                Tensor filter = Tensor.of(new float[] {1, 2, 3, 4}, 2, 1, 1, 2);
                Tensor bias = Tensor.of(new float[] {100, 200}, 2);
                Tensor output = Tensor.of(result, 1, 2, 3, 2)) {
            return new OracleCheck(problem, input, filter, bias, output);
        }
    }

    @Test
    void acceptsWhatTheOracleSays() {
        assertThat(check(113, 218, 117, 224, 121, 230, 125, 236, 129, 242, 133, 248)
                        .run())
                .isEqualTo("checked: all 12 elements agree with the oracle (largest error 0.0 % of the bound)");
    }

    @Test
    void acceptsARoundingErrorAndSaysHowLargeItWas() {
        assertThat(check(Math.nextUp(113f), 218, 117, 224, 121, 230, 125, 236, 129, 242, 133, 248)
                        .run())
                .contains("agree with the oracle (largest error ")
                .doesNotContain("error 0.0 %");
    }

    @Test
    void refusesAnythingElseWithExitCode1() {
        assertThatThrownBy(() -> check(113, 218, 117, 224, 121, 230, 125, 236, 129, 242, 133, 248.01f)
                        .run())
                .asInstanceOf(type(CommandFailure.class))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(1))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("element 11 is 248.01, but the oracle says 248.0", "nothing was written", problem.toString());
    }
}
