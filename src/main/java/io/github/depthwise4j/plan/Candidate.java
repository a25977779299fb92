package io.github.depthwise4j.plan;

import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.function.Function;

/**
 * A way to compute a problem, which can be applied to the images and row bands of the problem too.
 *
 * @param name the same for the same way, in every process
 * @param recipe makes the plan for a problem whose input and output are not empty
 */
record Candidate(String name, Function<ConvolutionProblem, ConvolutionPlan> recipe) {
    /**
     * Makes a plan, which the caller owns.
     *
     * @throws io.github.depthwise4j.problem.OneDnnException if oneDNN lacks what the plan needs
     */
    ConvolutionPlan plan(ConvolutionProblem problem) {
        return recipe.apply(problem);
    }
}
