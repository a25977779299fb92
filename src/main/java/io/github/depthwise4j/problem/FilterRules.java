package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.Shape;

/** What the operations ask of a filter: its shape, and how its channels go with those of the input. */
final class FilterRules {
    private static final int RANK = 4;

    private final Operation operation;
    private final Refusal refusal;
    /** What comes before "filter" and "bias" in messages: a separable convolution has two of them. */
    private final String part;

    /** Channels of all groups together, and the number of groups. */
    record Channels(long g, long ic, long oc) {}

    FilterRules(Operation operation, Refusal refusal, String part) {
        this.operation = operation;
        this.refusal = refusal;
        this.part = part;
    }

    private String filterShape() {
        return part + "filter shape";
    }

    void check(Shape filter) {
        if (filter.rank() != RANK) {
            throw refusal.because("rank", filterShape(), filter, "a filter has 4 axes", "pass " + axes());
        }
        boolean noTaps = filter.dim(0) == 0 || filter.dim(1) == 0;
        // A depthwise filter without channels belongs to an input without channels, and the result is an empty tensor.
        if (noTaps || operation == Operation.CONV2D && filter.elementCount() == 0) {
            throw refusal.because(
                    "empty_filter",
                    filterShape(),
                    filter,
                    operation == Operation.CONV2D
                            ? "a filter without elements computes nothing"
                            : "a filter without rows or columns computes nothing",
                    "make its dimensions 1 or more");
        }
    }

    private String axes() {
        return operation == Operation.CONV2D
                ? "[filter_height, filter_width, in_channels / groups, out_channels]"
                : "[filter_height, filter_width, in_channels, channel_multiplier]";
    }

    void checkBias(Shape bias, Shape filter) {
        long oc = outputChannels(filter);
        if (bias.rank() != 1 || bias.dim(0) != oc) {
            throw refusal.because(
                    "bias",
                    part + "bias shape",
                    bias,
                    "a bias has one number per output channel",
                    "pass a tensor of shape [" + oc + "]");
        }
    }

    long outputChannels(Shape filter) {
        return operation == Operation.CONV2D ? filter.dim(3) : filter.dim(2) * filter.dim(3);
    }

    /** The channels for an input of {@code ic} channels, {@code where} naming that input. */
    Channels channels(long ic, Shape filter, String where) {
        return operation == Operation.CONV2D ? grouped(ic, filter, where) : depthwise(ic, filter, where);
    }

    private Channels depthwise(long ic, Shape filter, String where) {
        if (ic != filter.dim(2)) {
            throw refusal.because(
                    "depth_mismatch",
                    where + " has " + ic + " channels; " + filterShape(),
                    filter,
                    "its third dimension must be that number",
                    "check the data format, or reshape the filter");
        }
        return new Channels(ic, ic, outputChannels(filter));
    }

    private Channels grouped(long ic, Shape filter, String where) {
        long perGroup = filter.dim(2);
        if (ic == 0 || ic % perGroup != 0) {
            throw refusal.because(
                    "depth_mismatch",
                    where + " has " + ic + " channels; " + filterShape(),
                    filter,
                    "that number must be a multiple of its third dimension, 1 or more times",
                    "check the data format, or reshape the filter");
        }
        long groups = ic / perGroup;
        if (filter.dim(3) % groups != 0) {
            throw refusal.because(
                    "groups",
                    where + " and the filter make " + groups + " groups; " + filterShape(),
                    filter,
                    "its fourth dimension, the output channels, must be a multiple of the groups",
                    "change the number of output channels, or of input channels per group");
        }
        return new Channels(groups, ic, filter.dim(3));
    }
}
