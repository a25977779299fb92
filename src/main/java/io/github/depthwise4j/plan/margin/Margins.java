package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.plan.base.PaddedAxis;
import io.github.depthwise4j.plan.base.Variants;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * The margin of an output, and the core that is left without it. There is none if it is better computed like the rest.
 *
 * @param rows the rows of the core
 * @param columns the columns of the core
 * @param planes the images in NHWC; all channels of all images in NCHW
 * @param pixel the numbers of an output pixel that lie side by side
 */
public record Margins(TrimmedAxis rows, TrimmedAxis columns, long planes, int pixel) {
    /** A copy takes about as long as computing so many numbers. */
    private static final double NUMBERS_OF_COPY = 128;
    /** The copies that fill the rows of a margin: each copies twice as much as the one before. */
    private static final double COPIES_OF_ROWS = 16;
    /** The copies of each row of the core: to its place, to its left and to its right. */
    private static final double COPIES_OF_COLUMNS = 3;

    /** Below these numbers in the padded input and the output, the strategies for the whole problem are fast enough. */
    private static final long FEWEST_NUMBERS = 1 << 18;

    /** The whole has so many times the numbers of the core, whose result is moved. */
    private static final double LEAST_GAIN = 1.5;

    /** A margin of so many numbers is left out in any case: bands that see only padding are not divided. */
    private static final double LARGE_MARGIN = 4 << 20;

    /** The margins of a convolution. */
    public static Margins of(ConvolutionProblem problem) {
        return of(problem, problem.geometry().oc());
    }

    /** The margins of a separable convolution. */
    public static Margins of(SeparableProblem problem) {
        return of(problem.depthwise(), problem.pointwise().geometry().oc());
    }

    private static Margins of(ConvolutionProblem problem, int oc) {
        ConvolutionGeometry geometry = problem.geometry();
        boolean inPlanes = problem.dataFormat() == DataFormat.NCHW;
        int pixel = inPlanes ? 1 : oc;
        long planes = inPlanes ? (long) geometry.mb() * oc : geometry.mb();
        if (problem.inputShape().elementCount() > 0 && problem.outputShape().elementCount() > 0) {
            TrimmedAxis rows = TrimmedAxis.of(geometry.height());
            double all = numbers(geometry, geometry.height(), geometry.width());
            double withoutRows = numbers(geometry, rows.axis(), geometry.width());
            if (all - withoutRows < planes * COPIES_OF_ROWS * NUMBERS_OF_COPY) {
                rows = TrimmedAxis.untrimmed(geometry.height());
                withoutRows = all;
            }
            TrimmedAxis columns = TrimmedAxis.of(geometry.width());
            double left = numbers(geometry, rows.axis(), columns.axis());
            if (withoutRows - left < planes * rows.axis().output() * COPIES_OF_COLUMNS * NUMBERS_OF_COPY) {
                columns = TrimmedAxis.untrimmed(geometry.width());
                left = withoutRows;
            }
            if (all >= FEWEST_NUMBERS && all >= LEAST_GAIN * left || all - left >= LARGE_MARGIN) {
                return new Margins(rows, columns, planes, pixel);
            }
        }
        return new Margins(
                TrimmedAxis.untrimmed(geometry.height()), TrimmedAxis.untrimmed(geometry.width()), planes, pixel);
    }

    /** The numbers of the padded input and of the output. */
    private static double numbers(ConvolutionGeometry geometry, SpatialAxis height, SpatialAxis width) {
        double padded = (double) PaddedAxis.positions(height) * PaddedAxis.positions(width) * geometry.ic();
        return geometry.mb() * (padded + (double) height.output() * width.output() * geometry.oc());
    }

    /** Whether there is no margin, and the core is the whole. */
    boolean areNone() {
        return !rows.isTrimmed() && !columns.isTrimmed();
    }

    /** The core of a problem as a problem; the same problem if there is no margin. */
    public ConvolutionProblem core(ConvolutionProblem problem) {
        return areNone() ? problem : coreOf(problem, Completion.ofCore(problem.fusion()));
    }

    /** The core of a problem as a problem; the same problem if there is no margin. */
    public SeparableProblem core(SeparableProblem problem) {
        if (areNone()) {
            return problem;
        }
        ConvolutionProblem depthwise =
                coreOf(problem.depthwise(), problem.depthwise().fusion());
        ConvolutionProblem pointwise = problem.pointwise();
        return new SeparableProblem(
                depthwise,
                Variants.withFusion(
                        Variants.withInput(pointwise, depthwise.outputShape()), Completion.ofCore(pointwise.fusion())));
    }

    private ConvolutionProblem coreOf(ConvolutionProblem problem, Fusion fusion) {
        ConvolutionProblem core = Variants.problem(
                problem,
                problem.dataFormat(),
                problem.inputShape(),
                rows.padding(),
                columns.padding(),
                problem.filterShape());
        return Variants.withFusion(core, fusion);
    }
}
