package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.SlowKernels;
import io.github.depthwise4j.plan.cpu.CpuCaches;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.plan.strategy.TiledStrategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The strategies that are worth measuring for a problem whose input and output have elements. */
public final class Candidates {
    private Candidates() {}

    /** The candidates on this machine. The first one has oneDNN's own first choice of a kernel. */
    public static List<Strategy> of(ConvolutionProblem problem) {
        return of(problem, CpuCaches.current(), KernelFacts.ofOneDnn());
    }

    /** The candidates on a machine with these caches and kernels. */
    public static List<Strategy> of(ConvolutionProblem problem, CpuCaches caches, KernelFacts facts) {
        Set<Strategy> candidates = new LinkedHashSet<>();
        worthwhile(problem, facts).forEach(kernel -> candidates.add(new Direct(kernel)));
        FastParts parts = new FastParts(problem, facts);
        addFast(Possibilities.of(problem, caches, facts), parts, candidates);
        // The sizes of blocks and bands that the rules use do not depend on the caches.
        addFast(Possibilities.of(problem, CpuCaches.USUAL, facts), parts, candidates);
        return List.copyOf(candidates);
    }

    private static void addFast(Set<Strategy> strategies, FastParts parts, Set<Strategy> candidates) {
        for (Strategy strategy : strategies) {
            if (strategy instanceof TiledStrategy tiled && !candidates.contains(tiled) && parts.isFast(tiled)) {
                candidates.add(tiled);
            }
        }
    }

    /** The kernels that are not always slow; the first kernel if all are slow. */
    private static List<Kernel> worthwhile(ConvolutionProblem problem, KernelFacts facts) {
        List<Kernel> kernels = facts.kernels(problem, ActivationLayout.of(problem));
        List<Kernel> fast = kernels.stream()
                .filter(kernel -> !SlowKernels.isSlow(problem, kernel, facts.hasAvx2()))
                .toList();
        return fast.isEmpty() ? kernels.subList(0, Math.min(1, kernels.size())) : fast;
    }
}
