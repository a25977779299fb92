package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.TiledStrategy;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a strategy does for a problem, counted: calls of oneDNN, numbers that are copied, and rows, pixels and
 * multiply-adds of kernels. {@link Costs} says how long each takes. The counts depend on sizes only.
 */
public final class Work {
    /** Data up to this size come from a level-2 cache. */
    private static final long LEVEL_2 = 1 << 20;
    /** Data up to this size come from a level-3 cache that others use too. */
    private static final long PART_OF_LEVEL_3 = 4 << 20;
    /** Data up to this size come from a level-3 cache. */
    private static final long LEVEL_3 = 16 << 20;

    private static final String CALLS = "oneDNN";

    /** For each subject, how much there is of what. */
    private final Map<String, Map<String, Double>> counts = new TreeMap<>();

    private final Set<String> kernels = new TreeSet<>();

    private Work() {}

    /** The work for a problem whose input and output have elements. */
    public static Work of(ConvolutionProblem problem, Strategy strategy) {
        Work work = new Work();
        work.add(CALLS, "plans", 1);
        if (strategy instanceof Strategy.Direct direct) {
            work.addDirect(problem, direct);
        } else if (strategy instanceof TiledStrategy tiled) {
            new TileWork(work, problem, tiled.tiling(problem)).add(tiled.kernel());
        }
        return work;
    }

    private void addDirect(ConvolutionProblem problem, Strategy.Direct direct) {
        ConvolutionGeometry geometry = problem.geometry();
        addCalls(1);
        KernelWork kernel = new KernelWork(this, problem, direct.kernel());
        kernel.addConvolutions(1, geometry.mb(), geometry.g(), 1, KernelWork.Place.TENSORS);
        addFar(direct.kernel().isDepthwise() ? "depthwise tensors" : "ordinary tensors", geometry);
    }

    /** Adds the bytes of the tensors that do not come from the nearest caches. */
    void addFar(String of, ConvolutionGeometry geometry) {
        double written = (double) Float.BYTES * geometry.dstElements();
        double bytes = (double) Float.BYTES * geometry.srcElements() + written;
        add(of, "bytes beyond level 2", Math.max(0, bytes - LEVEL_2));
        add(of, "bytes beyond a part of level 3", Math.max(0, bytes - PART_OF_LEVEL_3));
        add(of, "bytes beyond level 3", Math.max(0, bytes - LEVEL_3));
        // A line that is written is read first.
        add(of, "written bytes beyond level 2", Math.max(0, written - LEVEL_2));
        add(of, "written bytes beyond a part of level 3", Math.max(0, written - PART_OF_LEVEL_3));
    }

    /** Adds calls of oneDNN. */
    void addCalls(double calls) {
        add(CALLS, "calls", calls);
    }

    /** Adds some of what there is to do for a subject. */
    void add(String subject, String what, double count) {
        if (count > 0) {
            Map<String, Double> ofSubject = counts.get(subject);
            if (ofSubject == null) {
                ofSubject = new TreeMap<>();
                counts.put(subject, ofSubject);
            }
            ofSubject.put(what, ofSubject.getOrDefault(what, 0.0) + count);
        }
    }

    /** Adds some of what a kernel does. */
    void addOfKernel(String kernel, String what, double count) {
        kernels.add(kernel);
        add(kernel, what, count);
    }

    /** For each subject, how much there is of what. */
    public Map<String, Map<String, Double>> counts() {
        return counts;
    }

    /** Those subjects that are kernels. */
    Set<String> kernels() {
        return kernels;
    }
}
