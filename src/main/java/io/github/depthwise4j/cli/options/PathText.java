package io.github.depthwise4j.cli.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file. */
public final class PathText implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("the name is empty; name a file");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("a file cannot have this name here (" + e.getReason()
                    + "); use other characters, or start Java with LC_ALL=C.UTF-8 in its environment");
        }
    }
}
