package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Threads;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.IdleMemory;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.memory.RefusedRequests;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.HeapBytes;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a network is made, run, shared and closed. */
class NetworkLifeTest {
    private static final NetworkOptions ALONE =
            NetworkOptions.defaults().parallelism(Parallelism.callerOnly()).planning(PlanningEffort.ESTIMATE);

    private static Network network(int size, NetworkOptions options) {
        try (SmallNetwork small = new SmallNetwork(size)) {
            return small.build(options);
        }
    }

    private static float[][] run(Network network, Tensor image) {
        List<Tensor> results = network.run(image);
        float[][] numbers = results.stream().map(Tensor::toFloatArray).toArray(float[][]::new);
        results.forEach(Tensor::close);
        return numbers;
    }

    @Test
    void everyLayerIsWithinItsBound() {
        for (int size : new int[] {8, 9, 33}) {
            try (SmallNetwork small = new SmallNetwork(size)) {
                NetworkVerification verification = small.verify(NetworkOptions.defaults());
                assertThat(verification.passed()).as(verification.describe()).isTrue();
                assertThat(verification.layers()).hasSizeGreaterThan(15);
                assertThat(verification.worst().worstRatio()).isPositive();
            }
        }
    }

    @Test
    void theTableNamesLayersAndWhatIsFusedIntoThem() {
        try (Network network = network(16, ALONE)) {
            assertThat(network.describe().lines().toList())
                    .anyMatch(line -> line.contains("conv2d + hard_swish"))
                    .anyMatch(line -> line.contains("conv2d + add + relu"))
                    .anyMatch(line -> line.contains("softmax"))
                    .anyMatch(line -> line.contains("copy"))
                    .last()
                    .asString()
                    .contains("bytes for each run");
            assertThat(network.toString()).contains("small", "[1, 16, 16, 3]", "[1, 5]");
        }
    }

    @Test
    void aRunAllocatesNothingOnTheJavaHeap() {
        for (NetworkOptions options : List.of(ALONE, NetworkOptions.defaults())) {
            try (Network network = network(64, options);
                    Tensor image = SmallNetwork.image(network, 1)) {
                List<Tensor> outputs = network.run(image);
                List<Tensor> inputs = List.of(image);
                for (int i = 0; i < 200; i++) {
                    network.run(inputs, outputs);
                }
                long blocks = MemoryCounts.liveBlocks();
                assertThat(HeapBytes.perCall(() -> network.run(inputs, outputs), 200))
                        .isZero();
                assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
                outputs.forEach(Tensor::close);
            }
        }
    }

    @Test
    void manyThreadsGetTheBitsOfOne() {
        try (Network network = network(48, NetworkOptions.defaults())) {
            float[][][] expected = new float[8][][];
            Tensor[] images = new Tensor[8];
            for (int i = 0; i < images.length; i++) {
                images[i] = SmallNetwork.image(network, i);
                expected[i] = run(network, images[i]);
            }
            Threads.run(8, thread -> {
                for (int i = 0; i < 30; i++) {
                    assertThat(run(network, images[(thread + i) % 8])).isDeepEqualTo(expected[(thread + i) % 8]);
                }
            });
            for (Tensor image : images) {
                image.close();
            }
        }
    }

    @Test
    void oneThreadAndAllGiveTheSameBits() {
        try (Network alone = network(48, ALONE);
                Network all = network(48, ALONE.parallelism(Parallelism.fixed(8)));
                Tensor image = SmallNetwork.image(alone, 4)) {
            assertThat(run(all, image)).isDeepEqualTo(run(alone, image));
        }
    }

