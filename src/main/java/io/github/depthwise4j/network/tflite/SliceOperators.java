package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.TensorLayers;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates operators that take parts of tensors. */
final class SliceOperators {
    private static final int MOST_PARTS = 256;

    private SliceOperators() {}

    /** Collects what an axis becomes. */
    private static final class Parts {
        private final List<Integer> begin = new ArrayList<>();
        private final List<Integer> size = new ArrayList<>();
        private final List<Integer> strides = new ArrayList<>();
        private final List<Long> dims = new ArrayList<>();

        void whole(long length) {
            add(0, (int) length, 1, true);
        }

        void add(int first, int count, int stride, boolean keepsAxis) {
            begin.add(first);
            size.add(count);
            strides.add(stride);
            if (keepsAxis) {
                dims.add((long) count);
            }
        }

        Node of(OperatorCall call, Node input) throws FileFormatException {
            Node node = TensorLayers.slice(call.graph(), call.name(), input, begin, size, strides);
            long[] result = dims.stream().mapToLong(Long::longValue).toArray();
            return call.graph().reshape(call.name(), node, Shape.of(result));
        }
    }

    static Node stridedSlice(OperatorCall call) throws FileFormatException {
        FlatTable options = call.options();
        int beginMask = options.integer(0, 0);
        int endMask = options.integer(1, 0);
        int shrinkMask = options.integer(4, 0);
        if (options.integer(2, 0) != 0 || options.integer(3, 0) != 0 || options.isTrue(5)) {
            throw new FileFormatException("ellipsis_mask, new_axis_mask and offset are not supported");
        }
        Node input = call.input(0);
        int[] begin = call.integers(1);
        int[] end = call.integers(2);
        int[] strides = call.integers(3);
        if (begin.length != end.length
                || begin.length != strides.length
                || begin.length > input.shape().rank()) {
            throw new FileFormatException("begin, end and strides have " + begin.length + ", " + end.length + " and "
                    + strides.length + " entries for input " + input.shape());
        }
        Parts parts = new Parts();
        for (int axis = 0; axis < input.shape().rank(); axis++) {
            long length = input.shape().dim(axis);
            if (axis >= begin.length) {
                parts.whole(length);
                continue;
            }
            if (strides[axis] < 1) {
                throw new FileFormatException("the stride of axis " + axis + " is " + strides[axis]
                        + ", but only strides of 1 and more are supported");
            }
            boolean shrinks = (shrinkMask >> axis & 1) == 1;
            long first = (beginMask >> axis & 1) == 1 && !shrinks ? 0 : place(begin[axis], length);
            long last = shrinks ? first + 1 : (endMask >> axis & 1) == 1 ? length : place(end[axis], length);
            if (axis == 0 && call.batch().isChanged() && !(first == 0 && strides[0] == 1 && !shrinks)) {
                throw call.anotherBatch("it takes images out of a batch");
            }
            if (axis == 0 && call.batch().isChanged() && last == call.batch().inFile()) {
                last = length;
            }
            if (first >= last || first >= length) {
                throw new FileFormatException("nothing is left of axis " + axis + " of " + input.shape());
            }
            parts.add((int) first, (int) ((last - first - 1) / strides[axis]) + 1, strides[axis], !shrinks);
        }
        return parts.of(call, input);
    }

    /** A place on an axis; negative ones count from its end. */
    private static long place(int index, long length) {
        return Math.min(Math.max(index < 0 ? index + length : index, 0), length);
    }

