package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller can do wrong meets an exception that says what is wrong; never a crash. */
class MisuseTest {
    private final Tensor filter = Data.random(1, 3, 3, 4, 1);
    private final DepthwiseConv2d op =
            DepthwiseConv2d.builder(filter).padding(Padding.SAME).name("layer").build();
    private final Tensor in = Data.random(2, 1, 5, 5, 4);

    @AfterEach
    void close() {
        filter.close();
        op.close();
        in.close();
    }

    private static void assertRefused(String part, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(part);
    }

    private static void assertClosed(String part, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(part)
                .hasMessageContaining("closed");
    }

    private static void assertKind(String kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidProblemException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(4 * floats)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Test
    void anOutputOfAnotherShapeIsRefusedWithBothShapes() {
        try (Tensor out = Tensor.allocate(DataType.FLOAT32, 1, 5, 4, 5)) {
            assertRefused(
                    "output = float32 [1, 5, 4, 5], but this problem needs float32 [1, 5, 5, 4]",
                    () -> op.run(in, out));
        }
    }

    @Test
    void aReadOnlyBufferCanBeAnInputButNotAnOutput() {
        try (Tensor readOnly = Tensor.wrap(direct(100).asReadOnlyBuffer(), 1, 5, 5, 4);
                Tensor out = op.run(readOnly)) {
            assertThat(out.toFloatArray()).containsOnly(0);
            assertRefused("read-only", () -> op.run(in, readOnly));
        }
    }

    @Test
    void inputAndOutputThatShareMemoryAreRefused() {
        assertRefused("overlap", () -> op.run(in, in));
        FloatBuffer buffer = direct(150);
        try (Tensor front = Tensor.wrap(buffer.duplicate().limit(100), 1, 5, 5, 4);
                Tensor back = Tensor.wrap(buffer.duplicate().position(50), 1, 5, 5, 4)) {
            assertRefused("overlap", () -> op.run(front, back));
            assertRefused("overlap", () -> op.run(back, front));
        }
    }

    @Test
    void neighboursInOneBufferAreNotTakenForOverlapping() {
        FloatBuffer buffer = direct(200);
        try (Tensor front = Tensor.wrap(buffer.duplicate().limit(100), 1, 5, 5, 4);
                Tensor back = Tensor.wrap(buffer.duplicate().position(100), 1, 5, 5, 4);
                Tensor expected = op.run(in)) {
            front.copyFrom(in.toFloatArray());
            op.run(front, back);
            assertThat(back.toFloatArray()).isEqualTo(expected.toFloatArray());
        }
    }

    @Test
    void closedTensorsAndOperationsAreRefused() {
        Tensor closed = Data.random(1, 1, 5, 5, 4);
        closed.close();
        assertClosed("input", () -> op.run(closed));
        assertClosed("output", () -> op.run(in, closed));
        Tensor closedFilter = Data.random(1, 3, 3, 4, 1);
        closedFilter.close();
        assertClosed("shape [3, 3, 4, 1]", () -> DepthwiseConv2d.builder(closedFilter)
                .build());
        assertClosed("filter", () -> Nn.depthwiseConv2d(in, closedFilter, new int[] {1, 1}, Padding.SAME));
        op.close();
        op.close();
        assertClosed("\"layer\"", () -> op.run(in));
        assertClosed("\"layer\"", () -> op.plan(in.shape()));
    }

    @Test
    void anOperationSurvivesTheClosingOfItsFilter() {
        try (Tensor before = op.run(in)) {
            filter.close();
            try (Tensor after = op.run(in);
                    Tensor other = Data.random(3, 2, 7, 5, 4)) {
                assertThat(after.toFloatArray()).isEqualTo(before.toFloatArray());
                op.run(other).close();
            }
        }
    }

    @Test
    void inputsTheFilterDoesNotFitAreRefusedByKind() {
        try (Tensor threeChannels = Data.random(1, 1, 5, 5, 3);
                Tensor rankThree = Data.random(1, 5, 5, 4)) {
            assertKind("depth_mismatch", () -> op.run(threeChannels));
            assertKind("rank", () -> op.run(rankThree));
            assertKind("depth_mismatch", () -> op.outputShape(Shape.of(1, 5, 5, 3)));
        }
    }

    @Test
    void whatIsWrongWithAnOperationIsSaidWhenItIsBuilt() {
        assertKind(
                "strides",
                () -> DepthwiseConv2d.builder(filter).strides(1, 1, 1).build());
        assertKind(
                "strides",
                () -> DepthwiseConv2d.builder(filter).strides(2, 1, 1, 1).build());
        assertKind(
                "strides", () -> DepthwiseConv2d.builder(filter).strides(0, 1).build());
        assertKind(
                "padding", () -> DepthwiseConv2d.builder(filter).padding(null).build());
        assertKind(
                "dilations", () -> DepthwiseConv2d.builder(filter).dilations(1).build());
        assertKind("stride_and_dilation", () -> DepthwiseConv2d.builder(filter)
                .strides(2, 2)
                .dilations(2, 2)
                .build());
        try (Tensor rankTwo = Data.random(1, 3, 3);
                Tensor wrongBias = Data.random(1, 5);
                Tensor empty = Tensor.allocate(DataType.FLOAT32, 0, 3, 4, 1)) {
            assertKind("rank", () -> DepthwiseConv2d.builder(rankTwo).build());
            assertKind(
                    "bias",
                    () -> DepthwiseConv2d.builder(filter).bias(wrongBias).build());
            assertKind("empty_filter", () -> DepthwiseConv2d.builder(empty).build());
        }
    }

    @Test
    void nullsAreRefusedWithoutTouchingAnything() {
        assertThatThrownBy(() -> DepthwiseConv2d.builder(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> op.run(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> op.run(in, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Nn.depthwiseConv2d(null, filter, new int[] {1, 1}, Padding.SAME))
                .isInstanceOf(NullPointerException.class);
        assertKind("strides", () -> Nn.depthwiseConv2d(in, filter, null, Padding.SAME));
        assertKind("padding", () -> Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, null));
    }

    @Test
    void sizesThatNoMemoryCouldHoldAreRefusedBeforeAnyIsTouched() {
        long huge = Integer.MAX_VALUE;
        assertKind("size", () -> op.outputShape(Shape.of(1, huge, 1, 4)));
        assertKind("size", () -> op.outputShape(Shape.of(1, 1 << 20, 1 << 20, 4)));
        assertKind("size", () -> op.plan(Shape.of(1L << 40, 5, 5, 4)));
        try (Tensor wide = Data.random(1, 2, 2, 4, 1)) {
            assertKind("size", () -> DepthwiseConv2d.builder(wide)
                    .padding(Padding.explicit(new int[][] {{0, 0}, {Integer.MAX_VALUE, 0}, {0, 0}, {0, 0}}))
                    .build()
                    .plan(in.shape()));
            assertKind("size", () -> DepthwiseConv2d.builder(wide)
                    .padding(Padding.SAME)
                    .dilations(Integer.MAX_VALUE, 1)
                    .build()
                    .plan(in.shape()));
            assertKind("size", () -> DepthwiseConv2d.builder(wide)
                    .padding(Padding.explicit(new int[][] {{0, 0}, {1 << 29, 1 << 29}, {1 << 29, 1 << 29}, {0, 0}}))
                    .build()
                    .plan(in.shape()));
        }
        assertThatThrownBy(() -> Tensor.allocate(DataType.FLOAT32, Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.allocate(DataType.FLOAT32, 1L << 60)).isInstanceOf(NativeMemoryException.class);
    }

    @Test
    void hugeStridesAndDilationsThatFitAreComputed() {
        try (DepthwiseConv2d wide = DepthwiseConv2d.builder(filter)
                        .strides(Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .padding(Padding.SAME)
                        .build();
                Tensor one = wide.run(in);
                Tensor pointFilter = Data.random(1, 1, 1, 4, 1);
                DepthwiseConv2d sparse = DepthwiseConv2d.builder(pointFilter)
                        .dilations(Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .build();
                Tensor same = sparse.run(in)) {
            assertThat(one.shape()).isEqualTo(Shape.of(1, 1, 1, 4));
            assertThat(same.shape()).isEqualTo(in.shape());
        }
    }

    @Test
    void oneShotCallsAnswerInTheDataFormatOfTheirInput() {
        try (Tensor channelsFirst = Data.random(1, 2, 4, 6, 5);
                Tensor out = Nn.depthwiseConv2d(
                        channelsFirst, filter, new int[] {1, 1, 2, 3}, Padding.SAME, DataFormat.NCHW)) {
            assertThat(out.shape()).isEqualTo(Shape.of(2, 4, 3, 2));
        }
    }
}
