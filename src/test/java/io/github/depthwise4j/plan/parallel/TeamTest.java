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

    /** Runs steps many times; each slice sees that the step before is complete, and no later one has begun. */
    private static void checkOrder(Team team, Workers workers, int calls) {
        int steps = 30;
        Thread caller = Thread.currentThread();
        AtomicInteger byHelpers = new AtomicInteger();
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
                if (Thread.currentThread() != caller && byHelpers.incrementAndGet() % 16 == 0) {
                    // Sometimes the caller is ready first.
                    LockSupport.parkNanos(50_000);
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

    /**
     * A step of two slices that notes which threads compute it. The caller gives a helper time to come, but goes on
     * without one: the system may not let it run.
     */
    private static final class Noting {
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger byHelpers = new AtomicInteger();
        final Job step = new StepOf(2, slice -> {
            if (Thread.currentThread() == caller) {
                int before = byHelpers.get();
                for (int i = 0; i < 100 && byHelpers.get() == before; i++) {
                    LockSupport.parkNanos(50_000);
                }
            } else {
                byHelpers.incrementAndGet();
            }
        });
    }

    @Test
    void aHelperFollowsFromStepToStep() {
        Team team = new Team(Parallelism.fixed(2), true);
        Noting noting = new Noting();
        int most = 0;
        for (int call = 0; call < 100 && most < 10; call++) {
            int before = noting.byHelpers.get();
            team.begin(workers);
            for (int i = 0; i < 20; i++) {
                team.run(noting.step);
            }
            team.end();
            most = Math.max(most, noting.byHelpers.get() - before);
        }
        assertThat(most).as("steps of one call in which a helper took part").isGreaterThanOrEqualTo(10);
    }

    @Test
    void theCallerWaitsForAHelperThatIsInTheStep() {
        Thread caller = Thread.currentThread();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Job step = new StepOf(2, slice -> {
            if (Thread.currentThread() == caller) {
                int before = begun.get();
                for (int i = 0; i < 100 && begun.get() == before; i++) {
                    LockSupport.parkNanos(50_000);
                }
            } else {
                begun.incrementAndGet();
                LockSupport.parkNanos(2_000_000);
                ended.incrementAndGet();
            }
        });
        Team team = new Team(Parallelism.fixed(2), true);
        team.begin(workers);
        for (int i = 0; i < 300 && begun.get() < 5; i++) {
            team.run(step);
            assertThat(ended.get()).isEqualTo(begun.get());
        }
        team.end();
        assertThat(begun.get()).isEqualTo(5);
    }

    @Test
    void aHelperWhoseSliceIsSlowIsNotTakenForLost() {
        Thread caller = Thread.currentThread();
        AtomicInteger byHelpers = new AtomicInteger();
        Job step = new StepOf(2, slice -> {
            boolean helping = Thread.currentThread() != caller;
            byHelpers.addAndGet(helping ? 1 : 0);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(helping ? 60 : 20));
        });
        Team team = new Team(Parallelism.fixed(2), true);
        team.begin(workers);
        for (int i = 0; i < 300 && byHelpers.get() < 5; i++) {
            team.run(step);
            assertThat(workers.isTimeToBeAlone()).isFalse();
        }
        team.end();
        assertThat(byHelpers.get()).isEqualTo(5);
    }

    @Test
    void aHelperThatWentAwayIsAskedAgain() {
        Team team = new Team(Parallelism.fixed(2), true);
        Noting noting = new Noting();
        int returned = 0;
        team.begin(workers);
        for (int i = 0; i < 200 && returned < 5; i++) {
            int before = noting.byHelpers.get();
            team.run(noting.step);
            returned += noting.byHelpers.get() > before ? 1 : 0;
            long begin = System.nanoTime();
            while (team.helpers() > 0 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30)) {
                LockSupport.parkNanos(100_000);
            }
            assertThat(team.helpers()).isZero();
        }
        team.end();
        assertThat(returned).isEqualTo(5);
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
