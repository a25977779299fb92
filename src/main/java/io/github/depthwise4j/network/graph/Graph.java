package io.github.depthwise4j.network.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network: nodes in an order in which they can be computed.
 *
 * @param nodes all nodes; each stands at its index, behind the nodes that it reads
 * @param inputs the nodes of the inputs, in the order of the caller
 * @param outputs the nodes whose results the caller gets, in the order of the caller
 */
public record Graph(List<Node> nodes, List<Node> inputs, List<Node> outputs) {
    /** Keeps copies of the lists. */
    public Graph {
        nodes = List.copyOf(nodes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** How often the result of each node is read, by a node or by the caller. */
    public Map<Node, Integer> readers() {
        Map<Node, Integer> readers = new HashMap<>();
        for (Node node : nodes) {
            node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
        }
        outputs.forEach(output -> readers.merge(output, 1, Integer::sum));
        return readers;
    }
}
