package io.github.depthwise4j.tensorflow;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A call of one of {@code tf.nn}'s operations, right or wrong.
 *
 * @param operation its name
 * @param dataFormat in TensorFlow's spelling
 * @param strides in the order of the data format
 * @param padding a word, or {@code EXPLICIT}
 * @param explicitPaddings the pairs of an explicit padding one after the other, else empty
 * @param dilations {@code [height, width]}
 * @param shapes those of the input, the filter and, for {@code separable_conv2d}, the pointwise filter
 */
record TensorFlowCall(
        String operation,
        String dataFormat,
        List<Long> strides,
        String padding,
        List<Long> explicitPaddings,
        List<Long> dilations,
        List<long[]> shapes) {
    static final String DEPTHWISE = "depthwise_conv2d";
    static final String SEPARABLE = "separable_conv2d";
    private static final String EXPLICIT = "EXPLICIT";
    private static final String CHANNELS_FIRST = "NCHW";
    private static final int AXES = 4;

    static TensorFlowCall of(String operation, ConvolutionParameters parameters, List<long[]> shapes) {
        DataFormat format = parameters.dataFormat();
        Long[] strides = {1L, 1L, 1L, 1L};
        strides[format.heightAxis()] = (long) parameters.strideHeight();
        strides[format.widthAxis()] = (long) parameters.strideWidth();
        Padding padding = parameters.padding();
        return new TensorFlowCall(
                operation,
                format.name(),
                List.of(strides),
                padding.isExplicit() ? EXPLICIT : padding.toString(),
                padding.isExplicit()
                        ? Arrays.stream(padding.pairs())
                                .flatMapToLong(pair -> LongStream.of(pair[0], pair[1]))
                                .boxed()
                                .toList()
                        : List.of(),
                List.of((long) parameters.dilationHeight(), (long) parameters.dilationWidth()),
                shapes);
    }

    /** A padding as {@code [[0,0],[1,1],[1,1],[0,0]]}, well formed or not, or a word. */
    static TensorFlowCall withPaddingText(
            String operation,
            String dataFormat,
            List<Long> strides,
            String paddingText,
            List<Long> dilations,
            List<long[]> shapes) {
        boolean pairs = paddingText.startsWith("[");
        List<Long> numbers = pairs
                ? Stream.of(paddingText.replaceAll("[\\[\\]\\s]", "").split(","))
                        .map(Long::valueOf)
                        .toList()
                : List.of();
        return new TensorFlowCall(
                operation, dataFormat, strides, pairs ? EXPLICIT : paddingText, numbers, dilations, shapes);
    }

    boolean isChannelsFirst() {
        return dataFormat.toUpperCase(Locale.ROOT).equals(CHANNELS_FIRST);
    }

    boolean isDepthwise() {
        return operation.equals(DEPTHWISE) || operation.equals(SEPARABLE);
    }

    boolean isSeparable() {
        return operation.equals(SEPARABLE);
    }

    boolean isDilated() {
        return dilations.stream().anyMatch(dilation -> dilation != 1);
    }

    boolean isExplicit() {
        return !explicitPaddings.isEmpty();
    }

    boolean hasUnequalStrides() {
        int height = isChannelsFirst() ? 2 : 1;
        return strides.size() == AXES && !strides.get(height).equals(strides.get(height + 1));
    }

    /** Position of the rows among the axes of the data format. */
    int heightAxis() {
        return isChannelsFirst() ? 2 : 1;
    }

    /** The dilations as {@code Conv2D} takes them. */
    List<Long> fourDilations() {
        List<Long> four = new ArrayList<>(List.of(1L, 1L, 1L, 1L));
        four.set(heightAxis(), dilations.get(0));
        four.set(heightAxis() + 1, dilations.get(1));
        return four;
    }

    /** The same call for an input whose axes were brought from NCHW to NHWC; the shapes stay those of the caller. */
    TensorFlowCall channelsLast() {
        List<Long> pairs = explicitPaddings;
        if (pairs.size() == 2 * AXES) {
            pairs = Stream.of(pairs.subList(0, 2), pairs.subList(4, 6), pairs.subList(6, 2 * AXES), pairs.subList(2, 4))
                    .flatMap(List::stream)
                    .toList();
        }
        List<Long> order = strides.size() == AXES
                ? List.of(strides.get(0), strides.get(2), strides.get(3), strides.get(1))
                : strides;
        return new TensorFlowCall(operation, "NHWC", order, padding, pairs, dilations, shapes);
    }
}
