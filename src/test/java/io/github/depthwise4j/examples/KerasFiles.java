package io.github.depthwise4j.examples;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files beside this test, and the network of which they hold the weights. */
final class KerasFiles {
    private KerasFiles() {}

    static Path file(String name) {
        try {
            return Path.of(KerasFiles.class.getResource("/keras/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** One layer of each kind that has weights. */
    static Layer add(KerasLayers net) {
        Layer x = net.depthwise(net.image(8, 8), "dw", "dw_bn", 3, 1, Padding.SAME);
        x = net.separable(x, "sep", 16);
        x = net.biased(x, "head", 16);
        return net.classes(x.globalAveragePooling().flatten(), "classes", 10);
    }

    /** The names and shapes of the weights that the network asks for. */
    static Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        Weights any = new RandomWeights(1);
        try (KerasLayers net = new KerasLayers((name, shape) -> {
            shapes.put(name, shape);
            return any.get(name, shape);
        })) {
            add(net);
        }
        return shapes;
    }

    /** What the network makes of an image, which is the same in each call. */
    static float[] probabilities(Weights weights) {
        try (KerasLayers net = new KerasLayers(weights);
                Network network = net.build("small", add(net));
                Tensor image = new RandomWeights(3).get("image", 1, 8, 8, 8);
                Tensor output = network.run(image).get(0)) {
            return output.toFloatArray();
        }
    }
}
