package io.github.depthwise4j.server;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.tensor.TensorPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The operations and the network of the service: made once, before the server listens, and closed after it has
 * answered its last request.
 */
final class Models {
    /** The shape that most requests have: its plans are made before the first request. */
    private static final Shape USUAL = Shape.of(1, 56, 56, Weights.CHANNELS);

    /** As much memory as the tensors of some requests at a time need. */
    private static final long MOST_IDLE_BYTES = 64L << 20;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Service service;

    Models(Path model) throws IOException {
        Depthwise4j.load();
        TensorPool pool = opened(TensorPool.create(MOST_IDLE_BYTES));
        Computation depthwise = opened(new OperationComputation(depthwise(), pool));
        Computation separable = opened(new OperationComputation(separable(), pool));
        NetworkComputation network = opened(new NetworkComputation(Network.load(model), pool));
        Computation gray = opened(new OperationComputation(sharpen(1), pool));
        Computation colored = opened(new OperationComputation(sharpen(3), pool));
        service = new Service(
                Map.of("/depthwise", depthwise, "/separable", separable, "/network", network),
                Map.of(
                        "/picture/sharpen",
                        new FilteredPicture(gray, colored),
                        "/picture/network",
                        new PictureThroughNetwork(network)),
                () -> Depthwise4j.info().isLoaded() && Depthwise4j.stats().mismatches() == 0);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    Service service() {
        return service;
    }

    private static DepthwiseConv2d depthwise() {
        try (Tensor filter = Tensor.of(Weights.DEPTHWISE, Weights.DEPTHWISE_SHAPE)) {
            DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                    .strides(1, 1)
                    .padding(Padding.SAME)
                    .activation(Activation.RELU6)
                    .name("depthwise")
                    .build();
            operation.warmUp(USUAL);
            return operation;
        }
    }

    private static SeparableConv2d separable() {
        try (Tensor filter = Tensor.of(Weights.DEPTHWISE, Weights.DEPTHWISE_SHAPE);
                Tensor pointwise = Tensor.of(Weights.POINTWISE, Weights.POINTWISE_SHAPE)) {
            SeparableConv2d operation = SeparableConv2d.builder(filter, pointwise)
                    .strides(1, 1)
                    .padding(Padding.SAME)
                    .depthwiseActivation(Activation.RELU6)
                    .activation(Activation.RELU6)
                    .name("separable")
                    .build();
            operation.warmUp(USUAL);
            return operation;
        }
    }

    private static DepthwiseConv2d sharpen(int channels) {
        float[] taps = {0, -1, 0, -1, 5, -1, 0, -1, 0};
        float[] filter = new float[taps.length * channels];
        for (int i = 0; i < filter.length; i++) {
            filter[i] = taps[i / channels];
        }
        try (Tensor weights = Tensor.of(filter, 3, 3, channels, 1)) {
            return DepthwiseConv2d.builder(weights)
                    .strides(1, 1)
                    .padding(Padding.SAME)
                    .name("sharpen")
                    .build();
        }
    }

    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
