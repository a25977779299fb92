package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** The layers of a random model that have no windows: activations, softmax, and some that join or enlarge tensors. */
final class RandomModelActivations {
    private final RandomModel model;
    private final ModelWriter writer;
    private final RandomModelLayers layers;
    private final Random random;

    RandomModelActivations(RandomModel model, RandomModelLayers layers, Random random) {
        this.model = model;
        this.writer = model.writer;
        this.layers = layers;
        this.random = random;
    }

    void add(ModelValue x) {
        switch (random.nextInt(8)) {
            case 0 -> padding(x);
            case 1 -> concatenation(x);
            case 2 -> prelu(x);
            case 3 -> softmax(x);
            case 4 -> activation(x);
            case 5 -> depthToSpace(x);
            case 6 -> nearest(x);
            default -> addN(x);
        }
    }

    private void padding(ModelValue x) {
        int[] pairs = new int[2 * x.rank()];
        int[] dims = x.dims().clone();
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = random.nextInt(3) == 0 ? RandomModelLayers.upTo(random, 3) : 0;
            dims[i / 2] += pairs[i];
        }
        model.add(
                "PAD",
                34,
                null,
                dims,
                p -> {
                    int[] at = p.clone();
                    for (int axis = 0; axis < at.length; axis++) {
                        at[axis] -= pairs[2 * axis];
                        if (at[axis] < 0 || at[axis] >= x.dims()[axis]) {
                            return 0;
                        }
                    }
                    return x.at(at);
                },
                x.tensor(),
                writer.matrix(x.rank(), pairs));
    }

    private void concatenation(ModelValue x) {
        int axis = random.nextInt(x.rank());
        int[] more = x.dims().clone();
        more[axis] = RandomModelLayers.upTo(random, 4);
        ModelValue y = random.nextInt(3) == 0 ? x : layers.weights(more);
        int kind = random.nextInt(RandomModelLayers.FUSED_KINDS);
        int first = x.dims()[axis];
        int[] dims = x.dims().clone();
        dims[axis] += y.dims()[axis];
        model.add(
                "CONCATENATION",
                2,
                new Table()
                        .with(0, random.nextBoolean() ? axis : axis - x.rank())
                        .with(1, (byte) kind),
                dims,
                p -> {
                    int[] at = p.clone();
                    at[axis] -= p[axis] < first ? 0 : first;
                    return RandomModelLayers.fused(kind, (p[axis] < first ? x : y).at(at));
                },
                x.tensor(),
                y.tensor());
    }

    private void prelu(ModelValue x) {
        int last = x.rank() - 1;
        int[] dims = new int[x.rank()];
        Arrays.fill(dims, 1);
        dims[last] = x.dims()[last];
        ModelValue slopes = layers.weights(random.nextBoolean() ? dims : new int[] {dims[last]});
        model.add(
                "PRELU",
                54,
                null,
                x.dims(),
                p -> x.at(p) > 0 ? x.at(p) : x.at(p) * slopes.numbers()[p[last]],
                x.tensor(),
                slopes.tensor());
    }

    private void softmax(ModelValue x) {
        boolean logarithm = random.nextBoolean();
        int last = x.rank() - 1;
        model.add(
                logarithm ? "LOG_SOFTMAX" : "SOFTMAX",
                logarithm ? 50 : 25,
                logarithm ? null : new Table().with(0, 1f),
                x.dims(),
                p -> {
                    double sum = 0;
                    int[] at = p.clone();
                    for (at[last] = 0; at[last] < x.dims()[last]; at[last]++) {
                        sum += Math.exp(x.at(at) - x.at(p));
                    }
                    return logarithm ? -Math.log(sum) : 1 / sum;
                },
                x.tensor());
    }

    private void activation(ModelValue x) {
        switch (random.nextInt(6)) {
            case 0 -> model.add("LOGISTIC", 14, null, x.dims(), p -> 1 / (1 + Math.exp(-x.at(p))), x.tensor());
            case 1 -> {
                Table slope = new Table().with(0, 0.25f);
                model.add("LEAKY_RELU", 98, slope, x.dims(), p -> Math.max(x.at(p), x.at(p) / 4), x.tensor());
            }
            case 2 ->
                model.add("ELU", 111, null, x.dims(), p -> x.at(p) > 0 ? x.at(p) : Math.expm1(x.at(p)), x.tensor());
            case 3 -> {
                ToDoubleFunction<int[]> swish = p -> x.at(p) * Math.min(Math.max(x.at(p) + 3, 0), 6) / 6;
                model.add("HARD_SWISH", 117, null, x.dims(), swish, x.tensor());
            }
            case 4 -> model.add("RELU_0_TO_1", 152, null, x.dims(), p -> Math.min(Math.max(x.at(p), 0), 1), x.tensor());
            default -> {
                ModelValue y = model.constant(x.dims()[x.rank() - 1]);
                int operand = y.tensor();
                model.add("MINIMUM", 57, null, x.dims(), p -> Math.min(x.at(p), y.broadcastAt(p)), x.tensor(), operand);
            }
        }
    }

    private void depthToSpace(ModelValue x) {
        if (x.rank() != 4 || x.dims()[3] % 4 != 0) {
            return;
        }
        int channels = x.dims()[3] / 4;
        model.add(
                "DEPTH_TO_SPACE",
                5,
                new Table().with(0, 2),
                new int[] {x.dims()[0], 2 * x.dims()[1], 2 * x.dims()[2], channels},
                p -> x.at(p[0], p[1] / 2, p[2] / 2, (p[1] % 2 * 2 + p[2] % 2) * channels + p[3]),
                x.tensor());
    }

    private void nearest(ModelValue x) {
        if (x.rank() != 4) {
            return;
        }
        int[] dims = {x.dims()[0], RandomModelLayers.upTo(random, 9), RandomModelLayers.upTo(random, 9), x.dims()[3]};
        boolean half = random.nextBoolean();
        model.add(
                "RESIZE_NEAREST_NEIGHBOR",
                97,
                new Table().with(1, (byte) (half ? 1 : 0)),
                dims,
                p -> x.at(p[0], old(half, p[1], x.dims()[1], dims[1]), old(half, p[2], x.dims()[2], dims[2]), p[3]),
                x.tensor(),
                writer.integers(dims[1], dims[2]));
    }

    private static int old(boolean half, int index, int in, int out) {
        return half ? (2 * index + 1) * in / (2 * out) : index * in / out;
    }

    private void addN(ModelValue x) {
        ModelValue y = layers.weights(x.dims());
        model.add("ADD_N", 106, null, x.dims(), p -> 2 * x.at(p) + y.at(p), x.tensor(), y.tensor(), x.tensor());
    }
}
