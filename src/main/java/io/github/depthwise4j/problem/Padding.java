package io.github.depthwise4j.problem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * TensorFlow's {@code padding}: how many zeros surround the image. Either {@link #SAME}, {@link #VALID}, or a list of
 * one pair per axis, {@link #explicit}.
 */
public final class Padding {
    /**
     * As many zeros as it takes for the output to have {@code ceil(input / stride)} rows and columns; where their
     * number is odd, the extra one goes to the bottom and to the right.
     */
    public static final Padding SAME = new Padding("SAME", null);

    /** No zeros: the window stays inside the image. */
    public static final Padding VALID = new Padding("VALID", null);

    private static final int AXES = 4;

    private final String text;
    private final int @Nullable [][] pairs;

    private Padding(String text, int @Nullable [][] pairs) {
        this.text = text;
        this.pairs = pairs;
    }

    /**
     * {@return a padding of as many zeros as the caller says}
     *
     * @param pairs one pair {@code [before, after]} per axis in the order of the data format, NHWC
     *     {@code [[0, 0], [top, bottom], [left, right], [0, 0]]}, NCHW
     *     {@code [[0, 0], [0, 0], [top, bottom], [left, right]]}
     * @throws InvalidProblemException of kind {@code padding} if there are not 4 pairs of 2 numbers, or one is negative
     */
    public static Padding explicit(int[][] pairs) {
        if (pairs == null || pairs.length != AXES) {
            throw refuse(pairs, "explicit padding has one pair per axis, 4 in all");
        }
        int[][] copy = new int[AXES][];
        for (int axis = 0; axis < AXES; axis++) {
            if (pairs[axis] == null || pairs[axis].length != 2) {
                throw refuse(pairs, "entry " + axis + " is not a pair [before, after]");
            }
            copy[axis] = pairs[axis].clone();
            if (copy[axis][0] < 0 || copy[axis][1] < 0) {
                throw refuse(pairs, "entry " + axis + " is negative, and there is nothing to take away");
            }
        }
        return new Padding(text(copy), copy);
    }

    /**
     * {@return the padding a text names: {@code SAME}, {@code VALID} (in capitals, as in TensorFlow), or a list as
     * {@code [[0,0],[1,1],[1,1],[0,0]]}}
     *
     * @param text the name or the list
     * @throws InvalidProblemException of kind {@code padding} if it is none of these
     */
    public static Padding parse(String text) {
        if (SAME.text.equals(text)) {
            return SAME;
        }
        if (VALID.text.equals(text)) {
            return VALID;
        }
        String compact = text == null ? "" : text.replaceAll("\\s", "");
        // Repeated groups are matched without going back, which would take stack for every repetition.
        String list = "\\[-?\\d{1,10}(,-?\\d{1,10})*+]";
        if (!compact.matches("\\[" + list + "(," + list + ")*+]")) {
            throw unknown(text);
        }
        String[] rows = compact.substring(2, compact.length() - 2).split("],\\[");
        int[][] pairs;
        try {
            pairs = Arrays.stream(rows)
                    .map(row -> Arrays.stream(row.split(","))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toArray(int[][]::new);
        } catch (NumberFormatException e) {
            // Ten digits can be more than an int holds.
            throw unknown(text);
        }
        return explicit(pairs);
    }

    private static InvalidProblemException unknown(String text) {
        return new InvalidProblemException(
                "padding",
                "padding = \"" + text + "\", but only SAME, VALID (in capitals) or a list of 4 pairs is known; "
                        + "pass for example [[0,0],[1,1],[1,1],[0,0]].");
    }

    private static InvalidProblemException refuse(int[][] pairs, String rule) {
        return new InvalidProblemException(
                "padding",
                "padding = " + (pairs == null ? "null" : text(pairs)) + ", but " + rule
                        + "; pass for example [[0,0],[1,1],[1,1],[0,0]] in the order of the data format.");
    }

    private static String text(int[][] pairs) {
        return Arrays.deepToString(pairs).replace(" ", "");
    }

    /** {@return whether the caller named the number of zeros} */
    public boolean isExplicit() {
        return pairs != null;
    }

    /**
     * {@return a copy of the pairs of an explicit padding, one per axis in the order of the data format}
     *
     * @throws IllegalStateException if the padding is SAME or VALID
     */
    public int[][] pairs() {
        if (pairs == null) {
            throw new IllegalStateException("padding " + text + " has no pairs; ask isExplicit() first");
        }
        int[][] copy = new int[pairs.length][];
        for (int axis = 0; axis < pairs.length; axis++) {
            copy[axis] = pairs[axis].clone();
        }
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Padding that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The form {@link #parse} takes. */
    @Override
    public String toString() {
        return text;
    }
}
