package io.github.depthwise4j.network.tflite;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** A tensor of a model that a test writes, and the numbers that it must have: computed entry by entry. */
record ModelValue(int tensor, int[] dims, double[] numbers) {
    /** The number of elements of a shape. */
    static int count(int... dims) {
        return Arrays.stream(dims).reduce(1, (one, other) -> one * other);
    }

    /** The numbers of a shape, from a function of the position. */
    static double[] numbers(int[] dims, ToDoubleFunction<int[]> number) {
        double[] result = new double[count(dims)];
        int[] position = new int[dims.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = number.applyAsDouble(position);
            for (int axis = dims.length - 1; axis >= 0 && ++position[axis] == dims[axis]; axis--) {
                position[axis] = 0;
            }
        }
        return result;
    }

    int rank() {
        return dims.length;
    }

    /** The number at a position. */
    double at(int... position) {
        int index = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            if (position[axis] < 0 || position[axis] >= dims[axis]) {
                throw new IndexOutOfBoundsException(Arrays.toString(position) + " of " + Arrays.toString(dims));
            }
            index = index * dims[axis] + position[axis];
        }
        return numbers[index];
    }

    /** The number at a position of something larger, by NumPy's broadcasting. */
    double broadcastAt(int... position) {
        int[] own = new int[dims.length];
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = dims[axis] == 1 ? 0 : position[position.length - dims.length + axis];
        }
        return at(own);
    }

    double largest() {
        return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }
}
