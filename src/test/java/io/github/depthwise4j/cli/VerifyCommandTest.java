package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VerifyCommandTest {
    private static final String LINE = "depthwise_conv2d float32 NHWC SAME ic3ih5iw6oc6kh3kw2sh2sw1 bias n\"it's\"";

    /** A command whose subject is wrong. */
    private static CommandRun wrong(Verifier.Subject subject, Object... arguments) {
        return CommandRun.of(
                RootCommand.configured(new CommandLine(new VerifyCommand(new Verifier(subject)))), arguments);
    }

    private static void zeros(
            ConvolutionProblem problem, Tensor input, Tensor filter, Tensor bias, Tensor residual, Tensor output) {
        output.copyFrom(new float[Math.toIntExact(output.shape().elementCount())]);
    }

    @Test
    void passesWithRandomProblemsAndSaysTheSeedTheCountAndTheWorst() {
        CommandRun run = CommandRun.of("verify", "--cases", 25, "--seed", 42).succeeded();
        assertThat(run.out())
                .contains("verifying 25 cases, seed 42", "25 passed, 0 failed", "of the proven bound, for depthwise");
    }

    @Test
    void choosesASeedAndPrintsIt() {
        assertThat(CommandRun.of("verify", "--cases=1").succeeded().out())
                .containsPattern("verifying 1 case, seed \\d+");
    }

    @Test
    void verifiesOneProblem() {
        assertThat(CommandRun.of("verify", "--problem", LINE).succeeded().out())
                .contains("verifying 1 case", "1 passed", "g3mb1ic3");
        assertThat(CommandRun.of("verify", "--problem", LINE, "--cases", 3)
                        .succeeded()
                        .out())
                .contains("3 passed");
    }

    @Test
    void endsWithExitCode1AndTheLineThatReplaysAFailure() {
        CommandRun run = wrong(VerifyCommandTest::zeros, "--problem", LINE, "--seed", 7, "--cases", 2);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("0 passed, 2 failed", "FAILED");
        String replay = run.out()
                .lines()
                .filter(line -> line.contains("replay: "))
                .findFirst()
                .orElseThrow();
        assertThat(replay).contains("depthwise4j verify --problem ", " --seed 7");
        assertThat(replay).contains(ConvolutionProblem.parse(LINE).unnamed().toString());
        assertThat(run.err()).hasLineCount(1).contains("2 of 2 cases failed");
    }

    @Test
    void reportsAnExceptionAsAFailureAndGoesOn() {
        CommandRun run = wrong(
                (problem, input, filter, bias, residual, output) -> {
                    throw new IllegalStateException("no luck");
                },
                "--cases",
                3,
                "--seed",
                1);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAILED with java.lang.IllegalStateException: no luck", "3 failed", "no rounding error")
                .contains("replay: depthwise4j verify --problem 'depthwise_conv2d ", "' --seed 3");
    }

    @Test
    void refusesNonsense() {
        CommandRun.of("verify", "--cases", 0).refused("--cases = 0", "pass 1 or more");
        CommandRun.of("verify", "--cases", "many").refused("--cases", "many");
        CommandRun.of("verify", "--seed", "x").refused("--seed");
        CommandRun.of("verify", "--problem", "conv3d").refused("--problem", "paste a line");
    }
}
