package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the methods of layers refuse, each at once and with the rule and the remedy. */
class NetworkBuilderTest {
    private final NetworkBuilder builder = Network.builder();
    private final Layer image = builder.input("image", 2, 6, 8, 3);

    private static void refused(String kind, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidProblemException.class)
                .hasMessageContainingAll(words)
                .hasMessageEndingWith(".")
                .extracting(e -> ((InvalidProblemException) e).kind())
                .isEqualTo(kind);
    }

    @Test
    void shapesAreTensorFlows() {
        try (Tensor filter = Tensor.of(new float[27 * 4], 3, 3, 3, 4);
                Tensor transposed = Tensor.of(new float[4 * 5 * 3], 2, 2, 5, 3);
                Tensor kernel = Tensor.of(new float[3 * 7], 3, 7)) {
            assertThat(image.conv2d(filter, null, 2, Padding.SAME).shape()).isEqualTo(Shape.of(2, 3, 4, 4));
            assertThat(image.maxPooling(3, 2, Padding.VALID).shape()).isEqualTo(Shape.of(2, 2, 3, 3));
            assertThat(image.averagePooling(3, 2, Padding.SAME).shape()).isEqualTo(Shape.of(2, 3, 4, 3));
            assertThat(image.globalAveragePooling().shape()).isEqualTo(Shape.of(2, 1, 1, 3));
            assertThat(image.resizeNearest(12, 8).shape()).isEqualTo(Shape.of(2, 12, 8, 3));
            assertThat(image.pad(1, 2, 3, 4).shape()).isEqualTo(Shape.of(2, 9, 15, 3));
            assertThat(image.conv2dTranspose(transposed, null, 2, Padding.SAME).shape())
                    .isEqualTo(Shape.of(2, 12, 16, 5));
            assertThat(image.dense(kernel, null).shape()).isEqualTo(Shape.of(2, 6, 8, 7));
            assertThat(image.flatten().shape()).isEqualTo(Shape.of(2, 144));
            assertThat(image.multiply(image.globalAveragePooling()).shape()).isEqualTo(image.shape());
            assertThat(image.transpose(0, 3, 1, 2).shape()).isEqualTo(Shape.of(2, 3, 6, 8));
            assertThat(image.slice(new int[4], new int[] {2, 1, 2, 3}).shape()).isEqualTo(Shape.of(2, 1, 2, 3));
            assertThat(image.reduceMax(1, 3).shape()).isEqualTo(Shape.of(2, 1, 8, 1));
            assertThat(image.matmul(builder.input("", 3, 5)).shape()).isEqualTo(Shape.of(2, 6, 8, 5));
            assertThat(image.spaceToDepth(2).shape()).isEqualTo(Shape.of(2, 3, 4, 12));
            assertThat(image.spaceToDepth(2).depthToSpace(2).shape()).isEqualTo(image.shape());
            assertThat(image.globalAveragePooling().subtract(image).shape()).isEqualTo(image.shape());
            assertThat(builder.concatenate(3, image, image).shape()).isEqualTo(Shape.of(2, 6, 8, 6));
        }
    }

    @Test
    void layersHaveTheNamesThatTheUserGivesThem() {
        try (Tensor filter = Tensor.of(new float[27], 3, 3, 3, 1);
                Network network = builder.build(image.conv2d(filter, null, 2, Padding.SAME)
                        .named("stem")
                        .softmax()
                        .named("classes"))) {
            assertThat(network.describe().lines())
                    .anyMatch(line -> line.contains(" stem ") && line.contains("conv2d"))
                    .anyMatch(line -> line.contains(" classes ") && line.contains("softmax"));
            assertThat(network.outputNames()).containsExactly("classes");
        }
        Layer pooled = image.maxPooling(2, 2, Padding.SAME).named("pool1");
        assertThat(pooled).hasToString("max_pool2d \"pool1\" [2, 3, 4, 3]");
        refused("negative_output", () -> pooled.maxPooling(9, 1, Padding.VALID), "pool1");
    }

    @Test
    void brokenRulesAreRefused() {
        try (Tensor filter = Tensor.of(new float[8], 1, 1, 4, 2);
                Tensor transposed = Tensor.of(new float[3], 1, 1, 1, 3);
                Tensor numbers = Tensor.of(new float[2], 2)) {
            refused("depth_mismatch", () -> image.conv2d(filter, null, 1, Padding.SAME), "conv2d", "filter");
            refused("depth_mismatch", () -> image.conv2dTranspose(filter, null, 1, Padding.SAME), "conv2d_transpose");
            refused("bias", () -> image.conv2dTranspose(transposed, numbers, 1, Padding.SAME), "pass [1]");
            refused("rank", () -> image.flatten().maxPooling(2, 2, Padding.SAME), "max_pool2d", "4 axes");
            refused("rank", () -> image.flatten().conv2d(filter, null, 1, Padding.SAME), "conv2d", "4 axes");
            refused("strides", () -> image.maxPooling(2, 0, Padding.SAME), "stride of the height = 0", "1 or more");
            refused("size", () -> image.maxPooling(0, 1, Padding.SAME), "window height = 0");
            refused("negative_output", () -> image.averagePooling(7, 1, Padding.VALID), "avg_pool2d", "pad by 1 more");
            refused(
                    "padding",
                    () -> image.maxPooling(1, 1, Padding.explicit(new int[][] {{0, 0}, {1, 1}, {0, 0}, {0, 0}})),
                    "smaller than the window");
            refused(
                    "padding",
                    () -> image.maxPooling(2, 1, Padding.explicit(new int[][] {{1, 0}, {1, 1}, {0, 0}, {0, 0}})),
                    "batch and channels");
            refused("shape", () -> image.add(builder.input("", 2, 6, 8, 2)), "add", "length 3 in the one and 2");
            refused("shape", () -> builder.concatenate(3, image, image.flatten()), "concat", "along axis 3 only");
            refused("axis", () -> builder.concatenate(4, image), "axis = 4", "0 to 3");
            refused("shape", () -> image.prelu(numbers), "prelu", "3 channels", "pass [3]");
            refused("shape", () -> image.dense(filter, null), "dense", "[inputs, outputs]");
            refused("shape", () -> image.reshape(5), "reshape", "288 elements");
            refused("size", () -> image.resizeNearest(1 << 23, 9), "resize_nearest", "16777216", "whole multiples");
            refused("axis", () -> image.transpose(0, 1, 1, 3), "transpose", "axis 2 of input", "name each axis once");
            refused("size", () -> image.slice(new int[] {0, 5, 0, 0}, new int[] {2, 2, 8, 3}), "entries 5 to 6");
            refused("axis", () -> image.reduceSum(4), "reduce_sum", "axis = 4", "0 to 3");
            refused("axis", () -> image.reduceMean(), "reduce_mean", "at least one axis");
            refused("shape", () -> image.matmul(image), "matmul", "as many as the rows of the second");
            refused("rank", () -> builder.input("", 3).matmul(image), "matmul", "rows and columns");
            refused("size", () -> image.spaceToDepth(4), "space_to_depth", "block_size = 4");
            refused("shape", () -> image.depthToSpace(2), "depth_to_space", "multiple of the 4 pixels");
            refused("size", () -> image.resizeBilinear(0, 8), "height = 0");
            refused("size", () -> image.resizeBilinear(1 << 20, 1 << 20), "2147483647 elements");
            refused("padding", () -> image.pad(-1, 0, 0, 0), "pad", "-1");
            refused("size", () -> builder.input("", 0, 2), "[0, 2]");
        }
        assertThatThrownBy(builder::build).hasMessageContaining("no outputs");
        Layer other = Network.builder().input("", 1);
        assertThatThrownBy(() -> builder.build(other)).hasMessageContaining("another builder");
        assertThatThrownBy(() -> NetworkOptions.defaults().batch(0)).hasMessageContaining("images = 0");
    }
}
