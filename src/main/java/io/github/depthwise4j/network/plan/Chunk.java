package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.Parallelism;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of an axis, for one thread. Only layers whose bits do not depend on the division are divided so.
 *
 * @param first the first position
 * @param count the number of positions
 */
record Chunk(long first, long count) {
    /**
     * Chunks begin at multiples of this, if the numbers along the axis lie side by side: a cache line is one chunk's.
     */
    static final int CACHE_LINE = 16;

    /**
     * Divides an axis among the threads that have enough work.
     *
     * @param node what is divided
     * @param parallelism limits the threads
     * @param length the length of the axis, at least 1
     * @param step chunks begin at multiples of this
     */
    static List<Chunk> of(Node node, Parallelism parallelism, long length, int step) {
        int most = Workers.shared().threadsFor(parallelism, Integer.MAX_VALUE);
        int threads = Math.max(1, Slicing.threadsFor(StepCost.nanosAloneBetweenDivided(node), most, true));
        long steps = (length + step - 1) / step;
        long size = (steps + threads - 1) / threads * step;
        List<Chunk> chunks = new ArrayList<>();
        for (long first = 0; first < length; first += size) {
            chunks.add(new Chunk(first, Math.min(size, length - first)));
        }
        return chunks;
    }
}
