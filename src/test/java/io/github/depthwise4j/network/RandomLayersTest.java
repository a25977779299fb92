package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.network.graph.GraphBuilder;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.PreluProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.reference.layer.LayerResult;
import io.github.depthwise4j.reference.layer.ReferenceLayers;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every kind of layer, computed by a network of this one layer, against the oracle. */
class RandomLayersTest {
    private static final int PROBLEMS = Integer.getInteger("depthwise4j.test.layers", 600);
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_260_101);

    @Test
    void everyLayerIsWithinItsBound() {
        for (int i = 0; i < PROBLEMS; i++) {
            long seed = SEED + i;
            RandomLayers layers = new RandomLayers(seed);
            LayerProblem problem = layers.next();
            check(problem, layers, "seed " + seed + ": " + problem);
        }
    }

    private static void check(LayerProblem problem, RandomLayers layers, String line) {
        List<Shape> shapes = problem.inputShapes();
        float[][] numbers = shapes.stream().map(layers::numbers).toArray(float[][]::new);
        if (problem instanceof BinaryProblem binary && binary.kind() == BinaryProblem.Kind.DIVIDE) {
            // What an activation makes of an infinity depends on the implementation.
            IntStream.range(0, numbers[1].length)
                    .filter(i -> numbers[1][i] == 0)
                    .forEach(i -> numbers[1][i] = 1);
        }
        LayerResult expected = ReferenceLayers.compute(problem, numbers);
        int inputs = weightsFrom(problem);
        GraphBuilder graph = new GraphBuilder();
        List<Tensor> tensors = new ArrayList<>();
        try {
            for (int i = 0; i < numbers.length; i++) {
                tensors.add(Tensor.of(numbers[i], shapes.get(i)));
            }
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < inputs; i++) {
                nodes.add(graph.input("", shapes.get(i)));
            }
            Tensor[] weights = tensors.subList(inputs, tensors.size()).toArray(Tensor[]::new);
            Node node = graph.layer("", problem, nodes, weights);
            try (Network network = Network.of("", graph.build(List.of(node)), NetworkOptions.defaults())) {
                List<Tensor> results = network.run(tensors.subList(0, inputs).toArray(Tensor[]::new));
                try (Tensor result = results.get(0)) {
                    assertThat(result.shape()).as(line).isEqualTo(problem.outputShape());
                    assertThat(expected.worstRatio(result.toFloatArray()))
                            .as(line)
                            .isLessThanOrEqualTo(1);
                }
                // oneDNN has plain loops for what it generates no code for. They are up to 100 times slower.
                assertThat(network.describe()).as(line).doesNotContain("ref:", "simple:");
                for (int i = 0; i < numbers.length; i++) {
                    assertThat(tensors.get(i).toFloatArray()).as(line).isEqualTo(numbers[i]);
                }
            }
        } catch (RuntimeException e) {
            throw new AssertionError(line, e);
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    private static int weightsFrom(LayerProblem problem) {
        boolean weighted = problem instanceof PreluProblem || problem instanceof TransposedConvolutionProblem;
        return weighted ? 1 : problem.inputShapes().size();
    }

    private static float[] run(LayerProblem problem, float... numbers) {
        GraphBuilder graph = new GraphBuilder();
        Node input = graph.input("x", problem.inputShapes().get(0));
        Node node = graph.layer("y", problem, List.of(input));
        try (Network network = Network.of("", graph.build(List.of(node)), NetworkOptions.defaults());
                Tensor tensor = Tensor.of(numbers, input.shape());
                Tensor result = network.run(tensor).get(0)) {
            assertThat(network.outputNames()).containsExactly("y");
            return result.toFloatArray();
        }
    }

    @Test
    void aReductionOfAxesOfLength1KeepsItsNameAndItsNumbers() {
        ReductionProblem problem = new ReductionProblem(ReductionProblem.Kind.MEAN, Shape.of(1, 1, 3), List.of(1, 0));
        assertThat(run(problem, 1, 2, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void aTransposedConvolutionOfOnePixelIsComputedWhateverItsStride() {
        for (int stride : new int[] {64, 1 << 20, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
            Shape filter = Shape.of(1, 1, 2, 2);
            TransposedConvolutionProblem problem = new TransposedConvolutionProblem(
                    Shape.of(1, 1, 1, 2), filter, stride, stride, Padding.SAME, 2, 3, false, Activation.NONE);
            RandomLayers layers = new RandomLayers(1);
            check(problem, layers, "stride " + stride);
        }
    }
}
