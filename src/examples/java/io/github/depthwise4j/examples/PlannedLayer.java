package io.github.depthwise4j.examples;

import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.tensor.Shape;

/**
 * A layer made ready for one input shape.
 *
 * @param layer the layer
 * @param computation what computes it
 * @param outputShape the shape of its result
 * @param cost what its convolutions take, nothing where it has none
 */
record PlannedLayer(Layer layer, Computation computation, Shape outputShape, Cost cost) {}
