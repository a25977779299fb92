package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.problem.Padding;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views: what they see, and how long they live. A random test is replayed by its seed. */
class TensorViewsTest {
    /** A view and its model: a shape, and the index of its first element in one array. */
    private record Modelled(Tensor tensor, Shape shape, int first) {}

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void viewsOfViewsSeeTheElementsThatAModelSees(long seed) {
        long before = LiveBlocks.settled();
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Shape shape = Shape.of(1 + random.nextInt(4), 1 + random.nextInt(4), random.nextInt(5), 2);
            float[] model = counting((int) shape.elementCount());
            List<Modelled> all = new ArrayList<>(List.of(new Modelled(Tensor.of(model, shape), shape, 0)));
            for (int step = 0; step < 6; step++) {
                Modelled parent = all.get(random.nextInt(all.size()));
                Modelled view = view(parent, random);
                all.add(view);
                String what = "seed " + seed + ", round " + round + ", step " + step + ": " + view.shape + " at "
                        + view.first + " of " + parent.shape + " at " + parent.first;
                int count = (int) view.shape.elementCount();
                assertThat(view.tensor.shape()).as(what).isEqualTo(view.shape);
                float value = random.nextFloat();
                if (count > 0) {
                    int at = random.nextInt(count);
                    view.tensor.write(elements -> elements.put(at, value));
                    model[view.first + at] = value;
                }
                for (Modelled each : all) {
                    int size = (int) each.shape.elementCount();
                    float[] expected = new float[size];
                    System.arraycopy(model, each.first, expected, 0, size);
                    assertThat(each.tensor.toFloatArray()).as(what).containsExactly(expected);
                }
            }
            Collections.shuffle(all, random);
            for (Modelled each : all) {
                assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
                each.tensor.close();
                assertThatIllegalStateException().isThrownBy(each.tensor::toFloatArray);
            }
            assertThat(MemoryCounts.liveBlocks())
                    .as("seed " + seed + ", round " + round)
                    .isEqualTo(before);
        }
    }

    private static Modelled view(Modelled parent, Random random) {
        Tensor tensor = parent.tensor;
        long[] dims = parent.shape.dims();
        if (dims.length == 0 || random.nextInt(3) == 0) {
            long[] flat = {1, parent.shape.elementCount(), 1};
            return random.nextBoolean()
                    ? new Modelled(tensor.reshape(Shape.of(flat)), Shape.of(flat), parent.first)
                    : new Modelled(tensor.reshape(-1, 1), Shape.of(parent.shape.elementCount(), 1), parent.first);
        }
        long[] rest = new long[dims.length - 1];
        System.arraycopy(dims, 1, rest, 0, rest.length);
        int entry = (int) Shape.of(rest).elementCount();
        if (dims[0] == 0 || random.nextBoolean()) {
            int from = random.nextInt((int) dims[0] + 1);
            int to = from + random.nextInt((int) dims[0] - from + 1);
            dims[0] = to - from;
            return new Modelled(tensor.slice(from, to), Shape.of(dims), parent.first + from * entry);
        }
        int index = random.nextInt((int) dims[0]);
        return new Modelled(tensor.subTensor(index), Shape.of(rest), parent.first + index * entry);
    }

    @Test
    void aViewOutlivesItsTensorAndItsBufferOutlivesBoth() {
        long before = LiveBlocks.settled();
        Tensor tensor = Tensor.of(counting(6), 3, 2);
        Tensor view = tensor.slice(1, 3);
        tensor.close();
        assertThatIllegalStateException().isThrownBy(() -> tensor.slice(0, 1)).withMessageContaining("Tensor.slice");
        assertThatIllegalStateException().isThrownBy(() -> tensor.reshape(6)).withMessageContaining("Tensor.reshape");
        Tensor viewOfView = view.subTensor(1);
        FloatBuffer buffer = viewOfView.asFloatBuffer();
        view.close();
        assertThat(viewOfView.toFloatArray()).containsExactly(4, 5);
        viewOfView.close();
        LiveBlocks.collectRepeatedly();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        assertThat(buffer.get(1)).isEqualTo(5);
        Reference.reachabilityFence(buffer);
        buffer = null;
        LiveBlocks.await(before);
    }

    @Test
    void aLongChainOfViewsIsNoLongerThanOne() {
        long before = LiveBlocks.settled();
        Tensor last = Tensor.of(counting(4), 4);
        for (int i = 0; i < 100_000; i++) {
            try (Tensor previous = last) {
                last = i % 2 == 0 ? previous.reshape(2, 2) : previous.reshape(4);
            }
        }
        assertThat(last.toFloatArray()).containsExactly(0, 1, 2, 3);
        last.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void aForgottenViewIsFreedByTheGarbageCollector() {
        long before = LiveBlocks.settled();
        long open = Tensor.openCount();
        forgetView();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        LiveBlocks.await(before);
        LiveBlocks.collectUntil(() -> Tensor.openCount() == open);
        assertThat(Tensor.openCount()).isEqualTo(open);
    }

    private static void forgetView() {
        try (Tensor tensor = Tensor.of(counting(4), 4)) {
            tensor.slice(1, 2).fill(1);
        }
    }

    @Test
    void viewsOfAWrappedBufferWriteToIt() {
        FloatBuffer buffer = AlignedBuffers.allocateFloats(6);
        ByteBuffer readOnly = ByteBuffer.allocateDirect(8).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
        try (Tensor tensor = Tensor.wrap(buffer, Shape.of(3, 2));
                Tensor view = tensor.subTensor(1);
                Tensor source = Tensor.wrap(readOnly, Shape.of(2));
                Tensor readOnlyView = source.slice(0, 1)) {
            view.fill(7);
            assertThat(buffer.get(2) + buffer.get(3)).isEqualTo(14);
            assertThat(buffer.get(1) + buffer.get(4)).isZero();
            assertThat(readOnlyView.isReadOnly()).isTrue();
            assertThatIllegalArgumentException().isThrownBy(() -> readOnlyView.fill(1));
        }
    }

    @Test
    void anotherNumberOfElementsIsNoReshape() {
        try (Tensor tensor = Tensor.of(counting(6), 3, 2);
                Tensor empty = Tensor.allocate(DataType.FLOAT32, 0, 3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.reshape(7))
                    .withMessageContainingAll("Tensor.reshape", "= 6", "[7] has 7 elements");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.reshape(-1, -1))
                    .withMessageContainingAll("dimensions 0 and 1 are -1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.reshape(-1, 4))
                    .withMessageContainingAll("dimension 0 is -1", "6 elements", "product is 4");
            assertThatIllegalArgumentException().isThrownBy(() -> empty.reshape(-1, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(-2, -3));
        }
    }

    @Test
    void aRangeOutsideTheFirstAxisIsRefused() {
        try (Tensor tensor = Tensor.of(counting(6), 3, 2);
                Tensor scalar = tensor.subTensor(1, 1)) {
            assertThat(scalar.get()).isEqualTo(3);
            for (long[] range : new long[][] {{-1, 1}, {2, 1}, {0, 4}, {4, 4}, {Long.MIN_VALUE, Long.MAX_VALUE}}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> tensor.slice(range[0], range[1]))
                        .withMessageContainingAll("Tensor.slice", "from = " + range[0], "to = " + range[1], "length 3");
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scalar.slice(0, 0))
                    .withMessageContaining("no axis");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> tensor.subTensor(3))
                    .withMessageContainingAll("Tensor.subTensor", "index[0] = 3", "0 to 2");
            assertThatIllegalArgumentException().isThrownBy(() -> tensor.subTensor(0, 0, 0));
        }
    }

    @Test
    void anOperationComputesOverViewsAndRefusesOneAsOutputOfTheOther() {
        try (Tensor batch = Tensor.of(counting(3 * 5 * 5 * 3), 3, 5, 5, 3);
                Tensor outputs = Tensor.allocate(DataType.FLOAT32, 3, 5, 5, 3);
                Tensor filter = Tensor.of(counting(27), 3, 3, 3, 1);
                DepthwiseConv2d operation =
                        DepthwiseConv2d.builder(filter).padding(Padding.SAME).build();
                Tensor whole = operation.run(batch)) {
            for (int image = 0; image < 3; image++) {
                try (Tensor in = batch.slice(image, image + 1);
                        Tensor out = outputs.slice(image, image + 1)) {
                    operation.run(in, out);
                }
            }
            assertThat(outputs.contentEquals(whole)).isTrue();
            try (Tensor in = batch.slice(0, 2);
                    Tensor out = batch.slice(1, 3);
                    Tensor apart = batch.slice(2, 3);
                    Tensor one = batch.slice(1, 2)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> operation.run(in, out))
                        .withMessageContaining("overlap");
                operation.run(one, apart);
            }
        }
    }
}
