package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import io.github.depthwise4j.tensor.Tensor;

/** Compares a result with the oracle's result for the same data. */
final class OracleCheck {
    private final ConvolutionProblem problem;
    private final ReferenceResult expected;
    private final float[] actual;

    OracleCheck(ConvolutionProblem problem, Tensor input, Tensor filter, Tensor bias, Tensor output) {
        this.problem = problem;
        this.expected = ReferenceConvolution.compute(
                problem, input.toFloatArray(), filter.toFloatArray(), bias == null ? null : bias.toFloatArray());
        this.actual = output.toFloatArray();
    }

    /**
     * Compares all elements and returns the outcome in one sentence.
     *
     * @throws CommandFailure if the error of an element is larger than rounding explains
     */
    String run() {
        ErrorBound bound = ErrorBound.of(problem);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = ErrorBound.error(actual[i], expected.value(i));
            double allowed = bound.of(expected, i);
            if (!bound.accepts(actual[i], expected, i)) {
                throw CommandFailure.verificationFailed("the result is wrong: element " + i + " is " + actual[i]
                        + ", but the oracle says " + expected.value(i) + ", and rounding explains at most " + allowed
                        + "; nothing was written. Please report it with this line: " + problem);
            }
            worst = Math.max(worst, allowed > 0 && error > 0 ? error / allowed : 0);
        }
        return "checked: all " + actual.length + " elements agree with the oracle (largest error " + Texts.ratio(worst)
                + " of the bound)";
    }
}
