package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Locale;

/**
 * How a plan computes its problem.
 *
 * @param problem the problem
 * @param computed the problem in the form in which it is computed: the same problem, or another one over the same
 *     memory
 * @param strategy the name of the strategy
 * @param implementation oneDNN's name of the implementation, or what is done instead of calling oneDNN
 * @param srcLayout the layout of the input
 * @param weightsLayout the layout the filter is packed into
 * @param dstLayout the layout of the output
 * @param scratchpadBytes working memory per executing thread
 * @param packedFilterBytes memory of the packed filter and bias
 * @param engine version and instruction set of oneDNN
 * @param origin what chose the strategy: rules, a measurement or wisdom
 * @param mostThreads how many threads one call may use, the caller included
 * @param candidates the strategies worth measuring, the fastest one first if they were measured; the planner adds them
 *     if they were not
 */
public record ConvolutionDescription(
        ConvolutionProblem problem,
        ConvolutionProblem computed,
        String strategy,
        String implementation,
        String srcLayout,
        String weightsLayout,
        String dstLayout,
        long scratchpadBytes,
        long packedFilterBytes,
        String engine,
        String origin,
        int mostThreads,
        List<Timing> candidates)
        implements PlanDescription {

    /**
     * A way to compute the problem.
     *
     * @param name its name
     * @param micros the best time it had on this machine, in microseconds; NaN if it was not measured
     */
    public record Timing(String name, double micros) {
        public static List<Timing> unmeasured(List<String> names) {
            return names.stream().map(name -> new Timing(name, Double.NaN)).toList();
        }

        @Override
        public String toString() {
            return Double.isNaN(micros) ? name : String.format(Locale.ROOT, "%s %.1f us", name, micros);
        }
    }

    /**
     * The description of a plan that does the same for another problem, of which this one is a part or a substitute.
     */
    public ConvolutionDescription as(ConvolutionProblem other, String otherStrategy) {
        return with(other, other, otherStrategy);
    }

    /** The description of a plan that computes another problem in the form that this one describes. */
    public ConvolutionDescription presentedAs(ConvolutionProblem other) {
        return with(other, computed, strategy);
    }

    public ConvolutionDescription withStrategy(String otherStrategy) {
        return with(problem, computed, otherStrategy);
    }

    private ConvolutionDescription with(
            ConvolutionProblem otherProblem, ConvolutionProblem otherComputed, String otherStrategy) {
        return new ConvolutionDescription(
                otherProblem,
                otherComputed,
                otherStrategy,
                implementation,
                srcLayout,
                weightsLayout,
                dstLayout,
                scratchpadBytes,
                packedFilterBytes,
                engine,
                origin,
                mostThreads,
                candidates);
    }

    public ConvolutionDescription withCandidates(List<Timing> others) {
        return withChoice(origin, mostThreads, others);
    }

    public ConvolutionDescription withChoice(String decidedBy, int threads, List<Timing> ways) {
        return new ConvolutionDescription(
                problem,
                computed,
                strategy,
                implementation,
                srcLayout,
                weightsLayout,
                dstLayout,
                scratchpadBytes,
                packedFilterBytes,
                engine,
                decidedBy,
                threads,
                List.copyOf(ways));
    }

    /** The description of a plan that is one convolution over the caller's tensors, which are not copied. */
    public static ConvolutionDescription of(
            ConvolutionProblem problem,
            String strategy,
            String implementation,
            ConvolutionPrimitive convolution,
            long weightsBytes) {
        OneDnn oneDnn = OneDnn.get();
        return new ConvolutionDescription(
                problem,
                problem,
                strategy,
                implementation,
                convolution.srcLayout(),
                convolution.weightsLayout(),
                convolution.dstLayout(),
                convolution.scratchpadBytes(),
                weightsBytes + biasBytes(problem),
                "oneDNN " + oneDnn.version() + ", " + oneDnn.isa(),
                Plan.BY_RULES,
                1,
                List.of());
    }

    /**
     * The description of a plan that is several primitives one after the other, over tensors as TensorFlow lays them.
     */
    public static ConvolutionDescription composed(
            ConvolutionProblem problem,
            String strategy,
            String implementation,
            String weightsLayout,
            long workspaceBytes,
            long weightsBytes) {
        OneDnn oneDnn = OneDnn.get();
        String layout = ActivationLayout.of(problem).toString();
        return new ConvolutionDescription(
                problem,
                problem,
                strategy,
                implementation,
                layout,
                weightsLayout,
                layout,
                workspaceBytes,
                weightsBytes + biasBytes(problem),
                "oneDNN " + oneDnn.version() + ", " + oneDnn.isa(),
                Plan.BY_RULES,
                1,
                List.of());
    }

    /** The description of a plan that calls nothing of oneDNN. */
    public static ConvolutionDescription withoutOneDnn(
            ConvolutionProblem problem, String strategy, String implementation) {
        String layout = problem.dataFormat().name().toLowerCase(Locale.ROOT);
        return new ConvolutionDescription(
                problem,
                problem,
                strategy,
                implementation,
                layout,
                "not packed",
                layout,
                0,
                biasBytes(problem),
                "none",
                Plan.BY_RULES,
                1,
                List.of());
    }

    private static long biasBytes(ConvolutionProblem problem) {
        return problem.hasBias() ? problem.biasShape().elementCount() * Float.BYTES : 0;
    }

    @Override
    public int bandRows() {
        return problem.geometry().oh();
    }

    @Override
    public List<PlanDescription> parts() {
        return List.of();
    }

    @Override
    public String toString() {
        return describe();
    }

    @Override
    public String describe() {
        ConvolutionGeometry geometry = computed.geometry();
        return problem + "\n"
                + (computed.equals(problem) ? "" : line("computed as", computed.toString()))
                + line("strategy", strategy)
                + line("implementation", implementation)
                + line("engine", engine)
                + line("src", tensor(computed.inputShape(), srcLayout))
                + line(
                        "weights",
                        tensor(computed.filterShape(), weightsLayout) + ", packed with the bias into "
                                + packedFilterBytes + " bytes")
                + line("dst", tensor(computed.outputShape(), dstLayout))
                + line(
                        "padding",
                        "top " + geometry.height().padBefore() + ", bottom "
                                + geometry.height().padAfter() + ", left "
                                + geometry.width().padBefore() + ", right "
                                + geometry.width().padAfter())
                + line("window", window(geometry.height()) + " x " + window(geometry.width()))
                + line("scratchpad", scratchpadBytes + " bytes per thread")
                + line("threads", threads(mostThreads))
                + line("chosen by", origin)
                + candidateLines()
                + line(
                                "alignment",
                                "64 bytes is best; a wrapped buffer that starts elsewhere can take 1.5 times as long")
                        .stripTrailing();
    }

    static String threads(int most) {
        return most == 1 ? "the caller's" : "up to " + most + ", the caller's included";
    }

    private String candidateLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < candidates.size(); i++) {
            lines.append(line(i == 0 ? "candidates" : "", candidates.get(i).toString()));
        }
        return lines.toString();
    }

    private static String window(SpatialAxis axis) {
        return axis.filter() + " taps, stride " + axis.stride() + ", dilation " + axis.dilation();
    }

    private static String tensor(Shape shape, String layout) {
        return shape + " " + layout;
    }

    private static String line(String label, String value) {
        return String.format(Locale.ROOT, "  %-15s%s%n", label, value).replace(System.lineSeparator(), "\n");
    }
}
