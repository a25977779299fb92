package io.github.depthwise4j.cli.options;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a padding as {@link Padding#parse} does. */
public final class PaddingText implements ITypeConverter<Padding> {
    @Override
    public Padding convert(String text) {
        try {
            return Padding.parse(text);
        } catch (InvalidProblemException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
