package io.github.depthwise4j.cli.options;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Problem;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the one-line form of a problem. */
public final class ProblemText implements ITypeConverter<Problem> {
    @Override
    public Problem convert(String line) {
        try {
            return Problem.parse(line);
        } catch (InvalidProblemException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The problem line for a shell: in single quotes, because a line may contain double quotes. */
    public static String quoted(Problem problem) {
        return "'" + problem.toString().replace("'", "'\\''") + "'";
    }
}
