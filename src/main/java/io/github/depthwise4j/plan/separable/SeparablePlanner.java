package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.choice.Rules;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.plan.form.ReformedPlan;
import io.github.depthwise4j.plan.parallel.Bands;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.plan.strategy.TiledStrategy;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes plans for separable convolutions: in bands if that is faster, else one convolution after the other. If the plan
 * needs much memory, the plan is in boxes. Of plans that all need much memory, that with the least is taken.
 */
public final class SeparablePlanner {
    /** The first one stands for what the rules choose. */
    private static final List<Strategy> POINTWISE_IN_BOXES = Stream.of(
                    "", "jit_1x1:avx512_core", "jit_1x1:avx2", "jit_1x1:sse41", "x64:gemm:jit")
            .<Strategy>map(name -> new Strategy.Direct(new Kernel(name)))
            .toList();
    /** The sizes of a box with its intermediate and its result. Larger boxes have fewer kinds. */
    private static final long[] BOX_BYTES = {2 << 20, 8 << 20, 24 << 20};

    private static final long LARGEST_BOX = BOX_BYTES[BOX_BYTES.length - 1];

    private final Parallelism parallelism;
    private final Function<ConvolutionProblem, ConvolutionPlan> divided;
    private final Function<ConvolutionProblem, ConvolutionPlan> alone;
    private final Function<ConvolutionProblem, ConvolutionPlan> asStated;

    /**
     * A planner that makes plans of the two convolutions with other planners.
     *
     * @param divided makes a plan that threads compute together
     * @param alone makes a plan for the calling thread alone
     * @param asStated makes a plan for the calling thread alone that does not state the problem in another form
     */
    public SeparablePlanner(
            Parallelism parallelism,
            Function<ConvolutionProblem, ConvolutionPlan> divided,
            Function<ConvolutionProblem, ConvolutionPlan> alone,
            Function<ConvolutionProblem, ConvolutionPlan> asStated) {
        this.parallelism = parallelism;
        this.divided = divided;
        this.alone = alone;
        this.asStated = asStated;
    }

    /** The plan with the least working memory of those that were made; it is closed if the next one needs less. */
    private static final class Least implements AutoCloseable {
        private SeparablePlan plan;

        /** Takes over a plan, or null, and returns whether no other plan is needed. */
        boolean isEnoughWith(SeparablePlan next) {
            if (next != null && (plan == null || next.workspaceBytes() < plan.workspaceBytes())) {
                close();
                plan = next;
            } else if (next != null) {
                next.close();
            }
            return plan != null && !plan.needsMuchMemory();
        }

        SeparablePlan take() {
            SeparablePlan taken = plan;
            plan = null;
            return taken;
        }

        @Override
        public void close() {
            if (plan != null) {
                plan.close();
                plan = null;
            }
        }
    }

    /**
     * Makes a plan, which the caller owns.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     */
    public SeparablePlan plan(SeparableProblem problem) {
        try (Least least = new Least()) {
            boolean sequence = !SequencePlan.needsMuchMemory(problem);
            boolean sequenceFirst = sequence && isFasterInAnotherForm(problem.depthwise());
            boolean enough = !sequenceFirst && least.isEnoughWith(bandedOrNull(problem))
                    || sequence && least.isEnoughWith(sequenceOrNull(problem))
                    || sequenceFirst && least.isEnoughWith(bandedOrNull(problem))
                    || isEnoughInBoxes(problem, least);
            SeparablePlan plan = least.take();
            return plan == null ? SequencePlan.create(problem, divided) : plan;
        }
    }

    /**
     * Whether the form of a convolution has fewer taps, or a row in place of a column. Bands have no other form: those
     * at the edges could have a filter with fewer taps than the others.
     */
    private static boolean isFasterInAnotherForm(ConvolutionProblem depthwise) {
        ConvolutionGeometry stated = depthwise.geometry();
        ConvolutionGeometry form = Form.of(depthwise).equivalent().geometry();
        return form.kh() * form.kw() < stated.kh() * stated.kw() || stated.ow() == 1 && form.oh() < stated.oh();
    }

    private SeparablePlan sequenceOrNull(SeparableProblem problem) {
        return Attempt.orNull("a sequence", () -> SequencePlan.create(problem, divided));
    }

