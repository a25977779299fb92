package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;

/** Inputs of networks, and what all layers make of them. */
final class TestImages {
    private TestImages() {}

    /** From -1 to 1, as a scaled picture. */
    static float[] values(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** The results of all layers, in a network's own reused tensors, each read before it is overwritten. */
    static Estimate[] allResults(Network network, Architecture architecture, Tensor input) {
        Estimate[] results = new Estimate[architecture.layers().size()];
        results[0] = Estimate.exact(input.shape(), input.toFloatArray());
        network.run(input, planned -> {
            Tensor result = network.result(planned);
            results[planned.layer().index] = Estimate.exact(result.shape(), result.toFloatArray());
        });
        return results;
    }
}
