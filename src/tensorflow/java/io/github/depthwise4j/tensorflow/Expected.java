package io.github.depthwise4j.tensorflow;

import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import java.util.List;

/**
 * The exact results, and how far from each of them a result computed in {@code float} may be.
 *
 * @param result the exact results
 * @param bound the largest errors
 */
record Expected(ReferenceResult result, ErrorBound bound) {

    static Expected of(Convolution convolution, List<float[]> inputs) {
        float[] input = inputs.get(0);
        float[] filter = inputs.get(1);
        if (convolution.pointwise() == null) {
            return new Expected(
                    ReferenceConvolution.compute(convolution.problem(), input, filter, null),
                    ErrorBound.of(convolution.problem()));
        }
        SeparableProblem problem = new SeparableProblem(convolution.problem(), convolution.pointwise());
        return new Expected(
                ReferenceConvolution.compute(problem, input, filter, null, inputs.get(2), null, null),
                ErrorBound.of(problem));
    }

    double value(int index) {
        return result.value(index);
    }

    double largestError(int index) {
        return bound.of(result, index);
    }
}
