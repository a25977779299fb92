package io.github.depthwise4j.cli.options;

import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a shape: {@code 1x112x112x32}, or Python's form {@code [1, 112, 112, 32]}. */
public final class ShapeText implements ITypeConverter<Shape> {
    @Override
    public Shape convert(String text) {
        String list = text.replaceAll("\\s", "");
        if (list.matches("\\[.*]|\\(.*\\)")) {
            list = list.substring(1, list.length() - 1);
        }
        if (!list.matches("\\d{1,18}([x,]\\d{1,18})*")) {
            throw new TypeConversionException("\"" + text
                    + "\" is not a shape: a shape is a list of sizes of 0 or more; pass for example 1x112x112x32");
        }
        try {
            return Shape.of(
                    Arrays.stream(list.split("[x,]")).mapToLong(Long::parseLong).toArray());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
