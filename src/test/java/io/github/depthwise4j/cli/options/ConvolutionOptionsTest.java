package io.github.depthwise4j.cli.options;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A refusal names the operation that the problem is for. */
class ConvolutionOptionsTest {
    private static final Shape INPUT = Shape.of(1, 9, 9, 2);
    private static final Shape FILTER = Shape.of(3, 3, 2, 1);

    @Command
    private static final class Program {
        @Mixin
        private ConvolutionOptions options;
    }

    private static ConvolutionOptions parse(String... arguments) {
        Program program = new Program();
        new CommandLine(program).parseArgs(arguments);
        return program.options;
    }

    private static void assertRefused(String operation, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidProblemException.class).hasMessageStartingWith(operation + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "--strides, '2,1,2,1'",
        "--strides, '0,1'",
        "--dilations, '0,1'",
        "--padding, '[[1,1],[0,0],[0,0],[0,0]]'",
    })
    void aWrongOptionIsRefusedInTheNameOfTheOperation(String option, String value) {
        ConvolutionOptions options = parse(option, value);
        assertRefused("depthwise_conv2d", () -> options.problem(INPUT, FILTER, false));
        assertRefused("conv2d", () -> options.conv2dProblem(INPUT, FILTER));
        assertRefused("separable_conv2d", () -> options.separableProblem(INPUT, FILTER, Shape.of(1, 1, 2, 4)));
    }

    @ParameterizedTest
    @CsvSource({"1x9x9x3, 3x3x2x1", "9x9x2, 3x3x2x1", "1x2x2x2, 3x3x2x1"})
    void tensorsThatDoNotFitAreRefusedInTheNameOfTheOperation(String input, String filter) {
        ConvolutionOptions options = parse();
        assertRefused("depthwise_conv2d", () -> options.problem(shape(input), shape(filter), false));
        assertRefused(
                "separable_conv2d", () -> options.separableProblem(shape(input), shape(filter), Shape.of(1, 1, 2, 4)));
    }

    private static Shape shape(String text) {
        return Shape.of(
                Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray());
    }
}
