package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** The layers of a random model that have filters or windows. */
final class RandomModelLayers {
    static final int FUSED_KINDS = 5;
    private static final int MOST_CHANNELS = 7;

    private final RandomModel model;
    private final ModelWriter writer;
    private final Random random;

    RandomModelLayers(RandomModel model, Random random) {
        this.model = model;
        this.writer = model.writer;
        this.random = random;
    }

    void add(ModelValue x) {
        switch (random.nextInt(5)) {
            case 0 -> convolution(x);
            case 1 -> depthwise(x);
            case 2 -> pooling(x);
            case 3 -> transposed(x);
            default -> dense(x);
        }
    }

    /** What happens along the rows or the columns. */
    private record Axis(int input, int filter, int stride, int dilation, int before, int output) {
        static Axis of(boolean same, int input, int filter, int stride, int dilation) {
            int extent = (filter - 1) * dilation + 1;
            int output = same ? (input + stride - 1) / stride : Math.floorDiv(input - extent, stride) + 1;
            int needed = Math.max(0, (output - 1) * stride + extent - input);
            return new Axis(input, filter, stride, dilation, same ? needed / 2 : 0, output);
        }

        /** The position under a tap, or -1 on the padding. */
        int at(int out, int tap) {
            int position = out * stride + tap * dilation - before;
            return position < input ? position : -1;
        }
    }

    private int upTo(int most) {
        return upTo(random, most);
    }

    static int upTo(Random random, int most) {
        return 1 + random.nextInt(most);
    }

    static double fused(int kind, double value) {
        return switch (kind) {
            case 1 -> Math.max(value, 0);
            case 2 -> Math.min(Math.max(value, -1), 1);
            case 3 -> Math.min(Math.max(value, 0), 6);
            case 4 -> Math.tanh(value);
            default -> value;
        };
    }

