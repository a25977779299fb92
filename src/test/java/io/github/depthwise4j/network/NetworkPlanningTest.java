package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.events.Recorded;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** How often the convolutions of a network are planned, and what they compute then. */
class NetworkPlanningTest {
    private static final int CHANNELS = 8;

    /** Two layers that differ in their names and weights only, and one that differs in its size. */
    private static Network network(Parallelism parallelism) {
        NetworkBuilder builder = Network.builder();
        Layer image = builder.input("image", 1, 2, 2, CHANNELS);
        try (Tensor doubling = diagonal(2);
                Tensor tripling = diagonal(3);
                Tensor fivefold = diagonal(5)) {
            Layer first = image.conv2d(doubling, null, 1, Padding.SAME).named("first");
            Layer second = first.conv2d(tripling, null, 1, Padding.SAME).named("second");
            Layer third = second.slice(new int[4], new int[] {1, 1, 1, CHANNELS})
                    .conv2d(fivefold, null, 1, Padding.SAME)
                    .named("third");
            return builder.build(NetworkOptions.defaults().parallelism(parallelism), second, third);
        }
    }

    /** A pointwise filter that multiplies every channel by a number. */
    private static Tensor diagonal(float factor) {
        float[] values = new float[CHANNELS * CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            values[channel * (CHANNELS + 1)] = factor;
        }
        return Tensor.of(values, 1, 1, CHANNELS, CHANNELS);
    }

    @Test
    void layersThatDifferInNamesAndWeightsOnlyArePlannedOnce() {
        List<RecordedEvent> events = Recorded.events(
                "PlanCreation", () -> network(Parallelism.callerOnly()).close());
        assertThat(events)
                .extracting(event -> event.getString("problem"))
                .satisfiesExactlyInAnyOrder(shared -> assertThat(shared).contains("ih2iw2"), other -> assertThat(other)
                        .contains("ih1iw1"));
    }

    @Test
    void eachLayerHasItsOwnWeights() {
        for (Parallelism parallelism : List.of(Parallelism.callerOnly(), Parallelism.adaptive())) {
            float[] ones = new float[4 * CHANNELS];
            Arrays.fill(ones, 1);
            try (Network network = network(parallelism);
                    Tensor image = Tensor.of(ones, 1, 2, 2, CHANNELS)) {
                List<Tensor> outputs = network.run(image);
                assertThat(outputs.get(0).toFloatArray()).containsOnly(6);
                assertThat(outputs.get(1).toFloatArray()).containsOnly(30);
                outputs.forEach(Tensor::close);
            }
        }
    }
}
