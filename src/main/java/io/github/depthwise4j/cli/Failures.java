package io.github.depthwise4j.cli;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.NativeLoadException;
import io.github.depthwise4j.problem.OneDnnException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells every failure in one line on the error writer; the stack trace follows only where {@code --debug} asks for it.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler, IExecutionStrategy {
    static final String DEBUG = "--debug";

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String message = Texts.oneLine(message(failure));
        String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
        report(command, message + end + " See " + name + " --help.", failure, Arrays.asList(arguments));
        return ExitCodes.BAD_INPUT;
    }

    private static String message(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return failure.getMessage();
        }
        String argument = unmatched.getUnmatched().get(0);
        boolean commandExpected = !failure.getCommandLine().getSubcommands().isEmpty();
        String kind = argument.startsWith("-")
                ? "unknown option "
                : commandExpected ? "unknown command " : "unexpected argument ";
        List<String> suggestions = unmatched.getSuggestions();
        return kind + argument + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }

    /** picocli passes exceptions to {@link #handleExecutionException}, but lets errors through. */
    @Override
    public int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            report(
                    innermost(parsed).commandSpec().commandLine(),
                    "there is not enough memory for this (" + e.getMessage()
                            + "); use smaller data, or give Java more with -Xmx.",
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
        if (failure instanceof CommandFailure told) {
            report(command, failure.getMessage(), failure, arguments);
            return told.exitCode();
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
