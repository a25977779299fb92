package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The operators of a random model that move numbers to other places. */
final class RandomModelParts {
    /** More are refused. */
    private static final int MOST_PARTS = 256;

    private final RandomModel model;
    private final ModelWriter writer;
    private final Random random;

    RandomModelParts(RandomModel model, Random random) {
        this.model = model;
        this.writer = model.writer;
        this.random = random;
    }

    void add(ModelValue x) {
        switch (random.nextInt(12)) {
            case 0 -> stridedSlice(x);
            case 1 -> slice(x);
            case 2 -> transpose(x);
            case 3 -> tile(x);
            case 4 -> broadcastTo(x);
            case 5 -> gather(x);
            case 6 -> mirrorPad(x);
            case 7 -> pack(x);
            case 8 -> split(x);
            case 9 -> splitV(x);
            case 10 -> unpack(x);
            default -> spaceToDepth(x);
        }
    }

    private static int[] with(int[] position, int axis, int index) {
        int[] changed = position.clone();
        changed[axis] = index;
        return changed;
    }

    private static int[] without(int[] position, int axis) {
        int[] rest = new int[position.length - 1];
        System.arraycopy(position, 0, rest, 0, axis);
        System.arraycopy(position, axis + 1, rest, axis, rest.length - axis);
        return rest;
    }

    private static int[] inserted(int[] position, int axis, int index) {
        int[] more = new int[position.length + 1];
        System.arraycopy(position, 0, more, 0, axis);
        more[axis] = index;
        System.arraycopy(position, axis, more, axis + 1, position.length - axis);
        return more;
    }

