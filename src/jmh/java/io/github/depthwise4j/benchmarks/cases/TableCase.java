package io.github.depthwise4j.benchmarks.cases;

import io.github.depthwise4j.problem.ConvolutionProblem;

/** A row of the table: a layer in a data format and a batch, on a number of threads. The problem has no name. */
public record TableCase(Layer layer, ConvolutionProblem problem, int threads) {

    public String format() {
        return problem.dataFormat().toString();
    }

    public int batch() {
        return problem.geometry().mb();
    }

    public int multiplier() {
        return layer.multiplier();
    }

    /** Those that share a table and a chart; a layer with a batch of its own is among the single images. */
    public String group() {
        return format() + ", batch " + (layer.ownBatch() == 0 ? batch() : 1) + ", " + threads
                + (threads == 1 ? " thread" : " threads");
    }
}
