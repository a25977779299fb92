package io.github.depthwise4j.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobalPoolingTest {
    private static Graph fused(PoolingProblem problem, int threads, CloseStack owner) {
        GraphBuilder builder = new GraphBuilder();
        Node image = builder.input("image", problem.inputShape());
        Graph graph = builder.build(List.of(builder.layer("pool", problem, List.of(image))));
        return GraphRewriter.fuse(graph, owner, threads);
    }

    private static List<PoolingProblem> poolings(Graph graph) {
        return graph.nodes().stream()
                .map(Node::problemOrNull)
                .filter(PoolingProblem.class::isInstance)
                .map(PoolingProblem.class::cast)
                .toList();
    }

    @Test
    void eachThreadPoolsABandOfRows() {
        PoolingProblem problem = PoolingProblem.global(PoolingProblem.Kind.AVERAGE, Shape.of(1, 28, 28, 240));
        try (CloseStack owner = new CloseStack()) {
            List<PoolingProblem> poolings = poolings(fused(problem, 4, owner));
            assertThat(poolings.get(0).outputShape()).isEqualTo(Shape.of(1, 4, 1, 240));
            assertThat(poolings.get(1).outputShape()).isEqualTo(Shape.of(1, 1, 1, 240));
        }
    }

    @Test
    void smallImagesSeveralImagesAndOneThreadArePooledAtOnce() {
        for (Shape shape : List.of(Shape.of(1, 7, 7, 64), Shape.of(2, 28, 28, 240))) {
            PoolingProblem problem = PoolingProblem.global(PoolingProblem.Kind.AVERAGE, shape);
            try (CloseStack owner = new CloseStack()) {
                assertThat(poolings(fused(problem, 4, owner))).containsExactly(problem);
            }
        }
        PoolingProblem problem = PoolingProblem.global(PoolingProblem.Kind.MAXIMUM, Shape.of(1, 28, 28, 240));
        try (CloseStack owner = new CloseStack()) {
            assertThat(poolings(fused(problem, 1, owner))).containsExactly(problem);
        }
    }

    @Test
    void everyRowIsInOneBand() {
        for (int i = 0; i < 200; i++) {
            Random random = new Random(TestSettings.SEED + i);
            int rows = 1 + random.nextInt(40);
            Shape shape = Shape.of(1, rows, 1 + random.nextInt(30), 500 + random.nextInt(500));
            PoolingProblem.Kind[] kinds = PoolingProblem.Kind.values();
            PoolingProblem problem = PoolingProblem.global(kinds[random.nextInt(kinds.length)], shape);
            int threads = 1 + random.nextInt(9);
            try (CloseStack owner = new CloseStack()) {
                PoolingProblem first = poolings(fused(problem, threads, owner)).get(0);
                int bands = (int) first.outputShape().dim(1);
                assertThat(bands).as("seed %d", TestSettings.SEED + i).isBetween(1, threads);
                assertThat(bands * first.windowHeight() - rows)
                        .as("%s, %d threads", problem, threads)
                        .isBetween(0, first.windowHeight() - 1);
            }
        }
    }
}
