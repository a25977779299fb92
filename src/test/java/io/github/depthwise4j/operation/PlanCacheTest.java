package io.github.depthwise4j.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Threads;
import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.LoggedLines;
import io.github.depthwise4j.plan.base.Kept;
import io.github.depthwise4j.settings.Setting;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a cache keeps, what it gives up, and what its callers meet while a plan is made. */
@Timeout(120)
class PlanCacheTest {
    private static final int FIXED = 10;
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final class Thing extends RefCounted implements Kept {
        final int key;
        final AtomicInteger freed = new AtomicInteger();
        volatile long idle;

        Thing(int key) {
            this.key = key;
        }

        @Override
        public long fixedBytes() {
            return FIXED;
        }

        @Override
        public long idleBytes() {
            return idle;
        }

        @Override
        public void trim() {
            idle = 0;
        }

        @Override
        protected void free() {
            freed.incrementAndGet();
        }
    }

    private final ConcurrentLinkedQueue<Thing> made = new ConcurrentLinkedQueue<>();
    private final CacheCounters counters = new CacheCounters();

    private Thing make(int key) {
        Thing thing = new Thing(key);
        made.add(thing);
        return thing;
    }

    private CacheBound bound(int mostPlans, long mostBytes) {
        return new CacheBound("op \"a\"", Setting.PLANS_PER_OPERATION, mostPlans, mostBytes, counters);
    }

    private PlanCache<Integer, Thing> cache(int mostPlans, Function<Integer, Thing> factory) {
        return new PlanCache<>(bound(mostPlans, CacheBound.ANY), factory);
    }

    private PlanCache<Integer, Thing> cache(int mostPlans) {
        return cache(mostPlans, this::make);
    }

