package io.github.depthwise4j.peers;

import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.server.Computation;
import io.github.depthwise4j.server.PeerService;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The same service by this library ({@code ours}), by ONNX Runtime ({@code onnx}, whose images are in NCHW order, and
 * which has no network here) or by TensorFlow Lite ({@code tflite}). Each computes a request on one thread.
 *
 * <p>Arguments: which library, and the network's file.
 */
public final class PeerServer {
    private static final List<String> LAYERS = List.of("56x56x32", "28x28x32", "112x112x32");
    private static final Shape FILTER_SHAPE = Shape.of(3, 3, 32, 1);
    private static final long SEED = 1;

    private PeerServer() {}

    public static void main(String[] arguments) throws Exception {
        Path model = Path.of(arguments[1]);
        float[] filter = new float[Math.toIntExact(FILTER_SHAPE.elementCount())];
        Random random = new Random(SEED);
        for (int i = 0; i < filter.length; i++) {
            filter[i] = random.nextFloat() - 0.5f;
        }
        // A library is loaded only where its line is reached: the three bring different versions of JavaCPP.
        Map<String, Computation> computations =
                switch (arguments[0]) {
                    case "ours" ->
                        Map.of(
                                "/depthwise",
                                PeerService.depthwise(
                                        filter,
                                        FILTER_SHAPE,
                                        problems(DataFormat.NHWC)
                                                .map(ConvolutionProblem::inputShape)
                                                .toArray(Shape[]::new)),
                                "/network",
                                PeerService.network(model));
                    case "onnx" ->
                        Map.of(
                                "/depthwise",
                                new OnnxComputation(problems(DataFormat.NCHW).toList(), filter));
                    case "tflite" ->
                        Map.of(
                                "/depthwise",
                                new TensorFlowLiteComputation(
                                        problems(DataFormat.NHWC).toList(), filter),
                                "/network",
                                new TensorFlowLiteComputation(model));
                    default -> throw new IllegalArgumentException(arguments[0] + " is not ours, onnx or tflite");
                };
        PeerService.start(computations);
    }

    private static Stream<ConvolutionProblem> problems(DataFormat format) {
        return LAYERS.stream().map(layer -> Layer.parse(layer).problem(format, 1));
    }
}
