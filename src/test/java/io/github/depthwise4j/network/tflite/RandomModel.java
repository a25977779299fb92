package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A random model of supported operators, and the numbers that each of its tensors must have. These are computed here
 * entry by entry from the definitions of TensorFlow, without anything of the library. The same seed gives the same one.
 */
final class RandomModel {
    private static final Table NO_OPTIONS = new Table();
    private static final int MOST_ELEMENTS = 4000;
    private static final double MOST = 30;

    final ModelWriter writer = new ModelWriter();
    final List<ModelValue> values = new ArrayList<>();
    final List<String> operators = new ArrayList<>();
    private final Random random;
    private final RandomModelParts parts;
    private final RandomModelLayers layers;
    private final RandomModelActivations activations;

    RandomModel(long seed) {
        random = new Random(seed);
        parts = new RandomModelParts(this, random);
        layers = new RandomModelLayers(this, random);
        activations = new RandomModelActivations(this, layers, random);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int[] dims = {1 + random.nextInt(2), 2 + random.nextInt(5), 2 + random.nextInt(5), 1 + random.nextInt(6)};
            int tensor = writer.input(dims);
            values.add(new ModelValue(tensor, dims, ModelValue.numbers(dims, p -> random.nextInt(9) / 2.0 - 2)));
        }
        inputs = values.size();
        while (operators.size() < 8) {
            next();
        }
        writer.outputs(values.stream().skip(inputs).mapToInt(ModelValue::tensor).toArray());
    }

    final int inputs;

    ModelValue any() {
        return values.get(Math.max(random.nextInt(values.size()), random.nextInt(values.size())));
    }

    /** Adds an operator with one result. */
    void add(String name, int code, Table options, int[] dims, ToDoubleFunction<int[]> number, int... operands) {
        double[] numbers = ModelValue.numbers(dims, number);
        operators.add(name + " " + Arrays.toString(dims));
        keep(new ModelValue(writer.operator(code, options, dims, operands), dims, numbers));
    }

    /** Numbers that grew too large for comparisons are limited by an operator. */
    void keep(ModelValue value) {
        values.add(value);
        if (value.largest() > MOST) {
            add("RELU6", 21, null, value.dims(), p -> Math.min(Math.max(value.at(p), 0), 6), value.tensor());
        }
    }

    private void next() {
        ModelValue x = any();
        if (ModelValue.count(x.dims()) > MOST_ELEMENTS || x.rank() == 0) {
            return;
        }
        switch (random.nextInt(22)) {
            case 0 -> binary(x);
            case 1 -> function(x);
            case 2 -> reduction(x);
            case 3 -> matrices(x);
            case 4 -> normalization(x);
            case 5 -> reshapeByShape(x);
            case 6 -> resize(x);
            case 7 -> dilated(x);
            case 8, 9, 10, 11 -> layers.add(x);
            case 12, 13, 14, 15 -> activations.add(x);
            default -> parts.add(x);
        }
    }

    private void binary(ModelValue x) {
        int[] dims = x.dims().clone();
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = random.nextBoolean() ? 1 : dims[axis];
        }
        int skipped = random.nextInt(3) == 0 ? random.nextInt(dims.length) : 0;
        int[] small = Arrays.copyOfRange(dims, skipped, dims.length);
        ModelValue y = random.nextInt(3) == 0 ? x : constant(small);
        boolean swapped = random.nextBoolean();
        ModelValue a = swapped ? y : x;
        ModelValue b = swapped ? x : y;
        int[] both = x.dims();
        switch (random.nextInt(6)) {
            case 0 -> add("ADD", 0, NO_OPTIONS, both, p -> a.broadcastAt(p) + b.broadcastAt(p), a.tensor(), b.tensor());
            case 1 ->
                add("SUB", 41, NO_OPTIONS, both, p -> a.broadcastAt(p) - b.broadcastAt(p), a.tensor(), b.tensor());
            case 2 ->
                add("MUL", 18, NO_OPTIONS, both, p -> a.broadcastAt(p) * b.broadcastAt(p), a.tensor(), b.tensor());
            case 3 ->
                add(
                        "MAXIMUM",
                        55,
                        null,
                        both,
                        p -> Math.max(a.broadcastAt(p), b.broadcastAt(p)),
                        a.tensor(),
                        b.tensor());
            case 4 -> add("SQUARED_DIFFERENCE", 99, null, both, p -> square(a, b, p), a.tensor(), b.tensor());
            default -> {
                // No division by numbers near 0.
                ModelValue divisor = positiveConstant(small);
                add("DIV", 42, NO_OPTIONS, both, p -> x.at(p) / divisor.broadcastAt(p), x.tensor(), divisor.tensor());
            }
        }
    }

    private static double square(ModelValue a, ModelValue b, int... p) {
        double difference = a.broadcastAt(p) - b.broadcastAt(p);
        return difference * difference;
    }

    ModelValue constant(int... dims) {
        return constant(dims, p -> random.nextInt(9) / 2.0 - 2);
    }

    private ModelValue positiveConstant(int... dims) {
        return constant(dims, p -> 1 + random.nextInt(4));
    }

    private ModelValue constant(int[] dims, ToDoubleFunction<int[]> number) {
        double[] numbers = ModelValue.numbers(dims, number);
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return new ModelValue(writer.floats(floats, dims), dims, numbers);
    }

    private void function(ModelValue x) {
        switch (random.nextInt(5)) {
            case 0 -> add("NEG", 59, null, x.dims(), p -> -x.at(p), x.tensor());
            case 1 -> add("ABS", 101, null, x.dims(), p -> Math.abs(x.at(p)), x.tensor());
            case 2 -> add("SQUARE", 92, null, x.dims(), p -> x.at(p) * x.at(p), x.tensor());
            case 3 -> add("TANH", 28, null, x.dims(), p -> Math.tanh(x.at(p)), x.tensor());
            default -> {
                int exponent = writer.floats(new float[] {2}, 1);
                add("POW", 78, null, x.dims(), p -> x.at(p) * x.at(p), x.tensor(), exponent);
            }
        }
    }

    private void reduction(ModelValue x) {
        boolean[] reduced = new boolean[x.rank()];
        int[] axes = new int[1 + random.nextInt(x.rank())];
        for (int i = 0; i < axes.length; i++) {
            int axis;
            do {
                axis = random.nextInt(x.rank());
            } while (reduced[axis]);
            reduced[axis] = true;
            axes[i] = random.nextBoolean() ? axis : axis - x.rank();
        }
        boolean keeps = random.nextBoolean();
        int[] dims = new int[0];
        for (int axis = 0; axis < x.rank(); axis++) {
            if (keeps || !reduced[axis]) {
                dims = Arrays.copyOf(dims, dims.length + 1);
                dims[dims.length - 1] = reduced[axis] ? 1 : x.dims()[axis];
            }
        }
        int kind = random.nextInt(4);
        Table options = new Table().with(0, (byte) (keeps ? 1 : 0));
        add(
                new String[] {"SUM", "MEAN", "REDUCE_MAX", "REDUCE_MIN"}[kind],
                new int[] {74, 40, 82, 89}[kind],
                options,
                dims,
                p -> reduced(x, reduced, keeps, kind, p),
                x.tensor(),
                writer.integers(axes));
    }

    private static double reduced(ModelValue x, boolean[] reduced, boolean keeps, int kind, int... position) {
        double[] sum = {0, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        int[] count = {0};
        ModelValue.numbers(x.dims(), p -> {
            int at = 0;
            boolean same = true;
            for (int axis = 0; axis < reduced.length; axis++) {
                same &= reduced[axis] || p[axis] == position[at];
                at += keeps || !reduced[axis] ? 1 : 0;
            }
            if (same) {
                count[0]++;
                sum[0] += x.at(p);
                sum[2] = Math.max(sum[2], x.at(p));
                sum[3] = Math.min(sum[3], x.at(p));
            }
            return 0;
        });
        return kind == 1 ? sum[0] / count[0] : sum[kind];
    }

    private void matrices(ModelValue x) {
        if (x.rank() < 2) {
            return;
        }
        boolean transposed = random.nextBoolean();
        int inner = x.dims()[x.rank() - 1];
        int columns = 1 + random.nextInt(5);
        ModelValue y = transposed ? constant(columns, inner) : constant(inner, columns);
        int[] dims = x.dims().clone();
        dims[dims.length - 1] = columns;
        add(
                "BATCH_MATMUL",
                126,
                new Table().with(1, (byte) (transposed ? 1 : 0)),
                dims,
                p -> {
                    double sum = 0;
                    int[] at = p.clone();
                    for (int k = 0; k < inner; k++) {
                        at[at.length - 1] = k;
                        int column = p[p.length - 1];
                        sum += x.at(at) * (transposed ? y.at(column, k) : y.at(k, column));
                    }
                    return sum;
                },
                x.tensor(),
                y.tensor());
    }

    private void normalization(ModelValue x) {
        int last = x.rank() - 1;
        add(
                "L2_NORMALIZATION",
                11,
                NO_OPTIONS,
                x.dims(),
                p -> {
                    double sum = 0;
                    int[] at = p.clone();
                    for (at[last] = 0; at[last] < x.dims()[last]; at[last]++) {
                        sum += x.at(at) * x.at(at);
                    }
                    return x.at(p) / Math.max(Math.sqrt(sum), 1e-6);
                },
                x.tensor());
    }

    /** As Keras writes Flatten for any batch: the new shape is computed from the shape. */
    private void reshapeByShape(ModelValue x) {
        int rest = ModelValue.count(x.dims()) / x.dims()[0];
        int shape = writer.integerOperator(77, null, new int[] {x.rank()}, x.tensor());
        Table shrink = new Table().with(4, 1);
        int batch = writer.integerOperator(
                45, shrink, new int[0], shape, writer.integers(0), writer.integers(1), writer.integers(1));
        int size = writer.integers(rest);
        int scalar = writer.integerOperator(43, null, new int[0], size);
        int wanted = writer.integerOperator(
                83, new Table().with(0, 2), new int[] {2}, batch, random.nextBoolean() ? scalar : writer.integers(-1));
        int[] dims = {x.dims()[0], rest};
        add("RESHAPE", 22, null, dims, p -> x.numbers()[p[0] * rest + p[1]], x.tensor(), wanted);
    }

    private void resize(ModelValue x) {
        if (x.rank() != 4) {
            return;
        }
        int[] dims = {x.dims()[0], 1 + random.nextInt(8), 1 + random.nextInt(8), x.dims()[3]};
        boolean aligned = random.nextBoolean();
        add(
                "RESIZE_BILINEAR",
                23,
                new Table().with(2, (byte) (aligned ? 1 : 0)),
                dims,
                p -> {
                    double row = position(p[1], x.dims()[1], dims[1], aligned);
                    double column = position(p[2], x.dims()[2], dims[2], aligned);
                    double sum = 0;
                    for (int i = 0; i < x.dims()[1]; i++) {
                        for (int j = 0; j < x.dims()[2]; j++) {
                            double weight = Math.max(0, 1 - Math.abs(i - row)) * Math.max(0, 1 - Math.abs(j - column));
                            sum += weight == 0 ? 0 : weight * x.at(p[0], i, j, p[3]);
                        }
                    }
                    return sum;
                },
                x.tensor(),
                writer.integers(dims[1], dims[2]));
    }

    private static double position(int index, int in, int out, boolean aligned) {
        double scale = aligned && out > 1 ? (in - 1.0) / (out - 1) : (double) in / out;
        return Math.min(index * scale, in - 1);
    }

    /** A dilated depthwise convolution, as TensorFlow 1 writes it; the numbers are those of the dilated one. */
    private void dilated(ModelValue x) {
        if (x.rank() != 4) {
            return;
        }
        int block = 2 + random.nextInt(2);
        int rows = x.dims()[1];
        int columns = x.dims()[2];
        int channels = x.dims()[3];
        int below = (block - rows % block) % block;
        int right = (block - columns % block) % block;
        int divided = writer.operator(
                38,
                null,
                new int[] {
                    x.dims()[0] * block * block,
                    (rows + 2 * block + below) / block,
                    (columns + 2 * block + right) / block,
                    channels
                },
                x.tensor(),
                writer.integers(block, block),
                writer.matrix(2, block, block + below, block, block + right));
        ModelValue filter = constant(1, 3, 3, channels);
        boolean activated = random.nextBoolean();
        int convolved = writer.operator(
                4,
                new Table().with(0, (byte) 1).with(1, 1).with(2, 1).with(3, 1).with(4, (byte) (activated ? 1 : 0)),
                new int[] {x.dims()[0] * block * block, (rows + below) / block, (columns + right) / block, channels},
                divided,
                filter.tensor());
        add(
                "dilated DEPTHWISE_CONV_2D",
                37,
                null,
                x.dims(),
                p -> {
                    double sum = 0;
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 3; j++) {
                            int row = p[1] + (i - 1) * block;
                            int column = p[2] + (j - 1) * block;
                            if (row >= 0 && row < rows && column >= 0 && column < columns) {
                                sum += x.at(p[0], row, column, p[3]) * filter.at(0, i, j, p[3]);
                            }
                        }
                    }
                    return activated ? Math.max(sum, 0) : sum;
                },
                convolved,
                writer.integers(block, block),
                writer.matrix(2, 0, below, 0, right));
    }
}