    /**
     * Null also if the depthwise part has a slow kernel: this part alone can have another. The same if it copies bands
     * that are of many kinds.
     */
    private SeparablePlan bandedOrNull(SeparableProblem problem) {
        int rows = RowBands.rowsFor(problem);
        Bands bands =
                rows == RowBands.WHOLE_IMAGE ? null : RowBands.ofOrNull(problem.depthwise(), rows, RowBands.MOST_KINDS);
        if (bands == null) {
            return null;
        }
        Strategy pointwise =
                Rules.chooseOrNull(ruledFor(problem.pointwise(), rows, false)) instanceof Strategy.Direct direct
                        ? direct
                        : Strategy.Direct.FIRST;
        Strategy ruled = Rules.chooseOrNull(ruledFor(problem.depthwise(), rows, true));
        if (ruled instanceof TiledStrategy && bands.kinds().size() > BoxedPlan.MOST_KINDS) {
            return null;
        }
        for (Strategy depthwise :
                Stream.of(ruled, Strategy.Direct.FIRST).filter(Objects::nonNull).toList()) {
            SeparablePlan plan = BandedPlan.createOrNull(problem, rows, depthwise, pointwise, parallelism);
            if (plan != null && !plan.depthwisePacker().isSlow()) {
                return plan;
            }
            if (plan != null) {
                plan.close();
            }
        }
        return null;
    }

    /**
     * The whole, or a band. It is a band if oneDNN needs long to answer for the whole, or if a strategy depends on it:
     * in bands of one row, its rows are columns.
     */
    private static ConvolutionProblem ruledFor(ConvolutionProblem part, int rows, boolean dependsOnBand) {
        Bands bands = RowBands.of(part, rows);
        ConvolutionProblem middle = bands.get(bands.size() / 2).problem();
        boolean inColumns = dependsOnBand && RowBands.isInColumns(middle.geometry());
        return inColumns || Slicing.isSlowToMake(part) ? middle : part;
    }

    /**
     * Boxes that copy each pixel often, because their windows overlap almost wholly, come last. Some strategies of the
     * depthwise part copy each input channel once for each of its filters. If even the largest boxes are too small with
     * these copies, boxes without them come first.
     */
    private boolean isEnoughInBoxes(SeparableProblem problem, Least least) {
        int filters = problem.depthwise().geometry().ocPerGroup();
        boolean someCopyOften = BoxedPlan.copiesPixelsOften(problem, BOX_BYTES[0], filters);
        boolean allCopyOften = filters > 1 && BoxedPlan.copiesPixelsOften(problem, LARGEST_BOX, filters);
        return allCopyOften && isEnoughInBoxes(problem, least, 1, false)
                || isEnoughInBoxes(problem, least, filters, false)
                || someCopyOften && isEnoughInBoxes(problem, least, filters, true);
    }

    /**
     * Tries kernels and boxes of several sizes: some kernels pack the filter by the size of a box.
     *
     * @param copies how often the depthwise part may copy each input channel
     * @param often whether boxes smaller than the largest may copy each pixel often
     */
    private boolean isEnoughInBoxes(SeparableProblem problem, Least least, int copies, boolean often) {
        for (Strategy pointwise : POINTWISE_IN_BOXES) {
            for (boolean padded : new boolean[] {false, true}) {
                for (long bytes : BOX_BYTES) {
                    boolean allowed =
                            often || bytes == LARGEST_BOX || !BoxedPlan.copiesPixelsOften(problem, bytes, copies);
                    if (allowed && least.isEnoughWith(boxesOrNull(problem, bytes, copies, padded, pointwise))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Null also if the depthwise part may not copy, and oneDNN has only a plain loop for it then. A matrix product is
     * slow too, but faster than small boxes.
     */
    private SeparablePlan boxesOrNull(
            SeparableProblem problem, long bytes, int copies, boolean padded, Strategy pointwise) {
        boolean direct = copies < problem.depthwise().geometry().ocPerGroup();
        SeparablePlan plan = Attempt.orNull(
                "boxes",
                () -> BoxedPlan.createOrNull(
                        problem,
                        bytes,
                        copies,
                        padded,
                        (each, model) -> partOfBox(each, model, direct, pointwise),
                        parallelism));
        if (plan != null && direct && plan.depthwisePacker().kernels().stream().anyMatch(Kernel::isReference)) {
            plan.close();
            return null;
        }
        return plan;
    }

    /** All kinds of boxes have the strategies of the first kind. */
    private ConvolutionPlan partOfBox(
            ConvolutionProblem part, ConvolutionPlan model, boolean direct, Strategy pointwise) {
        if (part.operation() == Operation.DEPTHWISE_CONV2D) {
            if (direct && model == null) {
                return StrategyExecutors.plan(part, Strategy.Direct.FIRST);
            }
            // In another form, a box at the edge could have a filter with fewer taps.
            return model == null
                    ? asStated.apply(part)
                    : StrategyExecutors.plan(part, StrategyExecutors.strategyOf(model));
        }
        if (model == null && pointwise.equals(Strategy.Direct.FIRST)) {
            return alone.apply(part);
        }
        Strategy strategy = model == null ? pointwise : StrategyExecutors.strategyOf(model);
        Form form = Form.of(part);
        return ReformedPlan.of(form, StrategyExecutors.plan(form.equivalent(), strategy));
    }
}
