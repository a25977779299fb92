package io.github.depthwise4j.plan.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Threads;
import io.github.depthwise4j.problem.Parallelism;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeamTest {
    private final Workers workers = new Workers(3);

    @AfterEach
    void close() {
        workers.close();
    }

    /** A step that does something for each slice. */
    private static final class StepOf extends Job {
        private final int slices;
        private final IntConsumer body;

        StepOf(int slices, IntConsumer body) {
            this.slices = slices;
            this.body = body;
        }

        @Override
        public int slices() {
            return slices;
        }

        @Override
        public boolean isWorthWaking() {
            return true;
        }

        @Override
        public void compute(int slice) {
            body.accept(slice);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs steps many times; each slice sees that the step before is complete, and no later one has begun. */
    private static void checkOrder(Team team, Workers workers, int calls) {
        int steps = 30;
        AtomicInteger[] done = new AtomicInteger[steps];
        List<Job> jobs = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            int me = step;
            done[step] = new AtomicInteger();
            jobs.add(new StepOf(1 + step % 6, slice -> {
                int slicesBefore = me == 0 ? 0 : jobs.get(me - 1).slices();
                int seen = me == 0 ? 0 : done[me - 1].get();
                int later = me == steps - 1 ? 0 : done[me + 1].get();
                if (seen != slicesBefore || later != 0) {
                    throw new IllegalStateException("step " + me + ": " + seen + " of " + slicesBefore + ", " + later);
                }
                done[me].incrementAndGet();
            }));
        }
        for (int call = 0; call < calls; call++) {
            for (AtomicInteger each : done) {
                each.set(0);
            }
            team.begin(workers);
            try {
                jobs.forEach(team::run);
            } finally {
                team.end();
            }
            for (int step = 0; step < steps; step++) {
                assertThat(done[step].get())
                        .as("step %d", step)
                        .isEqualTo(jobs.get(step).slices());
            }
        }
    }

    @Test
    void everySliceIsComputedOnceAndStepsFollowEachOther() {
        for (int threads = 1; threads <= 5; threads++) {
            checkOrder(new Team(Parallelism.fixed(threads), true), workers, 200);
        }
        checkOrder(new Team(Parallelism.adaptive(), false), workers, 200);
    }

    @Test
    void manyCallersEachHaveTheirTeam() {
        Threads.run(
                6,
                thread -> checkOrder(
                        new Team(thread % 2 == 0 ? Parallelism.adaptive() : Parallelism.fixed(3), true), workers, 100));
        assertThat(workers.helpersFor(Parallelism.adaptive())).isIn(0, 3);
    }

    @Test
    void aHelperFollowsFromStepToStep() {
        CyclicBarrier both = new CyclicBarrier(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Job step = new StepOf(2, slice -> {
            threads.add(Thread.currentThread());
            // Both slices wait here, so each needs a thread of its own.
            meet(both);
        });
        Team team = new Team(Parallelism.fixed(2), true);
        team.begin(workers);
        for (int i = 0; i < 300; i++) {
            team.run(step);
        }
        team.end();
        assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }

    @Test
    void aHelperThatWentAwayIsAskedAgain() {
        CyclicBarrier both = new CyclicBarrier(2);
        Job step = new StepOf(2, slice -> meet(both));
        Team team = new Team(Parallelism.fixed(2), true);
        team.begin(workers);
        for (int i = 0; i < 5; i++) {
            team.run(step);
            long begin = System.nanoTime();
            while (team.helpers() > 0 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30)) {
                LockSupport.parkNanos(100_000);
            }
            assertThat(team.helpers()).isZero();
        }
        team.end();
    }

    @Test
    void whatASliceThrowsReachesTheCallerAndTheTeamGoesOn() {
        Team team = new Team(Parallelism.fixed(4), true);
        Job broken = new StepOf(4, slice -> {
            if (slice == 2) {
                throw new IllegalStateException("slice 2");
            }
        });
        for (int i = 0; i < 100; i++) {
            team.begin(workers);
            assertThatThrownBy(() -> team.run(broken)).hasMessage("slice 2");
            team.end();
        }
        checkOrder(team, workers, 20);
        assertThat(team.helpers()).isBetween(0, 3);
    }

    @Test
    void aHelperThatDoesNotComeIsNotWaitedFor() {
        Workers one = new Workers(1);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread other = new Thread(() -> one.run(
                new StepOf(2, slice -> {
                    busy.countDown();
                    await(end);
                }),
                2,
                false));
        other.start();
        await(busy);
        try {
            // Whether the helper or the other caller is in the job: this returns before the job can end.
            checkOrder(new Team(Parallelism.fixed(2), true), one, 20);
        } finally {
            end.countDown();
            one.close();
        }
    }

    @Test
    void adaptiveCallersKeepToTheirThreadsWhileThereAreAsManyAsProcessors() {
        Workers one = new Workers(1);
        try {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            Job step = new StepOf(50, slice -> threads.add(Thread.currentThread()));
            Team first = new Team(Parallelism.adaptive(), true);
            Team second = new Team(Parallelism.adaptive(), true);
            first.begin(one);
            assertThat(one.helpersFor(Parallelism.adaptive())).isEqualTo(1);
            second.begin(one);
            for (int i = 0; i < 200; i++) {
                first.run(step);
                second.run(step);
            }
            assertThat(threads).containsExactly(Thread.currentThread());
            second.end();
            assertThat(one.helpersFor(Parallelism.adaptive())).isEqualTo(1);
            first.end();
        } finally {
            one.close();
        }
    }

    @Test
    void adaptiveCallersWorkAloneForAWhileIfHelpersAreOftenLost() {
        workers.helperWasLost(0);
        assertThat(workers.helpersFor(Parallelism.adaptive())).as("a rare loss").isEqualTo(2 + 1);
        boolean alone = false;
        for (int i = 0; i < 100; i++) {
            workers.helperWasLost(TimeUnit.SECONDS.toNanos(10));
            alone |= workers.helpersFor(Parallelism.adaptive()) == 0;
            assertThat(workers.helpersFor(Parallelism.fixed(3))).isEqualTo(2);
        }
        assertThat(alone).isTrue();
        long begin = System.nanoTime();
        while (workers.helpersFor(Parallelism.adaptive()) == 0
                && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30)) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(workers.helpersFor(Parallelism.adaptive())).isEqualTo(3);
    }
}
