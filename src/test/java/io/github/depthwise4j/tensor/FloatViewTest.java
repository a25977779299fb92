package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access to a tensor's memory for the time of one call. */
class FloatViewTest {
    private long before;

    @BeforeEach
    void countWhatIsAlive() {
        before = LiveBlocks.settled();
    }

    /** Every way to touch the memory by a view. */
    private static List<Consumer<FloatView>> touches() {
        return List.of(
                view -> view.get(0),
                view -> view.put(0, 1),
                view -> view.copyTo(0, new float[1], 0, 1),
                view -> view.copyTo(0, FloatBuffer.allocate(1)),
                view -> view.copyFrom(0, new float[1], 0, 1),
                view -> view.copyFrom(0, FloatBuffer.allocate(1)));
    }

    private static void assertDead(FloatView view) {
        for (Consumer<FloatView> touch : touches()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> touch.accept(view))
                    .withMessageStartingWith("FloatView.")
                    .withMessageContaining("the view has ended, or belongs to another thread");
        }
        assertThat(view.size()).isEqualTo(3);
        assertThat(view).hasToString(view.isReadOnly() ? "FloatView(3 elements, read-only)" : "FloatView(3 elements)");
    }

    @Test
    void readReturnsWhatTheFunctionReturns() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)) {
            float sum = tensor.read(view -> view.get(0) + view.get(3) + view.size());
            assertThat(sum).isEqualTo(9);
            float[] target = {9, 9, 9, 9};
            assertThat(tensor.<Object>read(view -> {
                        view.copyTo(1, target, 2, 2);
                        return null;
                    }))
                    .isNull();
            assertThat(target).containsExactly(9, 9, 2, 3);
            FloatBuffer buffer = FloatBuffer.allocate(3).position(1);
            tensor.read(view -> {
                view.copyTo(2, buffer);
                return view;
            });
            assertThat(buffer.position()).isEqualTo(3);
            assertThat(buffer.array()).containsExactly(0, 3, 4);
        }
    }

    @Test
    void writeChangesTheTensor() {
        try (Tensor tensor = Tensor.allocate(DataType.FLOAT32, 6)) {
            tensor.write(view -> view.put(0, 1));
            tensor.write(view -> {
                view.copyFrom(1, new float[] {8, 2, 3, 8}, 1, 2);
                view.copyFrom(3, FloatBuffer.wrap(new float[] {4, 5, 8}).limit(2));
                view.put(5, view.get(0) + 5);
            });
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void theViewOfReadCanBeReadOnly() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            int refused = tensor.read(view -> {
                assertThat(view.isReadOnly()).isTrue();
                int count = 0;
                for (Consumer<FloatView> touch : touches()) {
                    try {
                        touch.accept(view);
                    } catch (UnsupportedOperationException e) {
                        assertThat(e).hasMessageContaining("use Tensor.write");
                        count++;
                    }
                }
                return count;
            });
            assertThat(refused).isEqualTo(3);
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aTensorOverAReadOnlyBufferIsReadAndNotWritten() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder());
        bytes.putFloat(4, 7);
        try (Tensor tensor = Tensor.wrap(bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder()), 3)) {
            assertThat(tensor.<Float>read(view -> view.get(1))).isEqualTo(7);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensor.write(view -> view.put(0, 1)))
                    .withMessageStartingWith("Tensor.write: the tensor wraps a read-only buffer");
        }
        try (Tensor tensor = Tensor.wrap(bytes, 3)) {
            tensor.write(view -> view.put(2, 5));
            assertThat(bytes.getFloat(8)).isEqualTo(5);
        }
    }

    @Test
    void whatIsOutsideIsRefusedAndNothingIsCopied() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            tensor.write(view -> {
                float[] array = new float[5];
                for (Runnable outside : new Runnable[] {
                    () -> view.get(-1),
                    () -> view.get(3),
                    () -> view.get(1L << 32),
                    () -> view.get(Long.MIN_VALUE),
                    () -> view.put(3, 1),
                    () -> view.put(-1, 1),
                    () -> view.copyTo(1, array, 0, 3),
                    () -> view.copyTo(-1, array, 0, 1),
                    () -> view.copyTo(Long.MAX_VALUE, array, 0, 1),
                    () -> view.copyTo(0, array, 3, 3),
                    () -> view.copyTo(0, array, 0, -1),
                    () -> view.copyTo(0, array, -1, 1),
                    () -> view.copyTo(0, array, Integer.MAX_VALUE, 1),
                    () -> view.copyTo(1, FloatBuffer.wrap(array)),
                    () -> view.copyFrom(1, array, 0, 3),
                    () -> view.copyFrom(0, array, 4, 2),
                    () -> view.copyFrom(2, FloatBuffer.wrap(array).limit(2))
                }) {
                    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(outside::run);
                }
                assertThat(array).containsOnly(0);
                assertThatExceptionOfType(ReadOnlyBufferException.class)
                        .isThrownBy(() ->
                                view.copyTo(0, FloatBuffer.wrap(array).limit(2).asReadOnlyBuffer()));
            });
            assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aTensorWithoutElementsHasAViewWithoutElements() {
        try (Tensor tensor = Tensor.allocate(DataType.FLOAT32, 2, 0, 3)) {
            tensor.write(view -> {
                view.copyFrom(0, new float[0], 0, 0);
                view.copyTo(0, FloatBuffer.allocate(0));
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.get(0));
            });
            assertThat(tensor.<Long>read(FloatView::size)).isZero();
        }
    }

    @Test
    void aTensorBeyondTwoGigabytesIsReachedAtBothEnds() {
        long size = (1L << 29) + 5;
        // Only addresses are reserved: few pages of it are touched.
        try (Tensor tensor = Tensor.uninitialized(DataType.FLOAT32, size)) {
            tensor.write(view -> {
                view.put(0, 1);
                view.put(size - 1, 2);
                view.copyFrom((1L << 28) - 1, new float[] {3, 4}, 0, 2);
                assertThat(view.get(1L << 28)).isEqualTo(4);
                assertThat(view.get(size - 1)).isEqualTo(2);
                assertThat(view.get(0)).isEqualTo(1);
            });
        }
    }

    @Test
    void afterTheCallTheViewIsDead() {
        AtomicReference<FloatView> written = new AtomicReference<>();
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            FloatView read = tensor.read(view -> view);
            tensor.write(written::set);
            assertDead(read);
            assertDead(written.get());
        }
        assertDead(written.get());
    }

    @Test
    void whatTheFunctionThrowsComesOutAndTheViewIsDead() {
        AtomicReference<FloatView> kept = new AtomicReference<>();
        IllegalArgumentException own = new IllegalArgumentException("own");
        Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensor.write(view -> {
                    kept.set(view);
                    view.put(1, 9);
                    throw own;
                }))
                .isSameAs(own);
        assertDead(kept.get());
        assertThat(tensor.toFloatArray()).containsExactly(1, 9, 3);
        tensor.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void closeFreesAtOnceWhereAllViewsHaveEnded() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3);
        FloatView view = tensor.read(each -> each);
        tensor.write(each -> each.put(0, 1));
        tensor.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
        assertDead(view);
    }

    @Test
    void aTensorClosedInsideIsFreedWhenTheCallReturns() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3);
        float last = tensor.read(view -> {
            tensor.close();
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
            return view.get(2);
        });
        assertThat(last).isEqualTo(3);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void aClosedTensorIsRefused() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3);
        tensor.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> tensor.read(FloatView::size))
                .withMessageStartingWith("Tensor.read: the tensor of shape [3] is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> tensor.write(view -> {}))
                .withMessageStartingWith("Tensor.write: the tensor of shape [3] is closed");
        assertThatNullPointerException().isThrownBy(() -> tensor.read(null));
        assertThatNullPointerException().isThrownBy(() -> tensor.write(null));
    }

    @Test
    void viewsInsideViewsEndEachAtTheirTime() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            tensor.write(outer -> {
                FloatView inner = tensor.read(view -> view);
                assertDead(inner);
                outer.put(0, 5);
            });
            assertThat(tensor.toFloatArray()).containsExactly(5, 2, 3);
        }
    }

    @Test
    void anotherThreadCannotUseTheViewWhileItLives() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            FloatView ended = tensor.read(view -> {
                Future<?> use = other.submit(() -> assertDead(view));
                try {
                    use.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                return view;
            });
            other.submit(() -> assertDead(ended)).get();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void viewsThatEscapeToThreadsNeverTouchWhatWasFreed() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(3);
        AtomicReference<FloatView> escaped = new AtomicReference<>();
        AtomicReference<Boolean> done = new AtomicReference<>(false);
        try {
            List<Future<Long>> users = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                users.add(others.submit(() -> {
                    long touched = 0;
                    while (!done.get()) {
                        FloatView view = escaped.get();
                        try {
                            if (view != null) {
                                view.put(view.size() - 1, 13);
                                touched++;
                            }
                        } catch (IllegalStateException e) {
                            assertThat(e).hasMessageContaining("belongs to another thread");
                        }
                    }
                    return touched;
                }));
            }
            for (int round = 0; round < 2_000; round++) {
                // Large enough to be unmapped at once: a touch would end the process.
                Tensor tensor = Tensor.uninitialized(DataType.FLOAT32, 1 << 20);
                tensor.write(view -> {
                    escaped.set(view);
                    view.put(view.size() - 1, 1);
                    tensor.close();
                    assertThat(view.get(view.size() - 1)).isEqualTo(1);
                });
            }
            done.set(true);
            for (Future<Long> user : users) {
                assertThat(user.get()).isZero();
            }
        } finally {
            done.set(true);
            others.shutdownNow();
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }
}
