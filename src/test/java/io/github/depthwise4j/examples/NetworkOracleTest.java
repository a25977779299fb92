package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks against the same networks in plain Java. */
class NetworkOracleTest {
    /** The allowed error, as a part of the largest result, which a comparison may not exceed to be worth something. */
    private static final double SHARP = 1e-3;

    private static final Weights WEIGHTS = new RandomWeights(42);

    private static final Map<String, Architecture> NETWORKS = new TreeMap<>(Map.of(
            "MobileNetV1, 64 x 64, alpha 0.25", MobileNetV1.of(64, 0.25),
            "MobileNetV1, 45 x 45, alpha 0.25", MobileNetV1.of(45, 0.25),
            "MobileNetV2, 64 x 64, alpha 0.35", MobileNetV2.of(64, 0.35),
            "MobileNetV2, 45 x 45, alpha 1", MobileNetV2.of(45, 1),
            "Xception middle flow, 3 x 3", XceptionMiddleFlow.of(3)));

    static Stream<String> networks() {
        return NETWORKS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyLayerIsWithinItsErrorBoundOfTheOracle(String name) {
        Architecture architecture = NETWORKS.get(name);
        float[] image = TestImages.values(architecture.inputShape(), 7);
        OracleNetwork oracle = OracleNetwork.withWorstErrors(WEIGHTS);
        try (Network network = Network.of(architecture, WEIGHTS);
                Tensor input = Tensor.of(image, architecture.inputShape().dims())) {
            Estimate[] actual = TestImages.allResults(network, architecture, input);
            for (PlannedLayer planned : network.layers()) {
                Layer layer = planned.layer();
                Estimate residual = layer.residual == null ? null : actual[layer.residual.index];
                Estimate expected = oracle.layer(layer, actual[layer.index - 1], residual);
                assertThat(planned.outputShape()).as(layer.name).isEqualTo(expected.shape());
                assertThat(expected.worstRatio(actual[layer.index].values()))
                        .as(layer.name)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theWholeNetworkIsAsCloseToTheOracleAsRoundingAllows(String name) {
        Architecture architecture = NETWORKS.get(name);
        float[] image = TestImages.values(architecture.inputShape(), 8);
        Estimate[] expected = OracleNetwork.withIndependentErrors(WEIGHTS).run(architecture, image);
        try (Network network = Network.of(architecture, WEIGHTS);
                Tensor input = Tensor.of(image, architecture.inputShape().dims())) {
            Estimate[] actual = TestImages.allResults(network, architecture, input);
            for (int i = 1; i < expected.length; i++) {
                double ratio = expected[i].worstRatio(actual[i].values());
                assertThat(ratio).as(architecture.layers().get(i).name).isLessThanOrEqualTo(1);
            }
            assertThat(expected[expected.length - 1].sharpness()).isLessThan(SHARP);
            assertThat(network.infer(input)).isEqualTo(actual[expected.length - 1].values());
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theRandomNumbersInTheNetworkNeitherVanishNorExplode(String name) {
        Architecture architecture = NETWORKS.get(name);
        try (Network network = Network.of(architecture, WEIGHTS);
                Tensor input = Tensor.of(
                        TestImages.values(architecture.inputShape(), 9),
                        architecture.inputShape().dims())) {
            Estimate[] actual = TestImages.allResults(network, architecture, input);
            for (PlannedLayer planned : network.layers()) {
                if (planned.layer().kind != Layer.Kind.SOFTMAX) {
                    float[] values = actual[planned.layer().index].values();
                    double square = 0;
                    for (float value : values) {
                        square += value * value / values.length;
                    }
                    assertThat(Math.sqrt(square)).as(planned.layer().name).isBetween(0.05, 50.0);
                }
            }
        }
    }
}
