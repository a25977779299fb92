package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * One operator of a network and its result.
 *
 * @param index the position in the list of nodes: inputs come before their readers
 * @param name a name for people; not unique
 * @param operator what it does
 * @param inputs the nodes whose results it reads
 * @param shape the shape of its result
 */
public record Node(int index, String name, Operator operator, List<Node> inputs, Shape shape) {
    /** Keeps a copy of the inputs. */
    public Node {
        inputs = List.copyOf(inputs);
    }

    /** The problem of a node of {@link Operator.Layer}; null for others. */
    public LayerProblem problemOrNull() {
        return operator instanceof Operator.Layer layer ? layer.problem() : null;
    }

    /** The activation that is applied to the result; NONE if there is none, or if the node cannot have one. */
    public Activation activation() {
        if (operator instanceof Operator.Convolution convolution) {
            return convolution.activation();
        }
        LayerProblem problem = problemOrNull();
        if (problem instanceof BinaryProblem binary) {
            return binary.activation();
        }
        return problem instanceof TransposedConvolutionProblem transposed ? transposed.activation() : Activation.NONE;
    }

    /** The problem with its sizes, on one line. */
    public String describe() {
        if (operator instanceof Operator.Convolution convolution) {
            return convolution.problem(inputs.get(0).shape()).toString();
        }
        LayerProblem problem = problemOrNull();
        return problem == null ? operator.text() + " " + shape : problem.toString();
    }

    /** Two nodes are never equal: nodes that do the same are still different nodes. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return operator.text() + (name.isEmpty() ? "" : " \"" + name + '"') + " " + shape;
    }
}
