package io.github.depthwise4j.server;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.tensor.TensorPool;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The server of this project for the computations of another library: they have HTTP, limits and threads in common. */
public final class PeerService {
    private static final long POOL_BYTES = 64L << 20;

    private PeerService() {}

    /** Starts the server and says at which port it listens. */
    public static void start(Map<String, Computation> computations) throws Exception {
        ComputeServer server = new ComputeServer(
                0,
                new Service(computations, Map.of(), () -> true),
                Limits.ofProperties(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server.start();
        System.out.println("listening on " + server.port());
    }

    /** A depthwise convolution by this library, with its plans. */
    public static Computation depthwise(float[] filter, Shape filterShape, Shape... inputs) {
        try (Tensor weights = Tensor.of(filter, filterShape)) {
            DepthwiseConv2d operation = DepthwiseConv2d.builder(weights)
                    .strides(1, 1)
                    .padding(Padding.SAME)
                    .build();
            operation.warmUp(inputs);
            return new OperationComputation(operation, TensorPool.create(POOL_BYTES));
        }
    }

    /** A network by this library. */
    public static Computation network(Path model) throws IOException {
        return new NetworkComputation(Network.load(model), TensorPool.create(POOL_BYTES));
    }
}
