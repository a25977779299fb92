package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.problem.SpatialAxis;

/**
 * Small images that each window contains as a whole, along both axes or along the columns only. All numbers of an
 * image, or of a row, are then channels of one position: the convolution is a matrix product. Nothing is multiplied in
 * vain, and a NaN reaches the outputs that it reached before, because every output depends on every number.
 *
 * @param height the rows, or an axis of one position if the rows stay as they are
 * @param width the columns
 * @param ic the input channels
 * @param oc the output channels
 */
record CoveredImages(SpatialAxis height, SpatialAxis width, int ic, int oc) {
    /** Whether each window contains all positions. */
    boolean isCovered() {
        return isCovered(height) && isCovered(width);
    }

    private static boolean isCovered(SpatialAxis axis) {
        for (int output = 0; output < axis.output(); output++) {
            if (!contains(axis, output, 0) || !contains(axis, output, axis.input() - 1)) {
                return false;
            }
        }
        // A dilated window leaves out positions between two that it contains.
        return axis.dilation() == 1 || axis.input() == 1;
    }

    private static boolean contains(SpatialAxis axis, int output, int input) {
        long distance = distance(axis, output, input);
        return distance >= 0 && distance % axis.dilation() == 0 && distance / axis.dilation() < axis.filter();
    }

    /** How far an input position is behind the first tap of a window. */
    private static long distance(SpatialAxis axis, int output, int input) {
        return (long) input + axis.padBefore() - (long) output * axis.stride();
    }

    private static int tap(SpatialAxis axis, int output, int input) {
        return (int) (distance(axis, output, input) / axis.dilation());
    }

    /** The input positions that become channels. */
    long inputs() {
        return (long) height.input() * width.input();
    }

    /** The output positions that become channels. */
    long outputs() {
        return (long) height.output() * width.output();
    }

    /**
     * The filter of the merged problem. It has one tap if the rows are merged too, otherwise one for each row of taps.
     *
     * @param taps the filter, with all its rows and columns of taps
     */
    float[] filter(float[] taps) {
        int columns = width.filter();
        int remaining = taps.length / (columns * ic * oc) / height.filter();
        int inputs = (int) inputs();
        int outputs = (int) outputs();
        float[] matrix = new float[remaining * inputs * ic * outputs * oc];
        for (int to = 0; to < matrix.length; to += oc) {
            int output = to / oc % outputs;
            int channel = to / (oc * outputs) % ic;
            int input = to / (oc * outputs * ic) % inputs;
            int row = to / (oc * outputs * ic * inputs);
            int tapRow = row + tap(height, output / width.output(), input / width.input());
            int tapColumn = tap(width, output % width.output(), input % width.input());
            System.arraycopy(taps, ((tapRow * columns + tapColumn) * ic + channel) * oc, matrix, to, oc);
        }
        return matrix;
    }
}