    static Node slice(OperatorCall call) throws FileFormatException {
        Node input = call.input(0);
        int[] begin = call.integers(1);
        int[] size = call.integers(2);
        if (begin.length != input.shape().rank() || size.length != begin.length) {
            throw new FileFormatException("begin and size have " + begin.length + " and " + size.length
                    + " entries for input " + input.shape());
        }
        Parts parts = new Parts();
        for (int axis = 0; axis < begin.length; axis++) {
            long rest = input.shape().dim(axis) - begin[axis];
            boolean batch = axis == 0 && call.batch().isChanged();
            if (batch
                    && (begin[0] != 0
                            || size[0] != -1 && size[0] != call.batch().inFile())) {
                throw call.anotherBatch("it takes images out of a batch");
            }
            parts.add(begin[axis], size[axis] == -1 || batch ? (int) rest : size[axis], 1, true);
        }
        return parts.of(call, input);
    }

    /** Parts of equal length. */
    static @Nullable Node split(OperatorCall call) throws FileFormatException {
        int count = call.resultCount();
        Node input = call.input(1);
        int axis = axis(call, 0, input);
        long length = input.shape().dim(axis);
        if (count < 1 || length % count != 0) {
            throw new FileFormatException(
                    "axis " + axis + " of " + input.shape() + " cannot be divided into " + count + " equal parts");
        }
        return parts(call, input, axis, Collections.nCopies(count, (int) (length / count)));
    }

    static @Nullable Node splitV(OperatorCall call) throws FileFormatException {
        Node input = call.input(0);
        int axis = axis(call, 2, input);
        int[] sizes = call.integers(1);
        int open = -1;
        long rest = input.shape().dim(axis);
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && open < 0) {
                open = i;
            } else if (sizes[i] < 1 || sizes[i] > rest) {
                rest = -1;
                break;
            } else {
                rest -= sizes[i];
            }
        }
        if (open >= 0 && rest > 0) {
            sizes[open] = (int) rest;
            rest = 0;
        }
        if (rest != 0 || sizes.length != call.resultCount()) {
            throw new FileFormatException("axis " + axis + " of " + input.shape() + " cannot be divided into "
                    + call.resultCount() + " parts of " + NumberOperators.text(sizes));
        }
        return parts(call, input, axis, NumberOperators.list(sizes));
    }

    private static int axis(OperatorCall call, int operand, Node input) throws FileFormatException {
        int[] axes = call.integers(operand);
        if (axes.length != 1) {
            throw new FileFormatException("there are " + axes.length + " axes, but one is needed");
        }
        int axis = call.axis(axes[0], input.shape());
        if (axis == 0 && call.batch().isChanged()) {
            throw call.anotherBatch("it divides the batch");
        }
        return axis;
    }

    private static @Nullable Node parts(OperatorCall call, Node input, int axis, List<Integer> sizes)
            throws FileFormatException {
        if (sizes.size() > MOST_PARTS) {
            throw new FileFormatException(
                    "there are " + sizes.size() + " parts, but at most " + MOST_PARTS + " are supported");
        }
        List<Node> results = new ArrayList<>();
        int begin = 0;
        for (int size : sizes) {
            results.add(TensorLayers.part(call.graph(), call.resultName(results.size()), input, axis, begin, size));
            begin += size;
        }
        call.setResults(results);
        return null;
    }

    /** Parts of length 1, without the axis. */
    static @Nullable Node unpack(OperatorCall call) throws FileFormatException {
        Node input = call.input(0);
        int axis = call.axis(call.hasOptions() ? call.options().integer(1, 0) : 0, input.shape());
        int count = call.resultCount();
        if (count != input.shape().dim(axis) || count > MOST_PARTS) {
            throw new FileFormatException("axis " + axis + " of " + input.shape() + " cannot become " + count
                    + " results, of which at most " + MOST_PARTS + " are supported");
        }
        if (axis == 0 && call.batch().isChanged()) {
            throw call.anotherBatch("it divides the batch");
        }
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < input.shape().rank(); i++) {
            if (i != axis) {
                dims.add(input.shape().dim(i));
            }
        }
        Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
        List<Node> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = call.resultName(i);
            Node part = TensorLayers.part(call.graph(), name, input, axis, i, 1);
            results.add(call.graph().reshape(name, part, shape));
        }
        call.setResults(results);
        return null;
    }
}
