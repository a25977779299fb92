package io.github.depthwise4j.reference.layer;

import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.Shape;

/** Layers that copy numbers to another place, or mix a few of them. */
final class CopyLoops {
    /** Products and additions of a mixture of four pixels, with the roundings of its weights. */
    private static final int MIXTURE_TERMS = 8;

    private CopyLoops() {}

    static void concatenate(ConcatenationProblem problem, float[][] inputs, LayerResult result) {
        int axis = problem.axis();
        int inner =
                product(problem.outputShape(), axis + 1, problem.outputShape().rank());
        int outer = product(problem.outputShape(), 0, axis);
        int to = 0;
        for (int block = 0; block < outer; block++) {
            for (int input = 0; input < inputs.length; input++) {
                int length = inner * (int) problem.inputShapes().get(input).dim(axis);
                for (int i = 0; i < length; i++) {
                    result.set(to++, inputs[input][block * length + i]);
                }
            }
        }
    }

    private static int product(Shape shape, int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= (int) shape.dim(axis);
        }
        return product;
    }

    static void pad(ZeroPaddingProblem problem, float[] input, LayerResult result) {
        int[] inputLengths = LayerResult.lengths(problem.inputShape());
        int[] lengths = LayerResult.lengths(problem.outputShape());
        int[] position = new int[lengths.length];
        for (int i = 0; i < problem.outputShape().elementCount(); i++) {
            int index = 0;
            boolean inside = true;
            for (int axis = 0; axis < lengths.length; axis++) {
                int at = position[axis] - problem.before().get(axis);
                inside &= at >= 0 && at < inputLengths[axis];
                index = index * inputLengths[axis] + at;
            }
            result.set(i, inside ? input[index] : 0);
            ReferenceLayers.next(position, lengths);
        }
    }

    static void spread(DepthToSpaceProblem problem, float[] input, LayerResult result) {
        int[] in = LayerResult.lengths(problem.inputShape());
        int[] out = LayerResult.lengths(problem.outputShape());
        int to = 0;
        for (int image = 0; image < out[0]; image++) {
            for (int row = 0; row < out[1]; row++) {
                for (int column = 0; column < out[2]; column++) {
                    int pixel = (image * in[1] + row / problem.rows()) * in[2] + column / problem.columns();
                    int place = row % problem.rows() * problem.columns() + column % problem.columns();
                    for (int channel = 0; channel < out[3]; channel++) {
                        result.set(to++, input[pixel * in[3] + place * out[3] + channel]);
                    }
                }
            }
        }
    }

    static void resize(ResizeProblem problem, float[] input, LayerResult result) {
        int[] old = LayerResult.lengths(problem.inputShape());
        int channels = old[3];
        int to = 0;
        for (int image = 0; image < old[0]; image++) {
            for (int row = 0; row < problem.height(); row++) {
                Place down = Place.of(problem, row, old[1], problem.height());
                for (int column = 0; column < problem.width(); column++) {
                    Place across = Place.of(problem, column, old[2], problem.width());
                    for (int channel = 0; channel < channels; channel++) {
                        Pixels pixels = new Pixels(input, image * old[1], old[2], channels, channel);
                        mix(pixels, down, across, result, to++);
                    }
                }
            }
        }
    }

    /** The pixels of one channel of an image. */
    private record Pixels(float[] values, int firstRow, int columns, int channels, int channel) {
        double at(int row, int column) {
            return values[((firstRow + row) * columns + column) * channels + channel];
        }
    }

    private static void mix(Pixels pixels, Place down, Place across, LayerResult result, int to) {
        double topLeft = pixels.at(down.low, across.low);
        double topRight = pixels.at(down.low, across.high);
        double bottomLeft = pixels.at(down.high, across.low);
        double bottomRight = pixels.at(down.high, across.high);
        double y = down.fraction;
        double x = across.fraction;
        double value = (1 - y) * ((1 - x) * topLeft + x * topRight) + y * ((1 - x) * bottomLeft + x * bottomRight);
        if (down.exact && across.exact) {
            result.set(to, value);
            return;
        }
        double sizes = (1 - y) * ((1 - x) * Math.abs(topLeft) + x * Math.abs(topRight))
                + y * ((1 - x) * Math.abs(bottomLeft) + x * Math.abs(bottomRight));
        double vertical = Math.max(Math.abs(bottomLeft - topLeft), Math.abs(bottomRight - topRight));
        double horizontal = Math.max(Math.abs(topRight - topLeft), Math.abs(bottomRight - bottomLeft));
        double bound = ReferenceLayers.gamma(MIXTURE_TERMS) * sizes
                + down.error * vertical
                + across.error * horizontal
                + MIXTURE_TERMS * ReferenceLayers.SUBNORMAL;
        result.set(to, value, bound);
    }

    /** Where a new pixel lies between two old ones, along one axis. */
    private record Place(int low, int high, double fraction, double error, boolean exact) {
        static Place of(ResizeProblem problem, int index, int old, int size) {
            double position = problem.position(index, old, size);
            int low = (int) position;
            boolean exact = old == size || problem.kind() == ResizeProblem.Kind.NEAREST;
            return new Place(low, Math.min(low + 1, old - 1), position - low, 4 * ReferenceLayers.U * old, exact);
        }
    }
}
