package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws the numbers of problems. Small and large numbers are about equally frequent, and shapes at the edge (one row,
 * one column, one pixel, 10^7 pixels) are more frequent than chance would bring them. Not everything that is drawn is a
 * valid problem.
 */
final class RandomSizes {
    private static final int MOST_CHANNELS = 1000;
    private static final int LARGEST_KERNEL = 51;
    private static final int LARGEST_IMAGE = 400;
    private static final int MOST_SPARE_ZEROS = 1000;
    private static final int MOST_IMAGES = 64;
    private static final int LARGEST_DILATION = 32;
    private static final int LARGEST_MULTIPLIER = 16;
    private static final int MOST_GROUPS = 64;
    private static final int SPARE_PIXELS = 64;
    private static final int[] USUAL_KERNELS = {1, 3, 3, 3, 5, 7};
    private static final List<Activation> ACTIVATIONS = List.of(
            Activation.RELU,
            Activation.RELU6,
            Activation.ELU,
            Activation.SIGMOID,
            Activation.SWISH,
            Activation.HARD_SWISH,
            Activation.HARD_SIGMOID,
            Activation.TANH,
            Activation.GELU_TANH,
            Activation.GELU_ERF,
            Activation.leakyRelu(0.2f),
            Activation.clip(-1, 1));
    private static final Padding ANY_EXPLICIT = Padding.explicit(new int[4][2]);

    private final Random random;

    RandomSizes(Random random) {
        this.random = random;
    }

    Sizes depthwise() {
        Map<Parameter, Integer> numbers = new EnumMap<>(Parameter.class);
        numbers.put(Parameter.G, upTo(MOST_CHANNELS));
        numbers.put(Parameter.IC, 1);
        numbers.put(Parameter.OC, oneIn(2) ? 1 : upTo(LARGEST_MULTIPLIER));
        numbers.put(Parameter.POINTWISE, 0);
        return sizes(Operation.DEPTHWISE_CONV2D, numbers);
    }

    /** Half of all problems have neither bias nor residual nor activation. */
    Fusion fusion() {
        if (oneIn(2)) {
            return Fusion.NONE;
        }
        Activation activation = oneIn(2) ? Activation.NONE : ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
        return new Fusion(oneIn(2), oneIn(4), activation);
    }

    Sizes separable() {
        return depthwise().with(Parameter.POINTWISE, upTo(MOST_CHANNELS));
    }

    Sizes conv2d() {
        Map<Parameter, Integer> numbers = new EnumMap<>(Parameter.class);
        boolean grouped = oneIn(4);
        numbers.put(Parameter.G, grouped ? upTo(MOST_GROUPS) : 1);
        numbers.put(Parameter.IC, upTo(grouped ? MOST_GROUPS : MOST_CHANNELS));
        numbers.put(Parameter.OC, upTo(grouped ? MOST_GROUPS : MOST_CHANNELS));
        numbers.put(Parameter.POINTWISE, 0);
        return sizes(Operation.CONV2D, numbers);
    }

    private Sizes sizes(Operation operation, Map<Parameter, Integer> numbers) {
        numbers.put(Parameter.MB, oneIn(4) ? upTo(MOST_IMAGES) : 1);
        boolean huge = oneIn(200);
        switch (random.nextInt(16)) {
            case 0 -> image(numbers, 1, length(huge));
            case 1 -> image(numbers, length(huge), 1);
            case 2 -> image(numbers, 1, 1);
            default -> image(numbers, side(huge), side(huge));
        }
        boolean square = oneIn(2);
        numbers.put(Parameter.KH, kernel());
        numbers.put(Parameter.KW, square ? numbers.get(Parameter.KH) : kernel());
        boolean dilated = oneIn(5);
        boolean strided = oneIn(4) && (!dilated || operation == Operation.CONV2D);
        numbers.put(Parameter.DH, dilated ? upTo(LARGEST_DILATION) : 1);
        numbers.put(Parameter.DW, dilated ? oneIn(2) ? numbers.get(Parameter.DH) : upTo(LARGEST_DILATION) : 1);
        numbers.put(Parameter.SH, strided ? stride(numbers.get(Parameter.KH)) : 1);
        numbers.put(
                Parameter.SW, strided ? oneIn(4) ? stride(numbers.get(Parameter.KW)) : numbers.get(Parameter.SH) : 1);
        Padding padding =
                switch (random.nextInt(3)) {
                    case 0 -> Padding.VALID;
                    case 1 -> ANY_EXPLICIT;
                    default -> Padding.SAME;
                };
        int height = extent(numbers, Parameter.KH, Parameter.DH);
        int width = extent(numbers, Parameter.KW, Parameter.DW);
        numbers.put(Parameter.PT, zeros(height));
        numbers.put(Parameter.PB, zeros(height));
        numbers.put(Parameter.PL, zeros(width));
        numbers.put(Parameter.PR, zeros(width));
        return new Sizes(operation, format(), padding, numbers, Fusion.NONE);
    }

