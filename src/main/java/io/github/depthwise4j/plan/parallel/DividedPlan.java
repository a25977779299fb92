package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.ExecutedStrategy;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One convolution in slices that several threads may compute. The slices are the same for any number of threads, and so
 * are the bits.
 */
public final class DividedPlan extends ConvolutionPlan {
    private final Slices slices;
    private final ExecutedStrategy strategy;
    /** Computes the first slice, and packs the filter for all slices. */
    private final ConvolutionPlan first;
    /** All plans that this plan owns. */
    private final List<ConvolutionPlan> parts;

    private final TensorJobs jobs;

    private DividedPlan(
            ConvolutionProblem problem,
            ExecutedStrategy strategy,
            Slices slices,
            ConvolutionPlan first,
            List<ConvolutionPlan> parts,
            Parallelism parallelism) {
        super(problem);
        this.slices = slices;
        this.strategy = strategy;
        this.first = first;
        this.parts = parts;
        this.jobs = new TensorJobs(slices, parallelism, Slicing.isWorthWaking(problem));
    }

    /** A plan that divides another plan, which it takes over, into the slices that this other plan has by itself. */
    public static <P extends ConvolutionPlan & Slices> DividedPlan of(P plan, Parallelism parallelism) {
        DividedPlan divided = new DividedPlan(plan.problem(), plan.strategy(), plan, plan, List.of(plan), parallelism);
        divided.chosenLike(plan);
        return divided;
    }

    /**
     * A plan that divides the problem of another plan into images or bands. Null if the strategy cannot compute one of
     * them, if oneDNN needs the filter packed in different layouts for them, if oneDNN selects a slow kernel for one of
     * them but not for the whole, or if it selects another kernel for one of them, which would give other bits.
     *
     * <p>If a caller of a depthwise convolution finds no helper, it computes the problem undivided. This has the same
     * bits.
     *
     * @param whole the other plan. The result takes it over; if there is no result, the caller keeps it
     * @param bandRows the output rows of a slice; if images cannot be divided into bands, a slice is an image
     * @param planner makes the plan of an image or band, with the strategy of the other plan
     */
    public static DividedPlan inBands(
            ConvolutionPlan whole,
            int bandRows,
            Parallelism parallelism,
            Function<ConvolutionProblem, ConvolutionPlan> planner) {
        boolean sameBits = Slicing.hasSameBitsInSlices(whole);
        DividedPlan divided = ofBandsOrNull(
                whole.problem(),
                bandRows,
                parallelism,
                planner,
                new FitsWhole(whole, sameBits),
                sameBits ? whole : null);
        if (divided != null) {
            divided.chosenLike(whole);
            if (!sameBits) {
                whole.close();
            }
        }
        return divided;
    }

    /** Whether a plan of a slice may be used. No lambda: it takes Java half a millisecond before the first result. */
    private record FitsWhole(ConvolutionPlan whole, boolean sameBits) implements Predicate<ConvolutionPlan> {
        @Override
        public boolean test(ConvolutionPlan slice) {
            return sameBits
                    ? slice.packsLike(whole) && slice.kernel().equals(whole.kernel())
                    : !slice.isSlow() || whole.isSlow();
        }
    }

    /**
     * A plan of the images or bands of a problem. Null if one of their plans cannot be made or does not fit, or if they
     * need the filter packed in different layouts.
     *
     * @param bandRows the output rows of a slice; if images cannot be divided into bands, a slice is an image
     * @param planner makes the plan of an image or band
     * @param fits whether such a plan may be used
     * @param whole computes all slices at once, with the same bits, and belongs to the result; null if there is none
     */
    static DividedPlan ofBandsOrNull(
            ConvolutionProblem problem,
            int bandRows,
            Parallelism parallelism,
            Function<ConvolutionProblem, ConvolutionPlan> planner,
            Predicate<ConvolutionPlan> fits,
            ConvolutionPlan whole) {
        Map<ConvolutionProblem, ConvolutionPlan> plans = new HashMap<>();
        try {
            BandSlices bands = BandSlices.create(problem, bandRows, planner, plans, whole);
            ConvolutionPlan first = bands.first();
            if (areUsable(plans.values(), first, fits)) {
                List<ConvolutionPlan> parts = new ArrayList<>(plans.values());
                if (whole != null) {
                    parts.add(whole);
                }
                return new DividedPlan(problem, first.strategy(), bands, first, List.copyOf(parts), parallelism);
            }
        } catch (RuntimeException e) {
            Attempt.skipped("slices", e);
        } catch (Error e) {
            close(plans.values());
            throw e;
        }
        close(plans.values());
        return null;
    }

    private static void close(Collection<ConvolutionPlan> plans) {
        for (ConvolutionPlan plan : plans) {
            plan.close();
        }
    }

    private static boolean areUsable(
            Collection<ConvolutionPlan> plans, ConvolutionPlan first, Predicate<ConvolutionPlan> fits) {
        for (ConvolutionPlan plan : plans) {
            if (!fits.test(plan) || !first.packsLike(plan)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int mostThreads() {
        return jobs.mostThreads();
    }

    @Override
    public Slices slicesOrNull() {
        return slices;
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        jobs.run(srcArray, src, filter, residual, dstArray, dst);
    }

    /** {@inheritDoc} A caller without helpers can compute all slices in one step. */
    @Override
    public long longestStepNanos() {
        return parts.stream().mapToLong(ConvolutionPlan::longestStepNanos).max().orElse(0);
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return first.packWeights(filter);
    }

    @Override
    public float[] orderBias(float[] bias) {
        return first.orderBias(bias);
    }

    @Override
    public ConvolutionPlan packer() {
        return first.packer();
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return packer().packsLike(other);
    }

    @Override
    public ExecutedStrategy strategy() {
        return strategy;
    }

    @Override
    public List<Kernel> kernels() {
        return parts.stream()
                .flatMap(plan -> plan.kernels().stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean isSlow() {
        return parts.stream().anyMatch(ConvolutionPlan::isSlow);
    }

    @Override
    public long workspaceBytes() {
        return parts.stream().mapToLong(ConvolutionPlan::workspaceBytes).sum();
    }

    @Override
    public ConvolutionDescription describe() {
        ConvolutionDescription one = first.describe();
        return one.as(
                problem(),
                one.strategy() + ", in " + slices.sliceCount() + " slices for up to " + mostThreads() + " threads");
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(jobs.pool());
        for (ConvolutionPlan part : parts) {
            part.eachPool(visitor);
        }
    }

    @Override
    public void destroy() {
        jobs.close();
        close(parts);
    }
}
