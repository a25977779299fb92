package io.github.depthwise4j.network;

import io.github.depthwise4j.problem.layer.BatchToSpaceProblem;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.SliceProblem;
import io.github.depthwise4j.problem.layer.SpaceToBatchProblem;
import io.github.depthwise4j.problem.layer.TileProblem;
import io.github.depthwise4j.problem.layer.TransposeProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random layers that move numbers, sum along axes, multiply matrices, or compute a function of each number. */
final class RandomRearrangements {
    private static final float[] EXPONENTS = {-1, -0.5f, 0.5f, 1, 2, 3, 0, 1.75f};

    private final Random random;
    private final RandomLayers layers;

    RandomRearrangements(Random random, RandomLayers layers) {
        this.random = random;
        this.layers = layers;
    }

    LayerProblem next() {
        return switch (random.nextInt(8)) {
            case 0 -> slice();
            case 1 -> transpose();
            case 2 -> tile();
            case 3 -> reduction();
            case 4 -> matMul();
            case 5 -> function();
            case 6 -> spaceToBatch();
            default -> batchToSpace();
        };
    }

    private SliceProblem slice() {
        Shape shape = layers.anyShape();
        List<Integer> begin = new ArrayList<>();
        List<Integer> size = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        for (long dim : shape.dims()) {
            int stride = random.nextInt(3) == 0 ? layers.upTo(3) : 1;
            int first = random.nextBoolean() ? 0 : random.nextInt((int) dim);
            int most = ((int) dim - first - 1) / stride + 1;
            begin.add(first);
            size.add(random.nextBoolean() ? most : layers.upTo(most));
            strides.add(stride);
        }
        return new SliceProblem(shape, begin, size, strides);
    }

    private TransposeProblem transpose() {
        Shape shape = layers.anyShape();
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            axes.add(axis);
        }
        Collections.shuffle(axes, random);
        return new TransposeProblem(shape, axes);
    }

    private TileProblem tile() {
        Shape shape = layers.anyShape();
        List<Integer> multiples = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            multiples.add(random.nextBoolean() ? 1 : layers.upTo(4));
        }
        return new TileProblem(shape, multiples);
    }

    private ReductionProblem reduction() {
        Shape shape = layers.anyShape();
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (random.nextBoolean()) {
                axes.add(axis);
            }
        }
        ReductionProblem.Kind[] kinds = ReductionProblem.Kind.values();
        return new ReductionProblem(kinds[random.nextInt(kinds.length)], shape, axes);
    }

    private MatMulProblem matMul() {
        long inner = layers.upTo(40);
        boolean transposeFirst = random.nextBoolean();
        boolean transposeSecond = random.nextBoolean();
        long rows = layers.upTo(20);
        long columns = layers.upTo(40);
        long[] first = operand(transposeFirst ? inner : rows, transposeFirst ? rows : inner);
        long[] second = operand(transposeSecond ? columns : inner, transposeSecond ? inner : columns);
        for (int fromEnd = 3; fromEnd <= Math.min(first.length, second.length); fromEnd++) {
            if (first[first.length - fromEnd] != 1 && random.nextInt(3) > 0) {
                second[second.length - fromEnd] = first[first.length - fromEnd];
            } else {
                first[first.length - fromEnd] = 1;
            }
        }
        return new MatMulProblem(Shape.of(first), Shape.of(second), transposeFirst, transposeSecond);
    }

    private long[] operand(long rows, long columns) {
        long[] dims = new long[2 + random.nextInt(3)];
        Arrays.setAll(dims, axis -> layers.upTo(3));
        dims[dims.length - 2] = rows;
        dims[dims.length - 1] = columns;
        return dims;
    }

    private FunctionProblem function() {
        FunctionProblem.Kind[] kinds = FunctionProblem.Kind.values();
        FunctionProblem.Kind kind = kinds[random.nextInt(kinds.length)];
        float exponent = kind == FunctionProblem.Kind.POWER ? EXPONENTS[random.nextInt(EXPONENTS.length)] : 0;
        return new FunctionProblem(kind, layers.anyShape(), exponent);
    }

    private SpaceToBatchProblem spaceToBatch() {
        int rows = layers.upTo(3);
        int columns = layers.upTo(3);
        return new SpaceToBatchProblem(layers.image(), rows, columns, borders());
    }

    private BatchToSpaceProblem batchToSpace() {
        int rows = layers.upTo(3);
        int columns = layers.upTo(3);
        Shape image = Shape.of((long) rows * columns * layers.upTo(2), layers.upTo(6), layers.upTo(6), layers.upTo(9));
        return new BatchToSpaceProblem(image, rows, columns, borders());
    }

    private List<Integer> borders() {
        return List.of(random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4));
    }
}
