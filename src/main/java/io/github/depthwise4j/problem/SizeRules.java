package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From parameters and shapes to sizes: TensorFlow's formulas, and the rules about shapes. */
final class SizeRules {
    private static final int RANK = 4;

    /** Kernels count channels in blocks of up to 64, and an int has to hold the number of them that is rounded up. */
    private static final long MOST_CHANNELS = (1L << 31) - 64;

    private final ConvolutionParameters parameters;
    private final FilterRules filterRules;
    private final Refusal refusal;
    /** The word for the filter in messages. */
    private final String filterName;

    SizeRules(ConvolutionParameters parameters) {
        this(parameters, new Refusal(parameters.operation(), parameters.name()), "");
    }

    /**
     * Rules for a part of an operation.
     *
     * @param refusal names the whole operation
     * @param part the part, in front of the words "filter" and "bias" in messages
     */
    SizeRules(ConvolutionParameters parameters, Refusal refusal, String part) {
        this.parameters = parameters;
        this.filterRules = new FilterRules(parameters.operation(), refusal, part);
        this.refusal = refusal;
        this.filterName = part + "filter";
    }

    /** Checks a filter and its bias, which may be null. */
    void checkFilter(Shape filter, @Nullable Shape bias) {
        checkFilter(filter);
        if (bias != null) {
            filterRules.checkBias(bias, filter);
        }
    }

    long outputChannels(Shape filter) {
        return filterRules.outputChannels(filter);
    }

    private void checkFilter(Shape filter) {
        filterRules.check(filter);
        checkIndexable(filterName, filter);
    }

    ConvolutionGeometry resolve(Shape input, Shape filter) {
        DataFormat format = parameters.dataFormat();
        if (input.rank() < RANK) {
            throw refusal.because(
                    "rank",
                    "input shape",
                    input,
                    "an input has 4 axes, or more where several batch axes lead",
                    format == DataFormat.NHWC
                            ? "pass [batch, height, width, channels]"
                            : "pass [batch, channels, height, width]");
        }
        checkFilter(filter);
        int leading = input.rank() - RANK;
        FilterRules.Channels channels = filterRules.channels(
                input.dim(leading + format.channelAxis()), filter, "input shape " + input + " (" + format + ")");
        checkIndexable("input", input);
        SpatialAxis height = axis(
                "height",
                input.dim(leading + format.heightAxis()),
                filter.dim(0),
                parameters.strideHeight(),
                parameters.dilationHeight(),
                0);
        SpatialAxis width = axis(
                "width",
                input.dim(leading + format.widthAxis()),
                filter.dim(1),
                parameters.strideWidth(),
                parameters.dilationWidth(),
                1);
        ConvolutionGeometry geometry = new ConvolutionGeometry(
                images(Arrays.copyOf(input.dims(), leading + 1)),
                (int) channels.g(),
                (int) channels.ic(),
                (int) channels.oc(),
                height,
                width);
        checkIndexable("output", outputShape(geometry, input));
        checkChannels("input", channels.ic(), input);
        checkChannels(filterName, channels.oc(), filter);
        return geometry;
    }

    private void checkChannels(String tensor, long channels, Shape shape) {
        if (channels > MOST_CHANNELS) {
            throw refusal.because(
                    "size",
                    tensor + " shape",
                    shape,
                    "there are at most " + MOST_CHANNELS + " channels, but " + channels + " here",
                    "split the channels");
        }
    }

    /**
     * The product of the batch axes; an empty input may have one that no int holds, and nothing that has to be indexed.
     */
    static int images(long... batchAxes) {
        long mb = 1;
        for (long axis : batchAxes) {
            mb = saturatedProduct(mb, axis);
        }
        return (int) Math.min(mb, Integer.MAX_VALUE);
    }

    private static long saturatedProduct(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    Shape outputShape(ConvolutionGeometry geometry, Shape input) {
        long[] dims = input.dims();
        int leading = dims.length - RANK;
        DataFormat format = parameters.dataFormat();
        dims[leading + format.heightAxis()] = geometry.oh();
        dims[leading + format.widthAxis()] = geometry.ow();
        dims[leading + format.channelAxis()] = geometry.oc();
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw tooLarge("output shape", Arrays.toString(dims));
        }
    }

    private void checkIndexable(String tensor, Shape shape) {
        if (shape.elementCount() > Integer.MAX_VALUE) {
            throw tooLarge(tensor + " shape", shape);
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis) >= Integer.MAX_VALUE) {
                throw tooLarge(tensor + " shape", shape);
            }
        }
    }

    private InvalidProblemException tooLarge(String parameter, Object value) {
        return refusal.because(
                "size",
                parameter,
                value,
                "a tensor has at most 2147483647 elements, and a dimension stays below that",
                "split the batch or the image");
    }

    private SpatialAxis axis(String name, long input, long filter, int stride, int dilation, int pairIndex) {
        long extent = (filter - 1) * dilation + 1;
        if (extent >= Integer.MAX_VALUE) {
            throw refusal.because(
                    "size",
                    name + " of the dilated filter, (filter - 1) * dilation + 1",
                    extent,
                    "it must stay below 2147483647",
                    "use a smaller filter or dilation");
        }
        long before;
        long after;
        long output;
        if (parameters.padding().equals(Padding.SAME)) {
            output = (input + stride - 1) / stride;
            long needed = Math.max(0, (output - 1) * stride + extent - input);
            before = needed / 2;
            after = needed - before;
        } else {
            int[] pair = parameters.padding().isExplicit() ? parameters.explicitPairs()[pairIndex] : new int[2];
            before = pair[0];
            after = pair[1];
            long shortfall = extent - (input + before + after);
            boolean onePixelOfNothing = input + before + after == 0 && extent == 1;
            if (shortfall > 0 && !onePixelOfNothing) {
                throw refusal.because(
                        "negative_output",
                        name + " of the padded input",
                        input + before + after,
                        "the filter" + (dilation > 1 ? ", dilated by " + dilation + "," : "") + " spans " + extent
                                + ", so that not one window fits",
                        "use SAME, or pad by " + shortfall + " more");
            }
            output = onePixelOfNothing ? 0 : (stride - shortfall) / stride;
        }
        if (input + before + after >= Integer.MAX_VALUE) {
            throw refusal.because(
                    "size",
                    name + " of the padded input",
                    input + before + after,
                    "it must stay below 2147483647",
                    "pad less");
        }
        return new SpatialAxis((int) input, (int) filter, stride, dilation, (int) before, (int) after, (int) output);
    }
}
