package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.ExecutedStrategy;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to compute a convolution, as data. It can also be applied to the images and bands of a problem. {@link
 * StrategyExecutors} makes the plan that executes it.
 */
public sealed interface Strategy extends ExecutedStrategy
        permits Strategy.Direct, TiledStrategy, Strategy.Empty, Strategy.ZeroInput {
    /** {@inheritDoc} {@link #parse} reads it back if it names a kernel. */
    @Override
    String name();

    /** Whether the strategy can compute a problem, as far as that does not depend on the kernel. */
    boolean fits(ConvolutionProblem problem);

    /**
     * A convolution that oneDNN computes as a part of a problem.
     *
     * @param layout the layout of its input and output
     */
    record Part(ConvolutionProblem problem, ActivationLayout layout) {
        // Written out for a fast start: see the page of package problem.
        @Override
        public boolean equals(Object other) {
            return other instanceof Part that && problem.equals(that.problem) && layout == that.layout;
        }

        @Override
        public int hashCode() {
            return 31 * problem.hashCode() + layout.hashCode();
        }
    }

    /**
     * The different convolutions that oneDNN computes for a problem that the strategy {@link #fits}: few parts of a
     * problem have different sizes.
     */
    List<Part> parts(ConvolutionProblem problem);

    /**
     * Reads a name back. The sizes in it need not be the sizes of a candidate here: they may come from a machine with
     * other caches.
     *
     * @return the strategy of exactly this name; empty if there is none
     */
    static Optional<Strategy> parse(String name) {
        return Direct.parse(name)
                .or(() -> Replicate.parse(name))
                .or(() -> ChannelBlocks.parse(name))
                .or(() -> Boxes.parse(name))
                .or(() -> Planes.parse(name))
                // Leading zeros, for example, are not part of any name.
                .filter(strategy -> strategy.name().equals(name));
    }

    /** Whether there is something to convolve. */
    static boolean hasElements(ConvolutionProblem problem) {
        return problem.inputShape().elementCount() > 0 && problem.outputShape().elementCount() > 0;
    }

    /** One grouped convolution over the caller's memory, which is not copied. */
    record Direct(Kernel kernel) implements Strategy {
        /** Apart, so that Java makes the pattern only where a name is read. */
        private static final class Name {
            private static final Pattern PATTERN = Pattern.compile("direct\\((.+)\\)");

            private Name() {}
        }

        /** With the kernel that oneDNN selects first. */
        public static final Direct FIRST = new Direct(Kernel.FIRST);

        // Written out for a fast start: see the page of package problem.
        @Override
        public boolean equals(Object other) {
            return other instanceof Direct that && kernel.equals(that.kernel);
        }

        @Override
        public int hashCode() {
            return kernel.hashCode();
        }

        @Override
        public String name() {
            return "direct(" + kernel + ")";
        }

        private static Optional<Strategy> parse(String name) {
            Matcher matcher = Name.PATTERN.matcher(name);
            return matcher.matches() ? Optional.of(new Direct(new Kernel(matcher.group(1)))) : Optional.empty();
        }

        @Override
        public boolean fits(ConvolutionProblem problem) {
            return hasElements(problem);
        }

        @Override
        public List<Part> parts(ConvolutionProblem problem) {
            return List.of(new Part(problem, ActivationLayout.of(problem)));
        }
    }

    /**
     * A convolution in NHWC, band by band. The input of a band is copied. If each channel has several filters of its
     * own, it is copied once for each of them, and each copy is convolved with one filter.
     *
     * @param images the images that are copied at a time, or {@link #WHOLE_BATCH}; unless this is 1, {@code rows} is
     *     {@link #ALL_ROWS}
     * @param rows the output rows of a band, or {@link #ALL_ROWS}. An image of one row is divided into columns instead
     * @param padded whether the copy contains the padding of the columns, as zeros
     * @param kernel the kernel that convolves
     */
    record Replicate(int images, int rows, boolean padded, Kernel kernel) implements TiledStrategy {
        /** Apart, so that Java makes the pattern only where a name is read. */
        private static final class Name {
            private static final Pattern PATTERN =
                    Pattern.compile("replicate\\((?:batch|images=(\\d{1,9})|rows=(\\d{1,9}))(,padded)?,(.+)\\)");

            private Name() {}
        }

        /** In place of a number of rows: images are not divided into bands. */
        public static final int ALL_ROWS = Tiling.ALL_ROWS;

        /** In place of a number of images: all of them. */
        public static final int WHOLE_BATCH = Tiling.WHOLE_BATCH;

        /** Bands of one image. */
        public Replicate(int rows, boolean padded, Kernel kernel) {
            this(1, rows, padded, kernel);
        }

        /** Without padding in the copy. */
        public Replicate(int rows, Kernel kernel) {
            this(rows, false, kernel);
        }

        /** Several whole images at a time. */
        public static Replicate ofImages(int images, boolean padded, Kernel kernel) {
            return new Replicate(images, ALL_ROWS, padded, kernel);
        }

        // Written out for a fast start: see the page of package problem.
        @Override
        public boolean equals(Object other) {
            return other instanceof Replicate that
                    && images == that.images
                    && rows == that.rows
                    && padded == that.padded
                    && kernel.equals(that.kernel);
        }

        @Override
        public int hashCode() {
            int hash = images;
            hash = 31 * hash + rows;
            hash = 31 * hash + Boolean.hashCode(padded);
            hash = 31 * hash + kernel.hashCode();
            return hash;
        }

        @Override
        public String name() {
            String tile = images == WHOLE_BATCH ? "batch" : images > 1 ? "images=" + images : "rows=" + rows;
            return "replicate(" + tile + (padded ? ",padded" : "") + "," + kernel + ")";
        }

        private static Optional<Strategy> parse(String name) {
            Matcher matcher = Name.PATTERN.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            boolean padded = matcher.group(3) != null;
            Kernel kernel = new Kernel(matcher.group(4));
            if (matcher.group(2) != null) {
                return Optional.of(new Replicate(Integer.parseInt(matcher.group(2)), padded, kernel));
            }
            String images = matcher.group(1);
            return Optional.of(ofImages(images == null ? WHOLE_BATCH : Integer.parseInt(images), padded, kernel));
        }

        @Override
        public boolean fits(ConvolutionProblem problem) {
            return hasElements(problem)
                    && problem.dataFormat() == DataFormat.NHWC
                    && (images == 1 ? rows > 0 : images <= problem.geometry().mb());
        }

        @Override
        public Replicate with(Kernel otherKernel) {
            return new Replicate(images, rows, padded, otherKernel);
        }

        @Override
        public Tiling tiling(ConvolutionProblem problem) {
            return new Tiling(
                    problem.geometry().g(),
                    rows,
                    Depthwise.is(problem) ? ChannelBlocks.Filters.REPEATED : ChannelBlocks.Filters.GROUPED,
                    images,
                    padded,
                    ActivationLayout.CHANNELS_LAST);
        }

        @Override
        public Replicate forThreads(ConvolutionProblem problem, int threads) {
            int mb = problem.geometry().mb();
            if (images != 1 && threads <= mb) {
                int most = images == WHOLE_BATCH ? mb : images;
                return ofImages(Slicing.imagesOfSlice(mb, threads, most), padded, kernel);
            }
            int all = RowBands.rowsOf(problem);
            int bands = images != 1 ? 1 : RowBands.countOf(all, rows);
            int wanted = Slicing.slicesPerImage(mb, threads, bands, all);
            return wanted == bands && images == 1 ? this : new Replicate(RowBands.height(all, wanted), padded, kernel);
        }
    }

    /** For an output without elements: nothing is computed. */
    record Empty() implements Strategy {
        @Override
        public String name() {
            return "empty";
        }

        @Override
        public Kernel kernel() {
            return Kernel.FIRST;
        }

        @Override
        public boolean fits(ConvolutionProblem problem) {
            return problem.outputShape().elementCount() == 0;
        }

        @Override
        public List<Part> parts(ConvolutionProblem problem) {
            return List.of();
        }
    }

    /** For an input without elements whose output has elements, because of the padding: zeros are convolved. */
    record ZeroInput() implements Strategy {
        @Override
        public String name() {
            return "zero input";
        }

        @Override
        public Kernel kernel() {
            return Kernel.FIRST;
        }

        @Override
        public boolean fits(ConvolutionProblem problem) {
            return problem.inputShape().elementCount() == 0
                    && problem.outputShape().elementCount() > 0;
        }

        @Override
        public List<Part> parts(ConvolutionProblem problem) {
            return List.of();
        }
    }
}
