package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.Shape;

/** What can be computed: one convolution, or a separable pair. Immutable, and stated completely by its text. */
public sealed interface Problem permits ConvolutionProblem, SeparableProblem {

    /** {@return the shape of the input} */
    Shape inputShape();

    /** {@return the shape of the result} */
    Shape outputShape();

    /** {@return what computing the problem takes, counted from its sizes} */
    Cost cost();

    /** {@return the same problem without its name} */
    Problem unnamed();

    /**
     * {@return the problem a text states, in the form {@code toString()} writes}
     *
     * @param line one line
     * @throws InvalidProblemException if it cannot be read, or states what is refused
     */
    static Problem parse(String line) {
        return SeparableProblem.states(line) ? SeparableProblem.parse(line) : ConvolutionProblem.parse(line);
    }
}
