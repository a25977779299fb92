package io.github.depthwise4j.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransposedConvolutionsTest {
    private static Graph fused(int filterSize, int oc, int ic, int stride, CloseStack owner) {
        Shape shape = Shape.of(filterSize, filterSize, oc, ic);
        Tensor filter = Tensor.of(new float[(int) shape.elementCount()], shape);
        owner.add(filter, filter::close);
        TransposedConvolutionProblem problem = new TransposedConvolutionProblem(
                Shape.of(1, 32, 32, ic),
                shape,
                stride,
                stride,
                Padding.SAME,
                32 * stride,
                32 * stride,
                false,
                Activation.RELU);
        GraphBuilder builder = new GraphBuilder();
        Node image = builder.input("image", problem.inputShape());
        Node result = builder.layer("", problem, List.of(image), filter);
        return GraphRewriter.fuse(builder.build(List.of(result)), owner, 1);
    }

    private static boolean isTransposed(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> node.problemOrNull() instanceof TransposedConvolutionProblem);
    }

    @Test
    void oneOfFewChannelsBecomesAnOrdinaryOneWithItsActivation() {
        try (CloseStack owner = new CloseStack()) {
            Graph graph = fused(4, 1, 3, 2, owner);
            assertThat(isTransposed(graph)).isFalse();
            Operator.Convolution convolution = graph.nodes().stream()
                    .map(Node::operator)
                    .filter(Operator.Convolution.class::isInstance)
                    .map(Operator.Convolution.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(convolution.activation()).isEqualTo(Activation.RELU);
            // Each window has a pixel more on both sides, and computes two rows of two pixels.
            assertThat(convolution.filterShape()).isEqualTo(Shape.of(3, 3, 3, 4));
            assertThat(graph.outputs().get(0).problemOrNull()).isInstanceOf(DepthToSpaceProblem.class);
        }
    }

    @Test
    void oneThatFillsItsRegistersStays() {
        try (CloseStack owner = new CloseStack()) {
            assertThat(isTransposed(fused(4, 64, 64, 2, owner))).isTrue();
        }
    }

    @Test
    void oneWithoutStridesBecomesAnOrdinaryOneWithoutACopy() {
        try (CloseStack owner = new CloseStack()) {
            Graph graph = fused(3, 16, 2, 1, owner);
            assertThat(isTransposed(graph)).isFalse();
            assertThat(graph.nodes()).noneMatch(node -> node.problemOrNull() instanceof DepthToSpaceProblem);
        }
    }
}
