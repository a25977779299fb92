package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A network for a comparison: made ready by this library, or as the nodes that another library needs. */
public final class PeerNetwork {
    private PeerNetwork() {}

    /** The network that ends with a layer; its weights stay open until this returns. */
    public static Network build(Layer last, NetworkOptions options) {
        return last.builder().build(options, last);
    }

    /** The nodes up to a layer, in an order in which they can be computed; nothing is fused. */
    public static List<Node> nodes(Layer last) {
        Set<Node> nodes = new LinkedHashSet<>();
        add(last.node(), nodes);
        return new ArrayList<>(nodes);
    }

    private static void add(Node node, Set<Node> nodes) {
        if (!nodes.contains(node)) {
            node.inputs().forEach(input -> add(input, nodes));
            nodes.add(node);
        }
    }
}
