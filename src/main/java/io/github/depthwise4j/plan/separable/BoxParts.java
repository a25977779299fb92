package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PaddedAxis;
import io.github.depthwise4j.plan.base.Variants;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.function.BiFunction;

/** The plans for both convolutions of boxes of one size. */
record BoxParts(ConvolutionPlan depthwise, ConvolutionPlan pointwise) {

    /**
     * Makes the plans, which {@code owned} then owns.
     *
     * @param box the depthwise part of a box
     * @param model plans whose kernels these should have; null if there are none
     */
    static BoxParts create(
            SeparableProblem problem,
            ConvolutionProblem box,
            BoxParts model,
            BiFunction<ConvolutionProblem, ConvolutionPlan, ConvolutionPlan> planner,
            CloseStack owned) {
        ConvolutionPlan depthwise = planner.apply(box, model == null ? null : model.depthwise);
        owned.add(depthwise, depthwise::close);
        ConvolutionPlan pointwise = planner.apply(pointwise(problem, box), model == null ? null : model.pointwise);
        owned.add(pointwise, pointwise::close);
        return new BoxParts(depthwise, pointwise);
    }

    private static ConvolutionProblem pointwise(SeparableProblem problem, ConvolutionProblem box) {
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(
                new int[] {1, 1},
                Padding.VALID,
                DataFormat.NHWC,
                null,
                problem.pointwise().parameters().name());
        return new ConvolutionProblem(
                parameters,
                box.dataType(),
                box.outputShape(),
                problem.pointwise().filterShape(),
                problem.pointwise().fusion());
    }

    /** The convolution of a box that is as large as each of these, and whose input contains the padding. */
    static ConvolutionProblem withoutPadding(List<ConvolutionProblem> boxes) {
        long rows = 0;
        long columns = 0;
        for (ConvolutionProblem box : boxes) {
            rows = Math.max(rows, PaddedAxis.positions(box.geometry().height()));
            columns = Math.max(columns, PaddedAxis.positions(box.geometry().width()));
        }
        ConvolutionProblem box = boxes.get(0);
        Shape input = Shape.of(1, rows, columns, box.geometry().ic());
        return Variants.problem(box, DataFormat.NHWC, input, new int[2], new int[2], box.filterShape());
    }

    /** Whether both use the same packed filters. */
    boolean packsLike(BoxParts other) {
        return depthwise.packsLike(other.depthwise) && pointwise.packsLike(other.pointwise);
    }

    int columns() {
        return depthwise.problem().geometry().ow();
    }

    long workspaceBytes() {
        return depthwise.workspaceBytes() + pointwise.workspaceBytes();
    }

    long longestStepNanos() {
        return Math.max(depthwise.longestStepNanos(), pointwise.longestStepNanos());
    }
}
