package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The outputs to compare if not all are compared. The kinds of places take turns: a corner of the image, in the first
 * or last channel of the first or last image; a place on a border of the image; a place in the first or last
 * channel; and any place. At ends and borders, kernels compute what is left over: mistakes are most likely there.
 */
final class SamplePoints {
    private static final int KINDS = 4;
    /** Rows, columns, channels and images each have two ends. */
    private static final int CORNERS = 16;

    private static final int FIRST_ROW = 1;
    private static final int FIRST_COLUMN = 2;
    private static final int FIRST_CHANNEL = 4;
    private static final int FIRST_IMAGE = 8;

    /** The same place may be drawn again: with few places, drawing would not end. */
    private static final int MOST_DRAWS_PER_POINT = 8;

    private final ConvolutionGeometry geometry;
    private final ImageLayout layout;
    private final SplittableRandom random;

    private SamplePoints(ConvolutionProblem problem, long seed) {
        this.geometry = problem.geometry();
        this.layout = ImageLayout.of(problem.dataFormat(), geometry.oc(), geometry.oh(), geometry.ow());
        this.random = new SplittableRandom(seed);
    }

    /**
     * The indices of at most this many different outputs, 1 or more; of all outputs if there are fewer. The same seed
     * gives the same indices.
     */
    static int[] of(ConvolutionProblem problem, int count, long seed) {
        long outputs = problem.outputShape().elementCount();
        if (outputs <= count) {
            return IntStream.range(0, (int) outputs).toArray();
        }
        return new SamplePoints(problem, seed).draw(count);
    }

    private int[] draw(int count) {
        Set<Integer> points = new LinkedHashSet<>();
        int firstCorner = random.nextInt(CORNERS);
        for (long i = 0; points.size() < count && i < (long) MOST_DRAWS_PER_POINT * count; i++) {
            points.add(
                    switch ((int) (i % KINDS)) {
                        case 0 -> corner((int) (firstCorner + i / KINDS) % CORNERS);
                        case 1 -> onBorder();
                        case 2 -> index(image(), end(geometry.oc()), row(), column());
                        default -> index(image(), channel(), row(), column());
                    });
        }
        return points.stream().mapToInt(Integer::intValue).toArray();
    }

    private int corner(int which) {
        return index(
                (which & FIRST_IMAGE) != 0 ? 0 : geometry.mb() - 1,
                (which & FIRST_CHANNEL) != 0 ? 0 : geometry.oc() - 1,
                (which & FIRST_ROW) != 0 ? 0 : geometry.oh() - 1,
                (which & FIRST_COLUMN) != 0 ? 0 : geometry.ow() - 1);
    }

    private int onBorder() {
        return random.nextBoolean()
                ? index(image(), channel(), end(geometry.oh()), column())
                : index(image(), channel(), row(), end(geometry.ow()));
    }

    private int image() {
        return random.nextInt(geometry.mb());
    }

    private int channel() {
        return random.nextInt(geometry.oc());
    }

    private int row() {
        return random.nextInt(geometry.oh());
    }

    private int column() {
        return random.nextInt(geometry.ow());
    }

    private int end(int size) {
        return random.nextBoolean() ? 0 : size - 1;
    }

    private int index(int n, int c, int h, int w) {
        return layout.index(n, c, h, w);
    }
}