    private void stridedSlice(ModelValue x) {
        int rank = 1 + random.nextInt(x.rank());
        int[] begin = new int[rank];
        int[] end = new int[rank];
        int[] strides = new int[rank];
        int[] first = new int[rank];
        int[] masks = new int[3];
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            int length = x.dims()[axis];
            if (axis >= rank) {
                dims.add(length);
                continue;
            }
            int from = random.nextInt(length);
            int to = from + 1 + random.nextInt(length - from);
            strides[axis] = 1 + random.nextInt(2);
            begin[axis] = random.nextBoolean() ? from : from - length;
            end[axis] = to < length && random.nextBoolean() ? to - length : to;
            boolean shrinks = random.nextInt(4) == 0;
            boolean fromStart = !shrinks && random.nextInt(3) == 0;
            boolean toEnd = !shrinks && random.nextInt(3) == 0;
            masks[0] |= fromStart ? 1 << axis : 0;
            masks[1] |= toEnd ? 1 << axis : 0;
            masks[2] |= shrinks ? 1 << axis : 0;
            first[axis] = fromStart ? 0 : from;
            if (!shrinks) {
                dims.add(((toEnd ? length : to) - first[axis] + strides[axis] - 1) / strides[axis]);
            }
        }
        int shrinkMask = masks[2];
        model.add(
                "STRIDED_SLICE",
                45,
                new Table().with(0, masks[0]).with(1, masks[1]).with(4, shrinkMask),
                dims.stream().mapToInt(Integer::intValue).toArray(),
                p -> {
                    int[] at = new int[x.rank()];
                    int next = 0;
                    for (int axis = 0; axis < at.length; axis++) {
                        int index = (shrinkMask >> axis & 1) == 1 ? 0 : p[next++];
                        at[axis] = axis < rank ? first[axis] + index * strides[axis] : index;
                    }
                    return x.at(at);
                },
                x.tensor(),
                writer.integers(begin),
                writer.integers(end),
                writer.integers(strides));
    }

    private void slice(ModelValue x) {
        int[] begin = new int[x.rank()];
        int[] size = new int[x.rank()];
        int[] dims = new int[x.rank()];
        for (int axis = 0; axis < begin.length; axis++) {
            begin[axis] = random.nextInt(x.dims()[axis]);
            dims[axis] = x.dims()[axis] - begin[axis];
            size[axis] = random.nextBoolean() ? -1 : 1 + random.nextInt(dims[axis]);
            dims[axis] = size[axis] == -1 ? dims[axis] : size[axis];
        }
        model.add(
                "SLICE",
                65,
                null,
                dims,
                p -> {
                    int[] at = p.clone();
                    Arrays.setAll(at, axis -> p[axis] + begin[axis]);
                    return x.at(at);
                },
                x.tensor(),
                writer.integers(begin),
                writer.integers(size));
    }

    private void transpose(ModelValue x) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            axes.add(axis);
        }
        Collections.shuffle(axes, random);
        int[] permutation = axes.stream().mapToInt(Integer::intValue).toArray();
        int[] dims = axes.stream().mapToInt(axis -> x.dims()[axis]).toArray();
        model.add(
                "TRANSPOSE",
                39,
                null,
                dims,
                p -> {
                    int[] at = new int[p.length];
                    for (int axis = 0; axis < p.length; axis++) {
                        at[permutation[axis]] = p[axis];
                    }
                    return x.at(at);
                },
                x.tensor(),
                writer.integers(permutation));
    }

    private void tile(ModelValue x) {
        int[] multiples = new int[x.rank()];
        int[] dims = new int[x.rank()];
        for (int axis = 0; axis < dims.length; axis++) {
            multiples[axis] = 1 + random.nextInt(2);
            dims[axis] = multiples[axis] * x.dims()[axis];
        }
        model.add(
                "TILE",
                69,
                null,
                dims,
                p -> {
                    int[] at = p.clone();
                    Arrays.setAll(at, axis -> p[axis] % x.dims()[axis]);
                    return x.at(at);
                },
                x.tensor(),
                writer.integers(multiples));
    }

    private void broadcastTo(ModelValue x) {
        int[] dims = x.dims().clone();
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = dims[axis] == 1 ? 1 + random.nextInt(3) : dims[axis];
        }
        int[] more = random.nextBoolean() && dims.length < 4 ? inserted(dims, 0, 2) : dims;
        model.add("BROADCAST_TO", 130, null, more, x::broadcastAt, x.tensor(), writer.integers(more));
    }

    private void gather(ModelValue x) {
        int axis = random.nextInt(x.rank());
        int[] indices = new int[1 + random.nextInt(4)];
        Arrays.setAll(indices, i -> random.nextInt(x.dims()[axis]));
        model.add(
                "GATHER",
                36,
                new Table().with(0, axis),
                with(x.dims(), axis, indices.length),
                p -> x.at(with(p, axis, indices[p[axis]])),
                x.tensor(),
                writer.integers(indices));
    }

    private void mirrorPad(ModelValue x) {
        boolean symmetric = random.nextBoolean();
        int[] pairs = new int[2 * x.rank()];
        int[] dims = x.dims().clone();
        for (int i = 0; i < pairs.length; i++) {
            int most = Math.min(2, x.dims()[i / 2] - (symmetric ? 0 : 1));
            pairs[i] = random.nextInt(3) == 0 ? random.nextInt(most + 1) : 0;
            dims[i / 2] += pairs[i];
        }
        model.add(
                "MIRROR_PAD",
                100,
                new Table().with(0, (byte) (symmetric ? 1 : 0)),
                dims,
                p -> {
                    int[] at = p.clone();
                    for (int axis = 0; axis < at.length; axis++) {
                        int last = x.dims()[axis] - 1;
                        int index = p[axis] - pairs[2 * axis];
                        index = index < 0 ? -index - (symmetric ? 1 : 0) : index;
                        at[axis] = index > last ? 2 * last - index + (symmetric ? 1 : 0) : index;
                    }
                    return x.at(at);
                },
                x.tensor(),
                writer.matrix(x.rank(), pairs));
    }

    private void pack(ModelValue x) {
        if (x.rank() > 4) {
            return;
        }
        int axis = random.nextInt(x.rank() + 1);
        ModelValue y = model.constant(x.dims());
        int written = random.nextBoolean() ? axis : axis - x.rank() - 1;
        model.add(
                "PACK",
                83,
                new Table().with(0, 2).with(1, written),
                inserted(x.dims(), axis, 2),
                p -> (p[axis] == 0 ? x : y).at(without(p, axis)),
                x.tensor(),
                y.tensor());
    }

    /** Adds an operator that takes the parts of an axis apart. */
    private void parts(String name, int code, Table options, ModelValue x, int axis, int[] sizes, int... operands) {
        List<int[]> dims = new ArrayList<>();
        for (int size : sizes) {
            dims.add(with(x.dims(), axis, size));
        }
        int[] tensors = writer.operators(code, options, dims, operands);
        model.operators.add(name + " " + Arrays.toString(sizes));
        int begin = 0;
        for (int i = 0; i < sizes.length; i++) {
            int first = begin;
            double[] numbers = ModelValue.numbers(dims.get(i), p -> x.at(with(p, axis, first + p[axis])));
            model.keep(new ModelValue(tensors[i], dims.get(i), numbers));
            begin += sizes[i];
        }
    }

    private void split(ModelValue x) {
        int axis = random.nextInt(x.rank());
        int length = x.dims()[axis];
        int count = length % 2 == 0 ? 2 : length;
        if (count > MOST_PARTS) {
            return;
        }
        int[] sizes = new int[count];
        Arrays.fill(sizes, length / count);
        int written = random.nextBoolean() ? axis : axis - x.rank();
        parts("SPLIT", 49, new Table().with(0, count), x, axis, sizes, writer.integers(written), x.tensor());
    }

    private void splitV(ModelValue x) {
        int axis = random.nextInt(x.rank());
        int length = x.dims()[axis];
        if (length < 2) {
            return;
        }
        int first = 1 + random.nextInt(length - 1);
        int[] sizes = {first, length - first};
        int[] written = random.nextBoolean() ? sizes : new int[] {first, -1};
        Table options = new Table().with(0, 2);
        parts("SPLIT_V", 102, options, x, axis, sizes, x.tensor(), writer.integers(written), writer.integers(axis));
    }

    private void unpack(ModelValue x) {
        int axis = random.nextInt(x.rank());
        int count = x.dims()[axis];
        if (count > MOST_PARTS) {
            return;
        }
        List<int[]> dims = Collections.nCopies(count, without(x.dims(), axis));
        int[] tensors = writer.operators(88, new Table().with(0, count).with(1, axis), dims, x.tensor());
        model.operators.add("UNPACK " + count);
        for (int i = 0; i < count; i++) {
            int index = i;
            double[] numbers = ModelValue.numbers(dims.get(i), p -> x.at(inserted(p, axis, index)));
            model.keep(new ModelValue(tensors[i], dims.get(i), numbers));
        }
    }

    private void spaceToDepth(ModelValue x) {
        if (x.rank() != 4 || x.dims()[1] % 2 != 0 || x.dims()[2] % 2 != 0) {
            return;
        }
        int channels = x.dims()[3];
        model.add(
                "SPACE_TO_DEPTH",
                26,
                new Table().with(0, 2),
                new int[] {x.dims()[0], x.dims()[1] / 2, x.dims()[2] / 2, 4 * channels},
                p -> {
                    int place = p[3] / channels;
                    return x.at(p[0], 2 * p[1] + place / 2, 2 * p[2] + place % 2, p[3] % channels);
                },
                x.tensor());
    }
}