    private static Thing use(PlanCache<Integer, Thing> cache, int key) {
        Thing thing = cache.acquire(key);
        thing.release();
        return thing;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when a thread waits for something. */
    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    @Test
    void theSameKeyGivesTheSameThing() {
        PlanCache<Integer, Thing> cache = cache(2);
        assertThat(use(cache, 1)).isSameAs(use(cache, 1));
        assertThat(counters.hits()).isEqualTo(1);
        assertThat(counters.misses()).isEqualTo(1);
        assertThat(counters.evictions()).isZero();
    }

    @Test
    void theLeastRecentlyUsedThingIsClosedWhenThereAreTooMany() {
        PlanCache<Integer, Thing> cache = cache(2);
        Thing first = use(cache, 1);
        Thing second = use(cache, 2);
        use(cache, 1);
        use(cache, 3);
        assertThat(second.freed).hasValue(1);
        assertThat(first.freed).hasValue(0);
        assertThat(cache.size()).isEqualTo(2);
        assertThat(counters.evictions()).isEqualTo(1);
    }

    @Test
    void cachesOfOneBoundGiveUpTheThingThatWasUsedLeastRecentlyInAnyOfThem() {
        CacheBound bound = bound(2, CacheBound.ANY);
        PlanCache<Integer, Thing> one = new PlanCache<>(bound, this::make);
        PlanCache<Integer, Thing> other = new PlanCache<>(bound, this::make);
        Thing first = use(one, 1);
        Thing second = use(other, 1);
        use(one, 1);
        use(one, 2);
        assertThat(second.freed).hasValue(1);
        assertThat(first.freed).hasValue(0);
        assertThat(one.size() + other.size()).isEqualTo(2);
    }

    @Test
    void idleMemoryIsGivenUpBeforeThings() {
        PlanCache<Integer, Thing> cache = new PlanCache<>(bound(100, 3 * FIXED + 5), this::make);
        Thing first = use(cache, 1);
        Thing second = use(cache, 2);
        first.idle = 7;
        second.idle = 5;
        use(cache, 3);
        assertThat(first.idle).isZero();
        assertThat(second.idle).isEqualTo(5);
        assertThat(cache.size()).isEqualTo(3);
        use(cache, 4);
        assertThat(second.idle).isZero();
        assertThat(first.freed).hasValue(1);
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void theThingMadeLastStaysHoweverLargeItIs() {
        PlanCache<Integer, Thing> cache = new PlanCache<>(bound(100, 1), this::make);
        Thing first = use(cache, 1);
        assertThat(first.freed).hasValue(0);
        assertThat(use(cache, 1)).isSameAs(first);
        use(cache, 2);
        assertThat(first.freed).hasValue(1);
    }

    @Test
    void makingThingsAgainAndAgainIsLoggedOnceWithTheRemedy() {
        try (LoggedLines log = new LoggedLines(PlanCache.class)) {
            PlanCache<Integer, Thing> cache = cache(4);
            for (int round = 0; round < 20; round++) {
                for (int key = 0; key < 5; key++) {
                    use(cache, key);
                }
            }
            assertThat(log.at(Level.WARNING))
                    .singleElement()
                    .asString()
                    .startsWith("op \"a\" makes plans again that it gave up before")
                    .contains("[0, 1, 2, 3, 4]", "at most 4 plans (plansPerOperation)", "had 5 plans of 50 bytes")
                    .contains("Raise plansPerOperation (system property depthwise4j.plansPerOperation)");
        }
    }

    @Test
    void aBoundOfBytesThatIsTooLowIsNamedInTheLog() {
        try (LoggedLines log = new LoggedLines(PlanCache.class)) {
            PlanCache<Integer, Thing> cache = new PlanCache<>(bound(100, 4 * FIXED), this::make);
            for (int call = 0; call < 100; call++) {
                use(cache, call % 5);
            }
            assertThat(log.at(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains("at most 40 bytes of plans (planBytesPerOperation)", "had 5 plans of 50 bytes");
        }
    }

    @Test
    void aRareReturnOfAThingThatWasGivenUpIsNotLogged() {
        try (LoggedLines log = new LoggedLines(PlanCache.class)) {
            PlanCache<Integer, Thing> cache = cache(1);
            for (int round = 0; round < 100; round++) {
                for (int call = 0; call < ThrashingWarning.WITHIN_CALLS; call++) {
                    use(cache, round % 2);
                }
            }
            assertThat(counters.evictions()).isEqualTo(99);
            assertThat(log.count()).isZero();
        }
    }

    @Test
    void aThingInUseIsFreedOnlyWhenItsUserHasGone() {
        PlanCache<Integer, Thing> cache = cache(1);
        Thing inUse = cache.acquire(1);
        use(cache, 2);
        assertThat(inUse.isClosed()).isTrue();
        assertThat(inUse.freed).hasValue(0);
        inUse.release();
        assertThat(inUse.freed).hasValue(1);
    }

    @Test
    void whatCannotBeMadeIsTriedAgainNextTime() {
        AtomicInteger attempts = new AtomicInteger();
        PlanCache<Integer, Thing> cache = cache(1, key -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return make(key);
        });
        assertThatThrownBy(() -> cache.acquire(1)).hasMessage("not yet");
        assertThat(cache.size()).isZero();
        assertThat(counters.misses()).isZero();
        assertThat(use(cache, 1).key).isEqualTo(1);
        assertThat(counters.misses()).isEqualTo(1);
    }

    @Test
    void whoWaitsForAThingMakesItWhenTheMakerFailsEvenByAnError() {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        PlanCache<Integer, Thing> cache = cache(1, key -> {
            if (attempts.incrementAndGet() == 1) {
                making.countDown();
                await(goOn);
                throw new StackOverflowError("of the maker");
            }
            return make(key);
        });
        Threads threads = new Threads();
        threads.add(() -> assertThatThrownBy(() -> cache.acquire(1)).isInstanceOf(StackOverflowError.class));
        await(making);
        Thread waiting = threads.add(() -> use(cache, 1));
        awaitParked(waiting);
        goOn.countDown();
        threads.close();
        assertThat(attempts).hasValue(2);
        assertThat(made).hasSize(1);
    }

    @Test
    void anInterruptNeitherEndsTheMakingNorTheWaitingAndIsKept() {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PlanCache<Integer, Thing> cache = cache(1, key -> {
            making.countDown();
            while (goOn.getCount() > 0) {
                Thread.onSpinWait();
            }
            return make(key);
        });
        Threads threads = new Threads();
        Threads.Task body = () -> {
            use(cache, 1);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        };
        Thread maker = threads.add(body);
        await(making);
        Thread waiting = threads.add(body);
        awaitParked(waiting);
        maker.interrupt();
        waiting.interrupt();
        awaitParked(waiting);
        goOn.countDown();
        threads.close();
        assertThat(made).hasSize(1);
    }

    @Test
    void differentThingsAreMadeAtTheSameTime() {
        CountDownLatch bothAreMaking = new CountDownLatch(2);
        PlanCache<Integer, Thing> cache = cache(2, key -> {
            bothAreMaking.countDown();
            await(bothAreMaking);
            return make(key);
        });
        Threads threads = new Threads();
        threads.add(() -> use(cache, 1));
        threads.add(() -> use(cache, 2));
        threads.close();
        assertThat(made).hasSize(2);
    }

    @Test
    void aFactoryThatAsksForItsOwnThingDoesNotWaitForItself() {
        AtomicReference<PlanCache<Integer, Thing>> cache = new AtomicReference<>();
        AtomicInteger depth = new AtomicInteger();
        cache.set(cache(1, key -> {
            if (depth.incrementAndGet() == 1) {
                use(cache.get(), key);
            }
            return make(key);
        }));
        Threads.run(1, thread -> assertThat(use(cache.get(), 1)).isSameAs(use(cache.get(), 1)));
        assertThat(made).hasSize(2);
        cache.get().close();
        assertThat(made).allSatisfy(thing -> assertThat(thing.freed).hasValue(1));
    }

    @Test
    void whatIsMadeWhileTheCacheIsClearedIsUsedOnceAndFreed() {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PlanCache<Integer, Thing> cache = cache(4, key -> {
            making.countDown();
            await(goOn);
            return make(key);
        });
        Threads threads = new Threads();
        threads.add(() -> {
            Thing thing = cache.acquire(1);
            assertThat(thing.freed).hasValue(0);
            thing.release();
            assertThat(thing.freed).hasValue(1);
        });
        await(making);
        cache.clear();
        goOn.countDown();
        threads.close();
        assertThat(cache.size()).isZero();
        assertThat(use(cache, 1).freed).hasValue(0);
    }

    @Test
    void aClosedCacheGivesNothingAndHasClosedEverything() {
        PlanCache<Integer, Thing> cache = cache(3);
        use(cache, 1);
        use(cache, 2);
        cache.close();
        assertThat(cache.acquire(1)).isNull();
        assertThat(made).allSatisfy(thing -> assertThat(thing.freed).hasValue(1));
    }

    @Test
    void underManyThreadsEverythingIsFreedExactlyOnceAndNothingIsUsedAfterThat() {
        PlanCache<Integer, Thing> cache = cache(3);
        int calls = 20_000;
        Threads.run(8, thread -> {
            for (int i = 0; i < calls; i++) {
                int key = ThreadLocalRandom.current().nextInt(6);
                Thing thing = cache.acquire(key);
                assertThat(thing.key).isEqualTo(key);
                assertThat(thing.freed.get()).isZero();
                thing.release();
                if (i % 1_000 == 0) {
                    cache.clear();
                }
            }
        });
        cache.close();
        assertThat(made).allSatisfy(thing -> assertThat(thing.freed).hasValue(1));
        assertThat(counters.hits() + counters.misses()).isEqualTo(8 * calls);
        assertThat(counters.misses()).isEqualTo(made.size());
    }
}
