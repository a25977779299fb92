package io.github.depthwise4j.plan;

import java.util.function.Supplier;

/**
 * A way to compute one problem.
 *
 * @param name the same for the same way, in every process
 * @param make makes the plan, which the caller owns
 */
record Candidate(String name, Supplier<ConvolutionPlan> make) {}
