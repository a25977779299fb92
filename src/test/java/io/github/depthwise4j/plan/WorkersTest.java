package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final Workers workers = new Workers(3);

    @AfterEach
    void close() throws InterruptedException {
        workers.close();
    }

    /** Counts how often each slice is computed, and by whom. */
    private static class Counting extends Job {
        final AtomicIntegerArray counts;
        final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        final boolean worthWaking;

        Counting(int slices, boolean worthWaking) {
            this.counts = new AtomicIntegerArray(slices);
            this.worthWaking = worthWaking;
        }

        @Override
        int slices() {
            return counts.length();
        }

        @Override
        boolean isWorthWaking() {
            return worthWaking;
        }

        @Override
        void compute(int slice) {
            threads.add(Thread.currentThread());
            counts.incrementAndGet(slice);
        }

        void assertEverySliceComputed(int times) {
            for (int i = 0; i < counts.length(); i++) {
                assertThat(counts.get(i)).as("slice %d", i).isEqualTo(times);
            }
        }
    }

    @Test
    void everySliceIsComputedOnceHoweverManyThreadsHelp() {
        for (int maxThreads = 1; maxThreads <= 5; maxThreads++) {
            Counting job = new Counting(7, true);
            for (int call = 1; call <= 500; call++) {
                job.reset();
                workers.run(job, maxThreads, false);
                job.assertEverySliceComputed(call);
            }
        }
    }

    @Test
    void aSleepingHelperIsWokenForWorkThatIsWorthIt() throws InterruptedException {
        CountDownLatch met = new CountDownLatch(2);
        Counting job = new Counting(2, true) {
            @Override
            void compute(int slice) {
                super.compute(slice);
                met.countDown();
                try {
                    // Each of the two slices needs a thread of its own to get on.
                    assertThat(met.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Thread.sleep(50);
        workers.run(job, 2, false);
        assertThat(job.threads).hasSize(2);
    }

    @Test
    void theCallerAloneWorksWhereOneThreadIsAllowed() {
        Counting job = new Counting(50, true);
        workers.run(job, 1, false);
        job.assertEverySliceComputed(1);
        assertThat(job.threads).containsExactly(Thread.currentThread());
    }

    @Test
    void whatASliceThrowsReachesTheCallerAndTheJobCanBeUsedAgain() {
        boolean[] fail = {true};
        Counting job = new Counting(4, true) {
            @Override
            void compute(int slice) {
                super.compute(slice);
                if (fail[0] && slice == 2) {
                    throw new IllegalStateException("slice 2");
                }
            }
        };
        for (int i = 0; i < 100; i++) {
            job.reset();
            assertThatThrownBy(() -> workers.run(job, 4, false)).hasMessage("slice 2");
        }
        fail[0] = false;
        job.reset();
        workers.run(job, 4, false);
    }

    @Test
    void manyCallersAtOnceEachGetTheirOwnJobDone() throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            boolean adaptive = c % 2 == 0;
            Thread caller = new Thread(() -> {
                try {
                    Counting job = new Counting(5, true);
                    for (int call = 1; call <= 2_000; call++) {
                        job.reset();
                        workers.run(job, 4, adaptive);
                        job.assertEverySliceComputed(call);
                    }
                } catch (Throwable e) {
                    faults.add(e);
                }
            });
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void closingLeavesNoThread() throws InterruptedException {
        Workers own = new Workers(2);
        own.run(new Counting(3, true), 3, false);
        own.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("depthwise4j-helper"))
                .hasSizeLessThanOrEqualTo(3 + Math.max(0, Runtime.getRuntime().availableProcessors() - 1));
    }
}
