package io.github.depthwise4j.plan.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Threads;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which plans share a packed filter, and when it is freed. */
class PackedFiltersTest {
    private static final int FILTER_BYTES = 3 * 3 * 16 * 16 * Float.BYTES;

    private final PackedFilters shared = new PackedFilters();
    private final Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 16, 16);
    private final ConvolutionPlan one = plan(1);
    private final ConvolutionPlan two = plan(2);

    private static ConvolutionPlan plan(int images) {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("conv2d float32 NHWC VALID mb" + images + "ic16ih7iw7oc16kh3kw3");
        return Planner.plan(problem, "direct(" + directKernel(problem) + ")");
    }

    /** The last direct strategy, oneDNN's reference loop: it needs the same layout for every batch size. */
    private static String directKernel(ConvolutionProblem problem) {
        String name = Planner.candidates(problem).stream()
                .filter(each -> each.startsWith("direct("))
                .reduce((first, last) -> last)
                .orElseThrow();
        return name.substring("direct(".length(), name.length() - 1);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
        filter.close();
    }

    @Test
    void plansThatPackAlikeShareOneFilterUntilTheLastHasClosedIt() {
        PackedFilter first = one.pack(shared, filter, null);
        assertThat(first.byteShare()).isEqualTo(FILTER_BYTES);
        PackedFilter second = two.pack(shared, filter, null);
        assertThat(second.weights()).isSameAs(first.weights());
        assertThat(first.byteShare()).isEqualTo(FILTER_BYTES / 2);
        first.close();
        first.close();
        assertThat(second.weights().isClosed()).isFalse();
        assertThat(second.byteShare()).isEqualTo(FILTER_BYTES);
        second.close();
        assertThat(second.weights().isClosed()).isTrue();
        try (PackedFilter again = one.pack(shared, filter, null)) {
            assertThat(again.weights().isClosed()).isFalse();
        }
    }

    @Test
    void otherFiltersAndOtherPartsOfOneAreNotShared() {
        try (Tensor other = Tensor.allocate(DataType.FLOAT32, 3, 3, 16, 16);
                PackedFilter first = one.pack(shared, filter, null);
                PackedFilter ofOther = two.pack(shared, other, null);
                PackedFilter ofPart = shared.share(two, filter, 16, () -> two.pack(filter, null))) {
            assertThat(ofOther.weights()).isNotSameAs(first.weights());
            assertThat(ofPart.weights()).isNotSameAs(first.weights());
        }
    }

    @Test
    void aPackingThatFailsLeavesTheNextOneFree() {
        assertThatThrownBy(() -> shared.share(one, filter, 0, () -> {
                    throw new IllegalStateException("no memory");
                }))
                .hasMessage("no memory");
        try (PackedFilter packed = one.pack(shared, filter, null)) {
            assertThat(packed.byteShare()).isEqualTo(FILTER_BYTES);
        }
    }

    @Test
    void plansThatComeAtTheSameTimePackOnce() {
        AtomicInteger packings = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch held = new CountDownLatch(2);
        CountDownLatch looked = new CountDownLatch(2);
        Threads threads = new Threads();
        for (ConvolutionPlan plan : new ConvolutionPlan[] {one, two}) {
            threads.add(() -> {
                both.countDown();
                await(both);
                try (PackedFilter packed = shared.share(plan, filter, 0, () -> {
                    packings.incrementAndGet();
                    return plan.pack(filter, null);
                })) {
                    held.countDown();
                    await(held);
                    long share = packed.byteShare();
                    looked.countDown();
                    await(looked);
                    assertThat(share).isEqualTo(FILTER_BYTES / 2);
                }
            });
        }
        threads.close();
        assertThat(packings).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
