package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.ExecutedStrategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to compute a convolution, as data. It can also be applied to the images and bands of a problem. {@link
 * StrategyExecutors} makes the plan that executes it.
 */
public sealed interface Strategy extends ExecutedStrategy
        permits Strategy.Direct, Strategy.Replicate, ChannelBlocks, Strategy.Empty, Strategy.ZeroInput {
    /** {@inheritDoc} {@link #parse} reads it back if it names a kernel. */
    @Override
    String name();

    /** Whether the strategy can compute a problem, as far as that does not depend on the kernel. */
    boolean fits(ConvolutionProblem problem);

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
                // Leading zeros, for example, are not part of any name.
                .filter(strategy -> strategy.name().equals(name));
    }

    /** Whether there is something to convolve. */
    static boolean hasElements(ConvolutionProblem problem) {
        return problem.inputShape().elementCount() > 0 && problem.outputShape().elementCount() > 0;
    }

    /** One grouped convolution over the caller's memory, which is not copied. */
    record Direct(Kernel kernel) implements Strategy {
        private static final Pattern NAME = Pattern.compile("direct\\((.+)\\)");

        /** With the kernel that oneDNN selects first. */
        public static final Direct FIRST = new Direct(Kernel.FIRST);

        @Override
        public String name() {
            return "direct(" + kernel + ")";
        }

        private static Optional<Strategy> parse(String name) {
            Matcher matcher = NAME.matcher(name);
            return matcher.matches() ? Optional.of(new Direct(new Kernel(matcher.group(1)))) : Optional.empty();
        }

        @Override
        public boolean fits(ConvolutionProblem problem) {
            return hasElements(problem);
        }
    }

    /**
     * A depthwise convolution in NHWC, band by band. Each input channel is copied once for each of its filters, and
     * each copy is convolved with one filter.
     *
     * @param rows the output rows of a band, or {@link #WHOLE_BATCH}
     * @param kernel the kernel that convolves
     */
    record Replicate(int rows, Kernel kernel) implements Strategy {
        private static final Pattern NAME = Pattern.compile("replicate\\((?:batch|rows=(\\d{1,9})),(.+)\\)");

        /** In place of a number of rows: all images at a time. */
        public static final int WHOLE_BATCH = 0;

        @Override
        public String name() {
            return "replicate(" + (rows == WHOLE_BATCH ? "batch" : "rows=" + rows) + "," + kernel + ")";
        }

        private static Optional<Strategy> parse(String name) {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int rows = matcher.group(1) == null ? WHOLE_BATCH : Integer.parseInt(matcher.group(1));
            return Optional.of(new Replicate(rows, new Kernel(matcher.group(2))));
        }

        @Override
        public boolean fits(ConvolutionProblem problem) {
            return hasElements(problem) && Depthwise.is(problem) && problem.dataFormat() == DataFormat.NHWC;
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
    }
}
