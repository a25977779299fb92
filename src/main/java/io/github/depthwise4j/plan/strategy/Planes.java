package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution in NHWC, band by band. The input of a band is copied into planes, one for each channel, as in NCHW. The
 * result is copied back, unless it has one channel.
 *
 * @param rows the output rows of a band. An image of one row is divided into columns instead
 * @param kernel the kernel that convolves
 */
public record Planes(int rows, Kernel kernel) implements TiledStrategy {
    private static final Pattern NAME = Pattern.compile("planes\\(rows=(\\d{1,9}),(.+)\\)");

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof Planes that && rows == that.rows && kernel.equals(that.kernel);
    }

    @Override
    public int hashCode() {
        return 31 * rows + kernel.hashCode();
    }

    @Override
    public String name() {
        return "planes(rows=" + rows + "," + kernel + ")";
    }

    static Optional<Strategy> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Planes(Integer.parseInt(matcher.group(1)), new Kernel(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public boolean fits(ConvolutionProblem problem) {
        return Strategy.hasElements(problem) && problem.dataFormat() == DataFormat.NHWC && rows > 0;
    }

    @Override
    public Planes with(Kernel otherKernel) {
        return new Planes(rows, otherKernel);
    }

    @Override
    public Tiling tiling(ConvolutionProblem problem) {
        return new Tiling(
                problem.geometry().g(), rows, ChannelBlocks.Filters.GROUPED, 1, false, ActivationLayout.CHANNELS_FIRST);
    }

    @Override
    public Planes forThreads(ConvolutionProblem problem, int threads) {
        int all = RowBands.rowsOf(problem);
        int bands = RowBands.countOf(all, rows);
        int wanted = Slicing.slicesPerImage(problem.geometry().mb(), threads, bands, all);
        return wanted == bands ? this : new Planes(RowBands.height(all, wanted), kernel);
    }
}
