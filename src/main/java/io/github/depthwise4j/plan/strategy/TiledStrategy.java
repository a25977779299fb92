package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;

/** A strategy that divides a problem into tiles. {@link TilePlan} executes it. */
public sealed interface TiledStrategy extends Strategy permits Strategy.Replicate, ChannelBlocks, Boxes, Planes {
    /** The tiles of a problem that the strategy {@link #fits}. */
    Tiling tiling(ConvolutionProblem problem);

    /** The same strategy with another kernel. */
    TiledStrategy with(Kernel otherKernel);

    /** The same strategy with more tiles, if that gives the threads equal work, or nearly. */
    TiledStrategy forThreads(ConvolutionProblem problem, int threads);

    @Override
    default List<Part> parts(ConvolutionProblem problem) {
        return new Tiles(problem, tiling(problem))
                .shapes().stream()
                        .map(shape -> new Part(shape.convolved(), shape.layout()))
                        .distinct()
                        .toList();
    }
}
