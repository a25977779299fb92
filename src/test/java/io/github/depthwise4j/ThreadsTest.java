package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The tests with threads can only fail because of this. */
class ThreadsTest {
    @Test
    void allThreadsRunAtATimeAndHaveEndedAfterwards() {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        CyclicBarrier all = new CyclicBarrier(8);
        Threads.run(8, thread -> {
            all.await(1, TimeUnit.MINUTES);
            numbers.add(thread);
        });
        assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void whatAnyThreadThrowsFailsTheTestAndNothingIsLost() {
        Exception checked = new Exception("of thread 1");
        Error error = new AssertionError("of thread 2");
        assertThatThrownBy(() -> Threads.run(4, thread -> {
                    if (thread == 1) {
                        throw checked;
                    }
                    if (thread == 2) {
                        throw error;
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .satisfies(failure -> assertThat(Set.of(failure.getCause(), failure.getSuppressed()[0].getCause()))
                        .containsExactlyInAnyOrder(checked, error));
    }

    @Test
    void aThreadThatDoesNotEndFailsTheTestAndIsInterrupted() {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> Threads.run(
                        1,
                        thread -> {
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                interrupted.countDown();
                            }
                        },
                        Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("test-thread-0 did not end: [")
                .hasMessageContaining("CountDownLatch.await");
        Threads.run(
                1, thread -> assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue());
    }

    @Test
    void aThreadThatIsStartedAloneIsWaitedForWhenItIsClosed() {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch go = new CountDownLatch(1);
        try (Threads one = Threads.start(() -> {
            go.await();
            done.set(true);
        })) {
            assertThat(one.isAlive()).isTrue();
            go.countDown();
        }
        assertThat(done).isTrue();
        assertThatThrownBy(() -> Threads.start(() -> {
                            throw new IllegalStateException("alone");
                        })
                        .close())
                .hasRootCauseMessage("alone");
    }
}
