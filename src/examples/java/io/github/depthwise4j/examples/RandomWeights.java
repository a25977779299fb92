package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;

/**
 * Weights of a network nobody trained: good for measuring time and for tests. The same seed and name give the same
 * numbers on every machine, in whatever order they are asked for.
 *
 * <p>Kernels are scaled as He and others propose ({@code variance = 2 / inputs of a sum}, or 1 where no ReLU follows),
 * so that the numbers in the network neither vanish nor explode from layer to layer; batch norm statistics are near
 * those of a layer that needs no correction.
 *
 * @param seed the seed
 */
public record RandomWeights(long seed) implements Weights {

    @Override
    public Tensor get(String name, long... shape) {
        Random random = new Random(seed * 31 + name.hashCode());
        float[] values = new float[Math.toIntExact(Shape.of(shape).elementCount())];
        double deviation = Math.sqrt(gain(name) / inputsPerSum(shape));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    switch (name.substring(name.lastIndexOf('/') + 1)) {
                        case "gamma", "moving_variance" -> 0.8 + 0.4 * random.nextDouble();
                        case "beta", "moving_mean", "bias" -> 0.1 * random.nextGaussian();
                        default -> deviation * random.nextGaussian();
                    };
        }
        return Tensor.of(values, shape);
    }

    /** A ReLU takes half of the energy away, which the kernel before makes up for; two kinds of kernels have none. */
    private static double gain(String name) {
        return name.endsWith("depthwise_kernel") || name.endsWith("_project/kernel") ? 1 : 2;
    }

    /** The last axis of an ordinary kernel counts outputs; a kernel of which it is 1 is depthwise. */
    private static double inputsPerSum(long... shape) {
        boolean depthwise = shape.length == 4 && shape[3] == 1;
        int inputAxes = shape.length - (depthwise ? 2 : 1);
        double inputs = 1;
        for (int axis = 0; axis < inputAxes; axis++) {
            inputs *= shape[axis];
        }
        return inputs;
    }
}
