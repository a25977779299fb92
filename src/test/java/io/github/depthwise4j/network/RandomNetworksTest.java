package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.GraphRewriter;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random networks of integers: fused, and with shared memory, they give what the oracle gives node by node. */
class RandomNetworksTest {
    private static final int NETWORKS = Integer.getInteger("depthwise4j.test.networks", 150);

    @Test
    void fusedNetworksGiveTheSameIntegersAsTheirLayersOneByOne() {
        for (int i = 0; i < NETWORKS; i++) {
            check(TestSettings.SEED + i);
        }
    }

    private static void check(long seed) {
        List<Tensor> tensors = new ArrayList<>();
        try (RandomNetwork random = new RandomNetwork(seed);
                CloseStack owner = new CloseStack()) {
            List<float[]> expected = GraphOracle.compute(random.graph(), random.inputs());
            // Every other graph is fused twice: that must change nothing.
            Graph graph =
                    seed % 2 == 0 ? random.graph() : GraphRewriter.fuse(random.graph(), owner, 1 + (int) (seed % 4));
            try (Network network = Network.of("", graph, NetworkOptions.defaults())) {
                for (int i = 0; i < random.inputs().size(); i++) {
                    tensors.add(Tensor.of(
                            random.inputs().get(i), network.inputShapes().get(i)));
                }
                // Twice: the second run finds the memory as the first one left it.
                for (int run = 0; run < 2; run++) {
                    List<Tensor> results = network.run(tensors.toArray(Tensor[]::new));
                    for (int i = 0; i < results.size(); i++) {
                        try (Tensor result = results.get(i)) {
                            assertThat(result.toFloatArray())
                                    .as("seed %d, run %d, output %d of%n%s", seed, run, i, network.describe())
                                    .isEqualTo(expected.get(i));
                        }
                    }
                }
            }
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    @Test
    void nothingIsComputedTwiceBecauseItIsFused() {
        for (int i = 0; i < NETWORKS; i++) {
            try (RandomNetwork random = new RandomNetwork(TestSettings.SEED + i);
                    CloseStack owner = new CloseStack()) {
                assertThat(convolutions(GraphRewriter.fuse(random.graph(), owner, 1 + i % 4)))
                        .as("seed %d", TestSettings.SEED + i)
                        .isLessThanOrEqualTo(convolutions(random.graph()));
            }
        }
    }

    private static long convolutions(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.operator() instanceof Operator.Convolution)
                .count();
    }

    /** Else the test above could compare networks in which nothing is fused. */
    @Test
    void manyOfTheNetworksHaveResidualsAndFusedActivations() {
        int residuals = 0;
        int activations = 0;
        for (int i = 0; i < NETWORKS; i++) {
            try (RandomNetwork random = new RandomNetwork(TestSettings.SEED + i);
                    CloseStack owner = new CloseStack()) {
                for (Node node :
                        GraphRewriter.fuse(random.graph(), owner, 1 + i % 4).nodes()) {
                    if (node.operator() instanceof Operator.Convolution convolution) {
                        residuals += convolution.residual() ? 1 : 0;
                        activations += convolution.activation() != Activation.NONE ? 1 : 0;
                    }
                }
            }
        }
        assertThat(residuals).isGreaterThan(NETWORKS / 10);
        assertThat(activations).isGreaterThan(NETWORKS / 2);
    }
}
