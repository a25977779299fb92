package io.github.depthwise4j.cli.options;

import io.github.depthwise4j.tensor.DataFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a data format. */
public final class DataFormatText implements ITypeConverter<DataFormat> {
    @Override
    public DataFormat convert(String text) {
        for (DataFormat format : DataFormat.values()) {
            if (format.name().equals(text)) {
                return format;
            }
        }
        throw new TypeConversionException(
                "data_format = \"" + text + "\", but only NHWC and NCHW are known; pass one of the two.");
    }
}
