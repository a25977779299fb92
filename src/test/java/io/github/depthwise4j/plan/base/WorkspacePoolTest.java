package io.github.depthwise4j.plan.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Threads;
import io.github.depthwise4j.memory.IdleMemory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Workspaces are made when they are needed, used again, and kept up to a limit. */
class WorkspacePoolTest {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final WorkspacePool<Fake> pool = new WorkspacePool<>(Fake::new);

    private final class Fake implements WorkspacePool.Workspace {
        private final AtomicInteger closings = new AtomicInteger();

        Fake() {
            made.incrementAndGet();
        }

        @Override
        public long byteSize() {
            return 100;
        }

        @Override
        public void close() {
            assertThat(closings.incrementAndGet()).isOne();
            closed.incrementAndGet();
        }
    }

    private void burst(int threads) {
        CyclicBarrier allHaveOne = new CyclicBarrier(threads);
        Threads.run(threads, thread -> {
            Fake workspace = pool.take();
            try {
                allHaveOne.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            pool.giveBack(workspace);
        });
    }

    @Test
    void aThreadGetsTheWorkspaceItHad() {
        Fake first = pool.take();
        pool.giveBack(first);
        for (int i = 0; i < 100; i++) {
            Fake again = pool.take();
            assertThat(again).isSameAs(first);
            pool.giveBack(again);
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aBurstOfCallersLeavesNoMoreThanAFewBehind() {
        burst(200);
        assertThat(made).hasValue(200);
        assertThat(pool.idle()).isEqualTo(WorkspacePool.MOST_IDLE);
        assertThat(closed).hasValue(200 - WorkspacePool.MOST_IDLE);
        assertThat(WorkspacePool.MOST_IDLE).isEqualTo(Runtime.getRuntime().availableProcessors() + 8);
    }

    @Test
    void callersThatAreAsManyAsBeforeMakeNothing() {
        burst(WorkspacePool.MOST_IDLE);
        for (int i = 0; i < 20; i++) {
            burst(WorkspacePool.MOST_IDLE);
        }
        assertThat(made).hasValue(WorkspacePool.MOST_IDLE);
        assertThat(closed).hasValue(0);
    }

    @Test
    void whatIsIdleCanBeFreedAtAnyTimeAndIsFreedOnce() {
        Set<Fake> inUse = ConcurrentHashMap.newKeySet();
        Threads.run(8, thread -> {
            for (int i = 0; i < 5_000; i++) {
                Fake workspace = pool.take();
                assertThat(inUse.add(workspace)).isTrue();
                assertThat(workspace.closings.get()).isZero();
                inUse.remove(workspace);
                pool.giveBack(workspace);
                if (i % 10 == 0) {
                    IdleMemory.trim();
                }
            }
        });
        pool.close();
        assertThat(closed).hasValue(made.get());
        assertThat(pool.idle()).isZero();
    }
}
