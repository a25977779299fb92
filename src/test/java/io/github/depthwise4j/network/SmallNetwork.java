package io.github.depthwise4j.network;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A network with one layer of every kind, with random weights. */
final class SmallNetwork implements AutoCloseable {
    private final Random random = new Random(5);
    private final List<Tensor> weights = new ArrayList<>();
    private final NetworkBuilder builder = Network.builder().name("small");
    private final Layer[] outputs;

    SmallNetwork(int size) {
        Layer image = builder.input("image", 1, size, size, 3);
        Layer x = image.conv2d(random(3, 3, 3, 8), random(8), 2, Padding.SAME).activation(Activation.HARD_SWISH);
        Layer y = x.depthwiseConv2d(random(3, 3, 8, 1), random(8), 1, Padding.SAME)
                .activation(Activation.RELU6)
                .conv2d(random(1, 1, 8, 8), null, 1, Padding.SAME)
                .add(x)
                .activation(Activation.RELU);
        Layer gate = y.globalAveragePooling()
                .conv2d(random(1, 1, 8, 8), random(8), 1, Padding.VALID)
                .activation(Activation.SIGMOID);
        Layer gated = y.multiply(gate).prelu(random(8));
        Layer pooled = gated.maxPooling(2, 2, Padding.SAME).padChannels(4);
        Layer smaller = gated.averagePooling(3, 2, Padding.SAME);
        Layer joined = builder.concatenate(3, pooled, smaller).pad(1, 1, 1, 1);
        Layer separated = joined.separableConv2d(random(3, 3, 20, 1), random(1, 1, 20, 6), random(6), 1, Padding.VALID);
        Layer enlarged = separated.resizeBilinear(size, size).add(builder.constant(random(6)));
        Layer mask = enlarged.conv2dTranspose(random(2, 2, 1, 6), random(1), 2, Padding.SAME)
                .activation(Activation.SIGMOID);
        Layer classes = separated
                .resizeNearest(
                        (int) separated.shape().dim(1) * 3,
                        (int) separated.shape().dim(2) * 2)
                .globalMaxPooling()
                .flatten()
                .dense(random(6, 5), random(5))
                .softmax();
        outputs = new Layer[] {mask, classes, image.reshape(size * size, 3)};
    }

    private Tensor random(long... shape) {
        float[] values = new float[(int) Shape.of(shape).elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 2;
        }
        weights.add(Tensor.of(values, shape));
        return weights.get(weights.size() - 1);
    }

    Network build(NetworkOptions options) {
        return builder.build(options, outputs);
    }

    NetworkVerification verify(NetworkOptions options) {
        return builder.verify(options, 3, outputs);
    }

    /** Random numbers for the image. */
    static Tensor image(Network network, long seed) {
        Random random = new Random(seed);
        Shape shape = network.inputShapes().get(0);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, shape);
    }

    @Override
    public void close() {
        weights.forEach(Tensor::close);
    }
}
