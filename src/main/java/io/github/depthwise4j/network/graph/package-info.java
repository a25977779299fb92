/**
 * A network as data: its layers, their shapes, and which reads the result of which.
 *
 * <p>What may live here: the graph, what makes it, and what rewrites it into an equal graph with fewer layers. Nothing
 * here computes, and nothing is native but the tensors of weights, which belong to others.
 */
package io.github.depthwise4j.network.graph;
