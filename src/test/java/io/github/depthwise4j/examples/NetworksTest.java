package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.examples.NetworkCommand.Kind;
import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.NetworkVerification;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known networks: their sizes, and every layer against the oracle. */
class NetworksTest {
    private static final Weights WEIGHTS = new RandomWeights(42);

    @ParameterizedTest
    @CsvSource({
        "MOBILENET_V1, 64, 0.25",
        "MOBILENET_V1, 45, 0.25",
        "MOBILENET_V2, 64, 0.35",
        "MOBILENET_V2, 45, 1",
        "MOBILENET_V3_LARGE, 45, 1",
        "EFFICIENTNET_B0, 45, 1",
        "XCEPTION, 40, 1"
    })
    void everyLayerIsWithinItsBoundOfTheOracle(Kind kind, int size, double alpha) {
        try (KerasLayers net = new KerasLayers(WEIGHTS)) {
            Layer last = kind.addTo(net, size, alpha);
            NetworkVerification verification = net.builder().verify(NetworkOptions.defaults(), 7, last);
            assertThat(verification.passed()).as(verification.describe()).isTrue();
            assertThat(verification.layers()).hasSizeGreaterThan(28);
        }
    }

    /** The totals of {@code model.summary()} in Keras, without the layers that scale EfficientNet's picture. */
    @ParameterizedTest
    @CsvSource({
        "MOBILENET_V1, 4253864",
        "MOBILENET_V2, 3538984",
        "MOBILENET_V3_LARGE, 5507432",
        "EFFICIENTNET_B0, 5330564",
        "XCEPTION, 22910480"
    })
    void theNetworksHaveTheParametersOfKeras(Kind kind, long expected) {
        AtomicLong count = new AtomicLong();
        Weights counting = (name, shape) -> {
            Tensor tensor = Tensor.allocate(DataType.FLOAT32, shape);
            count.addAndGet(tensor.shape().elementCount());
            return tensor;
        };
        try (KerasLayers net = new KerasLayers(counting)) {
            kind.addTo(net, 71, 1);
        }
        assertThat(count.get()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"MOBILENET_V1, 568.7", "MOBILENET_V2, 300.8"})
    void theNetworksHaveTheMultiplyAddsOfTheirPapers(Kind kind, String millions) {
        try (KerasLayers net = new KerasLayers(WEIGHTS);
                Network network = net.build("", kind.addTo(net, 224, 1))) {
            assertThat(network.describe()).contains(millions + " million multiply-adds");
        }
    }

    private static int run(StringWriter out, StringWriter err, Object... arguments) {
        return NetworkCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void theCommandShowsTheLayersAndTheTime() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(run(out, err, "mobilenet_v2", "--size", 32, "--alpha", 0.35, "--runs", 3))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("depthwise_conv2d + relu6", "conv2d + add", "softmax", "median ");
    }

    @Test
    void theCommandRefusesBadInputInOneSentence() {
        for (Object[] arguments : new Object[][] {
            {"mobilenet_v9"},
            {"mobilenet_v1", "--size", 16},
            {"mobilenet_v1", "--runs", 0},
            {"mobilenet_v1", "--alpha", "NaN"},
            {"mobilenet_v1", "--weights", "missing.npz"},
            {"mobilenet_v1", "--weights", "missing.h5"},
            {"mobilenet_v1", "--size", 32, "--image", "missing.png"}
        }) {
            StringWriter err = new StringWriter();
            assertThat(run(new StringWriter(), err, arguments)).isEqualTo(2);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).startsWith("network: ");
        }
    }

    @Test
    void theCommandReadsWeightsFromHdf5() {
        StringWriter err = new StringWriter();
        assertThat(run(new StringWriter(), err, "mobilenet_v1", "--weights", KerasFiles.file("small.weights.h5")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no array \"conv1/kernel\" in the file, which holds \"dw_bn/gamma\"");
    }
}
