package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibraryStats;
import io.github.depthwise4j.Threads;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a network promises apart from right numbers. */
class NetworkTest {
    private static final Weights WEIGHTS = new RandomWeights(42);

    static Stream<Architecture> networks() {
        return Stream.of(MobileNetV1.of(32, 0.25), MobileNetV2.of(32, 0.35), XceptionMiddleFlow.of(1));
    }

    private static Tensor image(Architecture architecture, long seed) {
        return Tensor.of(
                TestImages.values(architecture.inputShape(), seed),
                architecture.inputShape().dims());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void anInferenceAllocatesNothing(Architecture architecture) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Network network = Network.of(architecture, WEIGHTS);
                Tensor image = image(architecture, 1)) {
            for (int i = 0; i < 400; i++) {
                network.infer(image);
            }
            LibraryStats before = Depthwise4j.stats();
            long handles = Handles.live();
            int runs = 1_000;
            long bytes = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < runs; i++) {
                network.infer(image);
            }
            // Rounded down: compiling the code costs some bytes now and then.
            assertThat((threads.getCurrentThreadAllocatedBytes() - bytes) / runs)
                    .isZero();
            LibraryStats after = Depthwise4j.stats();
            assertThat(after.nativeBlocks()).isEqualTo(before.nativeBlocks());
            assertThat(after.nativeBytes()).isEqualTo(before.nativeBytes());
            assertThat(after.tensors()).isEqualTo(before.tensors());
            assertThat(after.plans()).isEqualTo(before.plans());
            assertThat(after.planCacheMisses()).isEqualTo(before.planCacheMisses());
            assertThat(Handles.live()).isEqualTo(handles);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theSameImageGivesTheSameBitsAndOthersInBetweenLeaveNothingBehind(Architecture architecture) {
        try (Network network = Network.of(architecture, WEIGHTS);
                Network other = Network.of(architecture, WEIGHTS);
                Tensor image = image(architecture, 1);
                Tensor between = image(architecture, 2)) {
            float[] first = network.infer(image).clone();
            assertThat(network.infer(between).clone()).isNotEqualTo(first);
            assertThat(network.infer(image)).isEqualTo(first);
            assertThat(other.infer(image)).isEqualTo(first);
            assertThat(image.toFloatArray()).isEqualTo(TestImages.values(architecture.inputShape(), 1));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void threadsWithNetworksOfTheirOwnDoNotDisturbEachOther(Architecture architecture) {
        List<float[]> expected = new ArrayList<>();
        try (Network network = Network.of(architecture, WEIGHTS)) {
            for (int seed = 0; seed < 2; seed++) {
                try (Tensor image = image(architecture, seed)) {
                    expected.add(network.infer(image).clone());
                }
            }
        }
        Threads.run(2, caller -> {
            try (Network network = Network.of(architecture, WEIGHTS);
                    Tensor image = image(architecture, caller)) {
                for (int i = 0; i < 30; i++) {
                    assertThat(network.infer(image)).isEqualTo(expected.get(caller));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aClosedNetworkGivesEverythingBack(Architecture architecture) {
        Depthwise4j.load();
        LibraryStats before = settled();
        inferOnce(architecture, before.plans());
        LiveBlocks.collectUntil(() -> Depthwise4j.stats().nativeBlocks() <= before.nativeBlocks());
        assertThat(Depthwise4j.stats().nativeBlocks()).isLessThanOrEqualTo(before.nativeBlocks());
        assertThat(Depthwise4j.stats().plans()).isLessThanOrEqualTo(before.plans());
    }

    /** A method of its own: the collector must find nothing of the network in the variables of its caller. */
    private static void inferOnce(Architecture architecture, long plansBefore) {
        try (Network network = Network.of(architecture, WEIGHTS);
                Tensor image = image(architecture, 1)) {
            network.infer(image);
            assertThat(Depthwise4j.stats().plans()).isGreaterThan(plansBefore);
        }
    }

    /** What other tests left to the garbage collector is gone. */
    private static LibraryStats settled() {
        LiveBlocks.settled();
        return Depthwise4j.stats();
    }

    @Test
    void resultsBetweenTheLayersShareTwoBlocksAndAThirdWhereAResidualWaits() {
        try (Network chain = Network.of(MobileNetV1.of(32, 0.25), WEIGHTS);
                Network residuals = Network.of(MobileNetV2.of(32, 0.35), WEIGHTS)) {
            assertThat(chain.tensors().blockCount()).isEqualTo(2);
            assertThat(residuals.tensors().blockCount()).isEqualTo(3);
            long all = residuals.layers().stream()
                    .mapToLong(planned -> planned.outputShape().elementCount() * Float.BYTES)
                    .sum();
            assertThat(residuals.tensors().byteSize()).isLessThan(all / 3);
        }
    }

    @Test
    void theNetworksHaveTheParametersAndMultiplyAddsOfTheirPapers() {
        // These are the totals of model.summary() of keras.applications.MobileNet and MobileNetV2.
        assertThat(parameters(MobileNetV1.of(224, 1))).isEqualTo(4_253_864);
        assertThat(parameters(MobileNetV2.of(224, 1))).isEqualTo(3_538_984);
        try (Network first = Network.of(MobileNetV1.of(224, 1), WEIGHTS);
                Network second = Network.of(MobileNetV2.of(224, 1), WEIGHTS)) {
            assertThat(multiplyAdds(first)).isEqualTo(568_740_352);
            assertThat(multiplyAdds(second)).isEqualTo(300_774_272);
            assertThat(first.outputShape().dims()).containsExactly(1, 1, 1, 1000);
        }
    }

    private static long parameters(Architecture architecture) {
        List<Long> counts = new ArrayList<>();
        Weights counting = (name, shape) -> {
            Tensor tensor = WEIGHTS.get(name, shape);
            counts.add(tensor.shape().elementCount());
            return tensor;
        };
        Network.of(architecture, counting).close();
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static long multiplyAdds(Network network) {
        return network.layers().stream()
                .mapToLong(planned -> planned.cost().multiplyAdds())
                .sum();
    }

    @Test
    void anInputOfAnotherShapeIsRefused() {
        try (Network network = Network.of(MobileNetV1.of(32, 0.25), WEIGHTS);
                Tensor image = Tensor.allocate(DataType.FLOAT32, 1, 33, 32, 3)) {
            assertThatThrownBy(() -> network.infer(image))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[1, 33, 32, 3]")
                    .hasMessageContaining("[1, 32, 32, 3]");
        }
    }
}