    Sizes moderate() {
        Map<Parameter, Integer> numbers = new EnumMap<>(Parameter.class);
        numbers.put(Parameter.MB, oneIn(4) ? between(2, 4) : 1);
        numbers.put(Parameter.G, between(1, 320));
        numbers.put(Parameter.IC, 1);
        numbers.put(Parameter.OC, oneIn(4) ? between(2, 4) : 1);
        numbers.put(Parameter.POINTWISE, 0);
        boolean square = oneIn(2);
        numbers.put(Parameter.KH, between(1, 15));
        numbers.put(Parameter.KW, square ? numbers.get(Parameter.KH) : between(1, 15));
        boolean dilated = oneIn(3);
        boolean strided = !dilated && oneIn(3);
        numbers.put(Parameter.DH, dilated ? between(1, 8) : 1);
        numbers.put(Parameter.DW, dilated ? between(1, 8) : 1);
        numbers.put(Parameter.SH, strided ? between(1, 3) : 1);
        numbers.put(Parameter.SW, strided ? between(1, 3) : 1);
        for (Parameter zeros : new Parameter[] {Parameter.PT, Parameter.PB, Parameter.PL, Parameter.PR}) {
            numbers.put(zeros, between(0, 8));
        }
        numbers.put(Parameter.IH, moderateSide(extent(numbers, Parameter.KH, Parameter.DH)));
        numbers.put(Parameter.IW, moderateSide(extent(numbers, Parameter.KW, Parameter.DW)));
        Padding padding = oneIn(4) ? Padding.SAME : ANY_EXPLICIT;
        return new Sizes(Operation.DEPTHWISE_CONV2D, format(), padding, numbers, Fusion.NONE);
    }

    /** Mostly room for some windows; at times less than one. */
    private int moderateSide(int extent) {
        return between(1, SPARE_PIXELS) + (oneIn(4) ? 0 : extent);
    }

    private static int extent(Map<Parameter, Integer> numbers, Parameter filter, Parameter dilation) {
        return (numbers.get(filter) - 1) * numbers.get(dilation) + 1;
    }

    private static void image(Map<Parameter, Integer> numbers, int height, int width) {
        numbers.put(Parameter.IH, height);
        numbers.put(Parameter.IW, width);
    }

    private int side(boolean huge) {
        return huge ? between(2500, 4000) : upTo(LARGEST_IMAGE);
    }

    private int length(boolean huge) {
        return huge ? between(5_000_000, 10_000_000) : upTo(LARGEST_IMAGE * LARGEST_IMAGE);
    }

    private int kernel() {
        return oneIn(2) ? upTo(LARGEST_KERNEL) : USUAL_KERNELS[random.nextInt(USUAL_KERNELS.length)];
    }

    private int stride(int kernel) {
        return oneIn(4) ? between(1, kernel + 2) : between(1, 4);
    }

    /** Mostly a part of the window; at times more than all of it, or so many that most outputs see nothing else. */
    private int zeros(int extent) {
        if (oneIn(3)) {
            return 0;
        }
        return oneIn(8) ? extent + (oneIn(4) ? upTo(MOST_SPARE_ZEROS) : random.nextInt(4)) : random.nextInt(extent);
    }

    private DataFormat format() {
        return random.nextBoolean() ? DataFormat.NHWC : DataFormat.NCHW;
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private int between(int smallest, int largest) {
        return smallest + random.nextInt(largest - smallest + 1);
    }

    /** From 1; every power of two is as frequent as the next. */
    private int upTo(int largest) {
        // StrictMath gives the same bits on every machine.
        return (int) StrictMath.exp(random.nextDouble() * StrictMath.log(largest + 1.0));
    }
}
