package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.settings.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports every failure in one line on the error writer. The stack trace follows only with {@code --debug}.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler, IExecutionStrategy {
    static final String DEBUG = "--debug";

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String message = Texts.oneLine(message(failure, arguments));
        String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
        report(command, message + end + " See " + name + " --help.", failure, Arrays.asList(arguments));
        return ExitCodes.BAD_INPUT;
    }

    private static String message(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return notKnown(unmatched.getUnmatched().get(0), command);
        }
        if (failure instanceof MissingParameterException) {
            // A misspelt option is often the reason for a missing one.
            Optional<String> option = unknownOption(command, arguments);
            if (option.isPresent()) {
                return notKnown(option.get(), command);
            }
        }
        return failure.getMessage();
    }

    /**
     * The first unknown option of the command line. picocli may have read it as the value of the option before it, as
     * in {@code --input --filtr f.npy}.
     */
    private static Optional<String> unknownOption(CommandLine command, String[] arguments) {
        Set<String> known = command.getCommandSpec().optionsMap().keySet();
        return Stream.concat(
                        command.getUnmatchedArguments().stream().filter(argument -> argument.startsWith("-")),
                        Arrays.stream(arguments).filter(argument -> argument.length() > 2 && argument.startsWith("--")))
                .filter(argument -> !known.contains(nameOf(argument)))
                .findFirst();
    }

    private static String nameOf(String option) {
        return option.split("=", 2)[0];
    }

    private static String notKnown(String argument, CommandLine command) {
        if (argument.startsWith("-")) {
            return "unknown option " + argument
                    + suggestion(
                            nameOf(argument),
                            command.getCommandSpec().optionsMap().keySet());
        }
        Set<String> commands = command.getSubcommands().keySet();
        return (commands.isEmpty() ? "unexpected argument " : "unknown command ")
                + argument
                + suggestion(argument, commands);
    }

    private static String suggestion(String word, Set<String> known) {
        return Spelling.nearest(word, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    /** Also reports errors: picocli passes only exceptions to {@link #handleExecutionException}. */
    @Override
    public int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            report(
                    innermost(parsed).commandSpec().commandLine(),
                    "there is not enough memory (" + e.getMessage()
                            + "); use smaller data, or give Java more memory with -Xmx.",
                    e,
                    parsed.originalArgs());
            return ExitCodes.FAILED;
        }
    }

    private static ParseResult innermost(ParseResult parsed) {
        ParseResult inner = parsed;
        while (inner.hasSubcommand()) {
            inner = inner.subcommand();
        }
        return inner;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        List<String> arguments = parsed.originalArgs();
        if (failure instanceof CommandFailure reported) {
            report(command, failure.getMessage(), failure, arguments);
            return reported.exitCode();
        }
        if (failure instanceof InvalidProblemException) {
            report(command, failure.getMessage(), failure, arguments);
            return ExitCodes.BAD_INPUT;
        }
        if (failure instanceof NativeLoadException
                || failure instanceof OneDnnException
                || failure instanceof NativeMemoryException) {
            report(command, failure.getMessage(), failure, arguments);
            return ExitCodes.FAILED;
        }
        String remedy = arguments.contains(DEBUG) ? "" : "; run it again with --debug to see where.";
        report(command, "unexpected failure: " + failure + remedy, failure, arguments);
        return ExitCodes.FAILED;
    }

    private static void report(CommandLine command, String message, Throwable failure, List<String> arguments) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + Texts.oneLine(message));
        if (arguments.contains(DEBUG)) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
    }
}
