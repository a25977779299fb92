package io.github.depthwise4j.reference.layer;

import io.github.depthwise4j.problem.layer.BatchToSpaceProblem;
import io.github.depthwise4j.problem.layer.SliceProblem;
import io.github.depthwise4j.problem.layer.SpaceToBatchProblem;
import io.github.depthwise4j.problem.layer.TileProblem;
import io.github.depthwise4j.problem.layer.TransposeProblem;

/** Layers whose numbers are those of the input at other places. */
final class ArrangementLoops {
    private ArrangementLoops() {}

    /** Where the number at a position of the result comes from; -1 for a zero. */
    private interface Origin {
        int of(int[] position);
    }

    private static void copy(float[] input, LayerResult result, Origin origin) {
        int[] lengths = LayerResult.lengths(result.shape());
        int[] position = new int[lengths.length];
        for (int to = 0; to < result.shape().elementCount(); to++) {
            int from = origin.of(position);
            result.set(to, from < 0 ? 0 : input[from]);
            ReferenceLayers.next(position, lengths);
        }
    }

    static void slice(SliceProblem problem, float[] input, LayerResult result) {
        int[] lengths = LayerResult.lengths(problem.inputShape());
        copy(input, result, position -> {
            int from = 0;
            for (int axis = 0; axis < lengths.length; axis++) {
                int entry = problem.begin().get(axis)
                        + position[axis] * problem.strides().get(axis);
                from = from * lengths[axis] + entry;
            }
            return from;
        });
    }

    static void transpose(TransposeProblem problem, float[] input, LayerResult result) {
        int[] lengths = LayerResult.lengths(problem.inputShape());
        copy(input, result, position -> {
            int from = 0;
            for (int axis = 0; axis < lengths.length; axis++) {
                from = from * lengths[axis] + position[problem.permutation().indexOf(axis)];
            }
            return from;
        });
    }

    static void tile(TileProblem problem, float[] input, LayerResult result) {
        int[] lengths = LayerResult.lengths(problem.inputShape());
        copy(input, result, position -> {
            int from = 0;
            for (int axis = 0; axis < lengths.length; axis++) {
                from = from * lengths[axis] + position[axis] % lengths[axis];
            }
            return from;
        });
    }

    static void divide(SpaceToBatchProblem problem, float[] input, LayerResult result) {
        int[] in = LayerResult.lengths(problem.inputShape());
        copy(input, result, position -> {
            int place = position[0] / in[0];
            int row = position[1] * problem.rows()
                    + place / problem.columns()
                    - problem.paddings().get(0);
            int column = position[2] * problem.columns()
                    + place % problem.columns()
                    - problem.paddings().get(2);
            boolean inside = row >= 0 && row < in[1] && column >= 0 && column < in[2];
            return inside ? ((position[0] % in[0] * in[1] + row) * in[2] + column) * in[3] + position[3] : -1;
        });
    }

    static void join(BatchToSpaceProblem problem, float[] input, LayerResult result) {
        int[] in = LayerResult.lengths(problem.inputShape());
        int images = in[0] / problem.rows() / problem.columns();
        copy(input, result, position -> {
            int row = position[1] + problem.crops().get(0);
            int column = position[2] + problem.crops().get(2);
            int place = row % problem.rows() * problem.columns() + column % problem.columns();
            int image = place * images + position[0];
            return ((image * in[1] + row / problem.rows()) * in[2] + column / problem.columns()) * in[3] + position[3];
        });
    }
}