    @Test
    void aClosedNetworkRefusesRunsAndFreesEverything() {
        network(8, ALONE).close();
        long blocks = MemoryCounts.liveBlocks();
        long handles = Handles.live();
        long plans = Plan.live();
        Network network = network(8, ALONE);
        try (Tensor image = SmallNetwork.image(network, 1)) {
            run(network, image);
            network.close();
            network.close();
            assertThatThrownBy(() -> network.run(image))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("network \"small\" is closed; close it after the last run");
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
        assertThat(Handles.live()).isEqualTo(handles);
        assertThat(Plan.live()).isEqualTo(plans);
    }

    @Test
    void aNetworkMayBeClosedWhileItRuns() {
        long handles = Handles.live();
        for (int round = 0; round < 20; round++) {
            Network network = network(16, ALONE);
            AtomicInteger refused = new AtomicInteger();
            try (Tensor image = SmallNetwork.image(network, 1)) {
                float[][] expected = run(network, image);
                Threads.run(4, thread -> {
                    for (int i = 0; i < 50; i++) {
                        if (thread == 0 && i == 5) {
                            network.close();
                        }
                        try {
                            assertThat(run(network, image)).isDeepEqualTo(expected);
                        } catch (IllegalStateException e) {
                            refused.incrementAndGet();
                        }
                    }
                });
            }
            assertThat(refused.get()).isPositive();
        }
        assertThat(Handles.live()).isEqualTo(handles);
    }

    @Test
    void wrongTensorsAreRefusedByName() {
        try (Network network = network(8, ALONE);
                Tensor image = SmallNetwork.image(network, 1);
                Tensor small = Tensor.of(new float[3], 1, 1, 1, 3)) {
            assertThatThrownBy(() -> network.run(small))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("network \"small\": inputs[0] = float32 [1, 1, 1, 3], but the network has float32 "
                            + "[1, 8, 8, 3] there; pass such a tensor");
            assertThatThrownBy(network::run).hasMessageContaining("inputs.size() = 0, but the network has 1");
            List<Tensor> outputs = new ArrayList<>(network.run(image));
            List<Tensor> inputs = List.of(image);
            assertThatThrownBy(() -> network.run(inputs, outputs.subList(0, 1)))
                    .hasMessageContaining("outputs.size() = 1, but the network has 3");
            Tensor kept = outputs.set(2, image.reshape(64, 3));
            assertThatThrownBy(() -> network.run(inputs, outputs))
                    .hasMessageContaining("outputs[2] and inputs[0] overlap in memory");
            outputs.set(2, kept).close();
            ByteBuffer bytes = ByteBuffer.allocateDirect(5 * Float.BYTES).order(ByteOrder.nativeOrder());
            Tensor second = outputs.set(1, Tensor.wrap(bytes.asFloatBuffer().asReadOnlyBuffer(), Shape.of(1, 5)));
            assertThatThrownBy(() -> network.run(inputs, outputs))
                    .hasMessageContaining("outputs[1] wraps a read-only buffer");
            outputs.set(1, second).close();
            outputs.get(1).close();
            assertThatThrownBy(() -> network.run(inputs, outputs))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("outputs[1] of shape [1, 5] is closed");
            outputs.forEach(Tensor::close);
        }
    }

    @Test
    void everyRefusedAllocationLeavesNothingBehind() {
        SmallNetwork small = new SmallNetwork(8);
        Runnable whole = () -> {
            try (Network network = small.build(ALONE);
                    Tensor image = SmallNetwork.image(network, 1)) {
                network.run(image).forEach(Tensor::close);
            }
        };
        whole.run();
        // A refused request frees what other tests have left behind.
        IdleMemory.trim();
        long blocks = LiveBlocks.settled();
        long handles = Handles.live();
        long plans = Plan.live();
        int refusals = 0;
        // A prime step: each kind of allocation has its turn, and the test takes seconds.
        for (long earlier = 0; ; earlier += 7) {
            try (RefusedRequests refused = RefusedRequests.after(earlier)) {
                whole.run();
                if (refused.count() <= earlier) {
                    break;
                }
            } catch (NativeMemoryException e) {
                refusals++;
            }
            assertThat(MemoryCounts.liveBlocks())
                    .as("after request %d", earlier)
                    .isEqualTo(blocks);
            assertThat(Handles.live()).as("after request %d", earlier).isEqualTo(handles);
            assertThat(Plan.live()).as("after request %d", earlier).isEqualTo(plans);
        }
        assertThat(refusals).isGreaterThan(20);
        small.close();
    }
}
