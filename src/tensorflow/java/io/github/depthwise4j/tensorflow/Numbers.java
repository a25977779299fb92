package io.github.depthwise4j.tensorflow;

import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which numbers the tensors hold. */
enum Numbers {
    /** So small that every partial sum is an integer below {@code 2^24}: nothing is rounded, all results are equal. */
    INTEGERS {
        @Override
        float next(Random random, int largest) {
            return random.nextInt(2 * largest + 1) - largest;
        }
    },
    /** From -1 to 1. */
    FRACTIONS {
        @Override
        float next(Random random, int largest) {
            return 2 * random.nextFloat() - 1;
        }
    };

    private static final double EXACT_UP_TO = 0x1p24;

    abstract float next(Random random, int largest);

    List<float[]> fill(Convolution convolution, long seed) {
        Random random = new Random(seed);
        int largest = largestInteger(convolution);
        List<float[]> values = new ArrayList<>();
        for (Shape shape : convolution.shapes()) {
            float[] array = new float[Math.toIntExact(shape.elementCount())];
            for (int i = 0; i < array.length; i++) {
                array[i] = next(random, largest);
            }
            values.add(array);
        }
        return values;
    }

    /** 0 if there is none, so that all numbers are 0. */
    private static int largestInteger(Convolution convolution) {
        double terms = convolution.shapes().stream()
                .skip(1)
                .mapToDouble(filter -> (double) filter.dim(0) * filter.dim(1) * filter.dim(2))
                .reduce(1, (a, b) -> a * Math.max(b, 1));
        int factors = convolution.shapes().size();
        int largest = 8;
        while (largest > 0 && terms * Math.pow(largest, factors) >= EXACT_UP_TO) {
            largest--;
        }
        return largest;
    }
}
