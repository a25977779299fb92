package io.github.depthwise4j.cli.options;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.DataFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a data format. */
public final class DataFormatText implements ITypeConverter<DataFormat> {
    @Override
    public DataFormat convert(String text) {
        try {
            return ConvolutionParameters.parseDataFormat(text);
        } catch (InvalidProblemException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