    /** A constant, whose numbers the file has as float16 at times. */
    ModelValue weights(int... dims) {
        ModelValue value = model.constant(dims);
        if (random.nextInt(4) != 0) {
            return value;
        }
        ByteBuffer halves = ByteBuffer.allocate(2 * value.numbers().length).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : value.numbers()) {
            int bits = Float.floatToIntBits((float) number);
            // All numbers are 0, or halves up to 2: few bits and a small exponent.
            int half = number == 0 ? 0 : bits >>> 16 & 0x8000 | (bits >>> 23 & 0xff) - 112 << 10 | bits >>> 13 & 0x3ff;
            halves.putShort((short) half);
        }
        int inFile = writer.data(TensorType.FLOAT16, halves.array(), dims);
        return new ModelValue(writer.operator(6, null, dims, inFile), dims, value.numbers());
    }

    /** A bias; null for none. */
    private ModelValue biasOrNull(int channels) {
        return random.nextInt(3) == 0 ? null : weights(channels);
    }

    private static int tensor(ModelValue value) {
        return value == null ? -1 : value.tensor();
    }

    private static double added(ModelValue bias, int channel) {
        return bias == null ? 0 : bias.at(channel);
    }

    private void convolution(ModelValue x) {
        if (x.rank() != 4) {
            return;
        }
        int channels = x.dims()[3];
        int groups = channels % 2 == 0 && random.nextInt(3) == 0 ? channels / (1 + random.nextInt(2)) : 1;
        int perGroup = channels / groups;
        int filters = groups * upTo(groups == 1 ? MOST_CHANNELS : 2);
        windows(x, filters, groups == 1 ? "CONV_2D" : "grouped CONV_2D", 3, (rows, columns, options) -> {
            ModelValue filter = weights(filters, rows.filter, columns.filter, perGroup);
            ModelValue bias = biasOrNull(filters);
            int kind = random.nextInt(FUSED_KINDS);
            options.with(3, (byte) kind).with(4, columns.dilation).with(5, rows.dilation);
            ToDoubleFunction<int[]> number = p -> {
                double sum = added(bias, p[3]);
                int first = p[3] / (filters / groups) * perGroup;
                for (int i = 0; i < rows.filter; i++) {
                    for (int j = 0; j < columns.filter; j++) {
                        int row = rows.at(p[1], i);
                        int column = columns.at(p[2], j);
                        for (int c = 0; row >= 0 && column >= 0 && c < perGroup; c++) {
                            sum += x.at(p[0], row, column, first + c) * filter.at(p[3], i, j, c);
                        }
                    }
                }
                return fused(kind, sum);
            };
            return new Windows(number, x.tensor(), filter.tensor(), tensor(bias));
        });
    }

    private void depthwise(ModelValue x) {
        if (x.rank() != 4) {
            return;
        }
        int multiplier = upTo(3);
        int channels = x.dims()[3] * multiplier;
        windows(x, channels, "DEPTHWISE_CONV_2D", 4, (rows, columns, options) -> {
            ModelValue filter = weights(1, rows.filter, columns.filter, channels);
            ModelValue bias = biasOrNull(channels);
            int kind = random.nextInt(FUSED_KINDS);
            options.with(3, multiplier)
                    .with(4, (byte) kind)
                    .with(5, columns.dilation)
                    .with(6, rows.dilation);
            ToDoubleFunction<int[]> number = p -> {
                double sum = added(bias, p[3]);
                for (int i = 0; i < rows.filter; i++) {
                    for (int j = 0; j < columns.filter; j++) {
                        int row = rows.at(p[1], i);
                        int column = columns.at(p[2], j);
                        sum += row < 0 || column < 0
                                ? 0
                                : x.at(p[0], row, column, p[3] / multiplier) * filter.at(0, i, j, p[3]);
                    }
                }
                return fused(kind, sum);
            };
            return new Windows(number, x.tensor(), filter.tensor(), tensor(bias));
        });
    }

    private void pooling(ModelValue x) {
        if (x.rank() != 4) {
            return;
        }
        boolean mean = random.nextBoolean();
        windows(x, x.dims()[3], mean ? "AVERAGE_POOL_2D" : "MAX_POOL_2D", mean ? 1 : 17, (rows, columns, options) -> {
            int kind = random.nextInt(FUSED_KINDS);
            options.with(3, columns.filter).with(4, rows.filter).with(5, (byte) kind);
            ToDoubleFunction<int[]> number = p -> {
                double sum = 0;
                double largest = Double.NEGATIVE_INFINITY;
                int count = 0;
                for (int i = 0; i < rows.filter; i++) {
                    for (int j = 0; j < columns.filter; j++) {
                        int row = rows.at(p[1], i);
                        int column = columns.at(p[2], j);
                        if (row >= 0 && column >= 0) {
                            sum += x.at(p[0], row, column, p[3]);
                            largest = Math.max(largest, x.at(p[0], row, column, p[3]));
                            count++;
                        }
                    }
                }
                return fused(kind, mean ? sum / count : largest);
            };
            return new Windows(number, x.tensor());
        });
    }

    /** How each number of the result is computed, and from what. */
    private record Windows(ToDoubleFunction<int[]> number, int... operands) {}

    private interface Layer {
        Windows of(Axis rows, Axis columns, Table options);
    }

    private void windows(ModelValue x, int channels, String name, int code, Layer layer) {
        boolean same = random.nextBoolean();
        boolean pooled = code == 1 || code == 17;
        boolean dilated = !pooled && random.nextInt(3) == 0;
        // Some windows are larger than the image.
        int most = random.nextInt(5) == 0 ? 9 : 3;
        int stride = dilated ? 1 : upTo(3);
        Axis rows = Axis.of(same, x.dims()[1], upTo(most), stride, dilated ? upTo(4) : 1);
        Axis columns = Axis.of(same, x.dims()[2], upTo(most), dilated ? 1 : upTo(3), dilated ? upTo(4) : 1);
        if (rows.output < 1 || columns.output < 1) {
            return;
        }
        Table options = new Table()
                .with(0, (byte) (same ? 0 : 1))
                .with(1, columns.stride)
                .with(2, rows.stride);
        Windows windows = layer.of(rows, columns, options);
        int[] dims = {x.dims()[0], rows.output, columns.output, channels};
        model.add(name, code, options, dims, windows.number, windows.operands);
    }

    private void transposed(ModelValue x) {
        if (x.rank() != 4) {
            return;
        }
        boolean same = random.nextBoolean();
        int[] filterDims = {upTo(MOST_CHANNELS), upTo(4), upTo(4), x.dims()[3]};
        int[] strides = {upTo(3), upTo(3)};
        int[] dims = {x.dims()[0], 0, 0, filterDims[0]};
        int[] before = new int[2];
        for (int axis = 0; axis < 2; axis++) {
            int in = x.dims()[1 + axis];
            int whole = (in - 1) * strides[axis] + filterDims[1 + axis];
            dims[1 + axis] = same ? in * strides[axis] - random.nextInt(strides[axis]) : whole;
            before[axis] = same ? Math.max(0, whole - dims[1 + axis]) / 2 : 0;
        }
        ModelValue filter = weights(filterDims);
        ModelValue bias = biasOrNull(filterDims[0]);
        int kind = random.nextInt(FUSED_KINDS);
        int[] operands = {writer.integers(dims), filter.tensor(), x.tensor()};
        int[] withBias = {operands[0], operands[1], operands[2], tensor(bias)};
        model.add(
                "TRANSPOSE_CONV",
                67,
                new Table()
                        .with(0, (byte) (same ? 0 : 1))
                        .with(1, strides[1])
                        .with(2, strides[0])
                        .with(3, (byte) kind),
                dims,
                p -> {
                    double sum = added(bias, p[3]);
                    for (int y = 0; y < x.dims()[1]; y++) {
                        int i = p[1] + before[0] - y * strides[0];
                        for (int z = 0; i >= 0 && i < filterDims[1] && z < x.dims()[2]; z++) {
                            int j = p[2] + before[1] - z * strides[1];
                            for (int c = 0; j >= 0 && j < filterDims[2] && c < filterDims[3]; c++) {
                                sum += x.at(p[0], y, z, c) * filter.at(p[3], i, j, c);
                            }
                        }
                    }
                    return fused(kind, sum);
                },
                bias == null ? operands : withBias);
    }

    private void dense(ModelValue x) {
        int last = x.rank() - 1;
        int inputs = x.dims()[last];
        int outputs = upTo(MOST_CHANNELS);
        boolean keeps = random.nextBoolean();
        ModelValue kernel = weights(outputs, inputs);
        ModelValue bias = biasOrNull(outputs);
        int kind = random.nextInt(FUSED_KINDS);
        int[] whole = x.dims().clone();
        whole[last] = outputs;
        int[] dims = keeps ? whole : new int[] {x.numbers().length / inputs, outputs};
        model.add(
                "FULLY_CONNECTED",
                9,
                new Table().with(0, (byte) kind).with(2, (byte) (keeps ? 1 : 0)),
                dims,
                p -> {
                    int row = 0;
                    for (int axis = 0; axis < p.length - 1; axis++) {
                        row = row * dims[axis] + p[axis];
                    }
                    int output = p[p.length - 1];
                    double sum = added(bias, output);
                    for (int k = 0; k < inputs; k++) {
                        sum += x.numbers()[row * inputs + k] * kernel.at(output, k);
                    }
                    return fused(kind, sum);
                },
                x.tensor(),
                kernel.tensor(),
                tensor(bias));
    }
}
