package io.github.depthwise4j.benchmarks.engines;

import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * A library, or a way of using one, that computes depthwise convolutions; made once per process, by a constructor
 * without parameters.
 */
public interface Engine {
    /** {@return the name in tables and charts} */
    String name();

    /** {@return the version of the library} */
    String version();

    /**
     * Prepares everything that can be done once per layer: memory with the input in it, weights in the layout it likes
     * best.
     *
     * @param problem what to compute
     * @param data its input and filter
     * @param threads how many threads a call may use, the same number in all calls of a process
     * @return what can be run any number of times
     * @throws Unsupported if the library cannot compute the problem as it stands
     */
    Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) throws Unsupported;
}
