package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * A problem in another form: a second problem with the same result over the same memory. Input, output and residual of
 * both have the same numbers in the same order.
 *
 * @param problem the problem of the caller
 * @param equivalent the form in which it is computed; the same problem if no other form is faster
 * @param filter how the filter and the bias of the form follow from those of the problem
 */
public record Form(ConvolutionProblem problem, ConvolutionProblem equivalent, FilterArrangement filter) {
    /** The form in which a problem is computed. It depends on the problem alone. */
    public static Form of(ConvolutionProblem problem) {
        boolean hasElements =
                problem.inputShape().elementCount() > 0 && problem.outputShape().elementCount() > 0;
        return hasElements ? new Rewriting(problem).form() : same(problem);
    }

    /**
     * A problem with the columns of its windows as channels, if windows lie side by side; otherwise the problem itself.
     * Input, filter and output have the same numbers in the same order as those of the problem.
     */
    public static ConvolutionProblem withColumnsAsChannels(ConvolutionProblem problem) {
        return new Rewriting(problem).withColumnsAsChannels();
    }

    static Form same(ConvolutionProblem problem) {
        return new Form(problem, problem, FilterArrangement.whole(problem));
    }

    /** Whether the problem is computed as it is. */
    public boolean isSame() {
        return equivalent == problem;
    }
}
