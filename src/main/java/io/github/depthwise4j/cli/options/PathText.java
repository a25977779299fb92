package io.github.depthwise4j.cli.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a file, as text. */
public final class PathText implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("no file can have this name here (" + e.getReason()
                    + "); use other characters, or start Java with LC_ALL=C.UTF-8 in its environment");
        }
    }
}
