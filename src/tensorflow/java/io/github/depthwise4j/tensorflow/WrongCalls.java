package io.github.depthwise4j.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Turns a right call into one that is wrong in one place; now and then it stays right. */
final class WrongCalls {
    private static final int IMAGE_AXES = 3;

    private final Random random;

    WrongCalls(long seed) {
        random = new Random(seed);
    }

    Refusals.WrongCall next(Convolution convolution) {
        TensorFlowCall right = convolution.call();
        List<Long> strides = new ArrayList<>(right.strides());
        List<Long> pairs = new ArrayList<>(right.explicitPaddings());
        List<Long> dilations = new ArrayList<>(right.dilations());
        List<long[]> shapes =
                new ArrayList<>(right.shapes().stream().map(long[]::clone).toList());
        long[] filter = shapes.get(1);
        int channelAxis = right.isChannelsFirst() ? 1 : IMAGE_AXES;
        String padding = right.padding();
        String format = right.dataFormat();
        int which = random.nextInt(12);
        switch (which) {
            case 0 -> strides.set(0, 2L);
            case 1 -> strides.set(channelAxis, 3L);
            case 2 -> strides.set(right.heightAxis() + random.nextInt(2), random.nextBoolean() ? 0L : -1L);
            case 3 -> strides.remove(random.nextInt(4));
            case 4 -> filter[2] += 1 + random.nextInt(2);
            case 5 -> filter[random.nextInt(2)] = 0;
            case 6 -> filter[random.nextInt(2)] += 20 + random.nextInt(20);
            case 7 -> {
                if (pairs.isEmpty()) {
                    padding = "same";
                } else {
                    pairs.set(random.nextInt(pairs.size()), -1L);
                }
            }
            case 8 -> {
                if (pairs.isEmpty()) {
                    format = "NHCW";
                } else {
                    pairs.set(random.nextBoolean() ? 0 : 2 * channelAxis + 1, 1L);
                }
            }
            case 9 -> {
                if (right.isDepthwise()) {
                    shapes.set(1, new long[] {filter[0], filter[1], filter[2]});
                } else {
                    filter[IMAGE_AXES] += 1 + random.nextInt(2);
                }
            }
            case 10 -> dilations.set(random.nextInt(2), random.nextBoolean() ? 0L : -1L);
            default -> {
                if (right.isSeparable()) {
                    shapes.get(2)[random.nextInt(IMAGE_AXES)] += 1;
                } else {
                    shapes.set(0, new long[] {4, 5, 6});
                }
            }
        }
        TensorFlowCall wrong =
                new TensorFlowCall(right.operation(), format, strides, padding, pairs, dilations, shapes);
        return new Refusals.WrongCall("change " + which + " of " + convolution, wrong, text(padding, pairs));
    }

    private static String text(String padding, List<Long> pairs) {
        if (pairs.isEmpty()) {
            return padding;
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < pairs.size(); i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append('[')
                    .append(pairs.get(i))
                    .append(',')
                    .append(pairs.get(i + 1))
                    .append(']');
        }
        return text.append(']').toString();
    }
}
