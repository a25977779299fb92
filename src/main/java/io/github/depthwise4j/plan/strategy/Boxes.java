package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution in either format in tiles that are small along every axis. So neither the working memory nor the time
 * of making the plan grows with the problem. A tile that is not contiguous is copied in and out.
 *
 * @param channels the output channels of a block, or {@link #ALL}
 * @param rows the most output rows of a tile
 * @param columns the most output columns of a tile
 * @param padded whether the copy contains the padding, as zeros
 * @param kernel the kernel that convolves
 */
public record Boxes(int channels, int rows, int columns, boolean padded, Kernel kernel) implements TiledStrategy {
    /** In place of a number of channels: one block of all of them. */
    public static final int ALL = 0;

    /** Apart, so that Java makes the pattern only where a name is read. */
    private static final class Name {
        private static final Pattern PATTERN =
                Pattern.compile("boxes\\((?:all|(\\d{1,9})),(\\d{1,9})x(\\d{1,9})(,padded)?,(.+)\\)");

        private Name() {}
    }

    @Override
    public String name() {
        return "boxes(" + (channels == ALL ? "all" : channels) + "," + rows + "x" + columns + (padded ? ",padded" : "")
                + "," + kernel + ")";
    }

    static Optional<Strategy> parse(String name) {
        Matcher matcher = Name.PATTERN.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Boxes(
                matcher.group(1) == null ? ALL : Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4) != null,
                new Kernel(matcher.group(5))));
    }

    @Override
    public boolean fits(ConvolutionProblem problem) {
        boolean oneChannel = channels == 1 && problem.geometry().oc() > 1;
        return Strategy.hasElements(problem)
                && rows > 0
                && columns > 0
                && channels < problem.geometry().oc()
                && channels % problem.geometry().ocPerGroup() == 0
                && !(Depthwise.is(problem) && oneChannel);
    }

    @Override
    public Boxes with(Kernel otherKernel) {
        return new Boxes(channels, rows, columns, padded, otherKernel);
    }

    @Override
    public Tiling tiling(ConvolutionProblem problem) {
        boolean oneRow = RowBands.isInColumns(problem.geometry());
        int all = problem.geometry().g();
        // One channel alone is an ordinary convolution, unless it is copied for each of its filters.
        boolean copied = Depthwise.is(problem)
                && (all > 1 || kernel.isDepthwise() && problem.geometry().oc() > 1);
        return new Tiling(
                channels == ALL ? all : channels / problem.geometry().ocPerGroup(),
                oneRow ? columns : rows,
                copied ? ChannelBlocks.Filters.REPEATED : ChannelBlocks.Filters.GROUPED,
                1,
                padded,
                ActivationLayout.CHANNELS_LAST,
                oneRow ? Tiling.ALL_COLUMNS : columns,
                true);
    }

    /** {@inheritDoc} There are many tiles. */
    @Override
    public Boxes forThreads(ConvolutionProblem problem, int threads) {
        return this;
    }
}
