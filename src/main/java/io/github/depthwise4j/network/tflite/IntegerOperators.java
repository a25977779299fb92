package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.Node;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Computes operators on integers while a model is read. Converters write the sizes of later operators in this form,
 * beginning with the shape of a tensor. They are numbers of at most one axis.
 */
final class IntegerOperators {
    private static final int MOST = 64;

    private IntegerOperators() {}

    /** The numbers of the result of an operator. */
    static int[] compute(OperatorCall call) throws FileFormatException {
        int[] values =
                switch (call.operator().code()) {
                    case 0 -> arithmetic(call, Math::addExact);
                    case 2, 83 -> joined(call);
                    case 18 -> arithmetic(call, Math::multiplyExact);
                    case 22, 43, 53, 70 -> call.integers(0);
                    case 36 -> gathered(call);
                    case 41 -> arithmetic(call, Math::subtractExact);
                    case 42 -> arithmetic(call, (one, other) -> one / other);
                    case 45 -> stridedSlice(call);
                    case 55 -> arithmetic(call, Math::max);
                    case 57 -> arithmetic(call, Math::min);
                    case 65 -> slice(call);
                    case 77 -> shape(call);
                    case 81 -> product(call);
                    case 90 -> arithmetic(call, Math::floorDiv);
                    default ->
                        throw new FileFormatException("its result holds integers, which is supported for sizes of "
                                + "later operators only; convert the model without it, or cut it off");
                };
        if (values.length > MOST) {
            throw new FileFormatException("its result has " + values.length + " integers, but at most " + MOST
                    + " are supported; convert the model with fixed shapes");
        }
        return values;
    }

    private static int[] shape(OperatorCall call) throws FileFormatException {
        return call.shapeOfInput(0).stream().mapToInt(Math::toIntExact).toArray();
    }

    private static int[] joined(OperatorCall call) throws FileFormatException {
        int[] all = {};
        for (int i = 0; i < call.inputCount() && all.length <= MOST; i++) {
            int[] part = call.integers(i);
            int length = all.length;
            all = Arrays.copyOf(all, length + part.length);
            System.arraycopy(part, 0, all, length, part.length);
        }
        return all;
    }

    private static int[] arithmetic(OperatorCall call, IntBinaryOperator operator) throws FileFormatException {
        int[] first = call.integers(0);
        int[] second = call.integers(1);
        if (first.length != second.length && first.length != 1 && second.length != 1) {
            throw new FileFormatException("the operands have " + first.length + " and " + second.length + " integers");
        }
        int[] result = new int[first.length == 1 ? second.length : first.length];
        try {
            for (int i = 0; i < result.length; i++) {
                result[i] = operator.applyAsInt(first[first.length == 1 ? 0 : i], second[second.length == 1 ? 0 : i]);
            }
        } catch (ArithmeticException e) {
            throw new FileFormatException(
                    "the sizes " + Arrays.toString(first) + " and " + Arrays.toString(second)
                            + " have no result of 32 bits",
                    e);
        }
        return result;
    }

    private static int[] product(OperatorCall call) throws FileFormatException {
        long product = 1;
        for (int value : call.integers(0)) {
            product *= value;
            if (product != (int) product) {
                throw new FileFormatException("the product of the sizes has more than 32 bits");
            }
        }
        return new int[] {(int) product};
    }

    private static int[] gathered(OperatorCall call) throws FileFormatException {
        int[] from = call.integers(0);
        int[] indices = call.integers(1);
        int[] result = new int[indices.length];
        for (int i = 0; i < result.length; i++) {
            if (indices[i] < 0 || indices[i] >= from.length) {
                throw new FileFormatException("index " + indices[i] + " is not one of " + from.length + " integers");
            }
            result[i] = from[indices[i]];
        }
        return result;
    }

    private static int[] slice(OperatorCall call) throws FileFormatException {
        int begin = single(call, 1);
        int size = single(call, 2);
        return taken(call.integers(0), begin, size == -1 ? Integer.MAX_VALUE : (long) begin + size, 1);
    }

    private static int[] stridedSlice(OperatorCall call) throws FileFormatException {
        FlatTable options = call.options();
        if (options.integer(2, 0) != 0 || options.integer(3, 0) != 0 || options.isTrue(5)) {
            throw new FileFormatException("ellipsis_mask, new_axis_mask and offset are not supported");
        }
        int[] from = call.integers(0);
        int begin = single(call, 1);
        int end = single(call, 2);
        boolean shrinks = (options.integer(4, 0) & 1) == 1;
        long first = (options.integer(0, 0) & 1) == 1 && !shrinks ? 0 : begin < 0 ? begin + from.length : begin;
        long last = (options.integer(1, 0) & 1) == 1 ? from.length : end < 0 ? end + from.length : end;
        return taken(from, first, shrinks ? first + 1 : last, single(call, 3));
    }

    private static int single(OperatorCall call, int input) throws FileFormatException {
        int[] values = call.integers(input);
        if (values.length != 1) {
            throw new FileFormatException("input " + input + " has " + values.length + " integers, but one is needed");
        }
        return values[0];
    }

    private static int[] taken(int[] from, long first, long last, int stride) throws FileFormatException {
        long end = Math.min(last, from.length);
        if (first < 0 || first >= end || stride < 1) {
            throw new FileFormatException("entries " + first + " to " + last + " with stride " + stride
                    + " cannot be taken from " + from.length + " integers");
        }
        int[] result = new int[(int) ((end - first - 1) / stride) + 1];
        for (int i = 0; i < result.length; i++) {
            result[i] = from[(int) first + i * stride];
        }
        return result;
    }

    /** Integers that become floats are constants. */
    static Node cast(OperatorCall call) throws FileFormatException {
        int[] values = call.integers(0);
        if (call.outputShape().elementCount() != values.length) {
            throw new FileFormatException("it casts " + values.length + " integers, but the file says that the result "
                    + "has shape " + call.outputShape() + "; convert the model again");
        }
        float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i];
        }
        return call.graph().constant(call.name(), call.owned(numbers, call.outputShape()));
    }

    /** Operators that are supported for sizes only. */
    static @Nullable Node onlyIntegers(OperatorCall call) throws FileFormatException {
        throw new FileFormatException("it is supported for sizes, which are integers, only; convert the model without "
                + "it for " + call.outputShape());
    }
}
