package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.DataFormat;

/** Reads names of data formats as problem lines do, for tests of other packages. */
public final class DataFormatNames {
    private DataFormatNames() {}

    public static DataFormat parse(String name) {
        return ConvolutionParameters.parseDataFormat(name);
    }
}
