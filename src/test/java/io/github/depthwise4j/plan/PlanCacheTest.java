package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.memory.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlanCacheTest {
    private static final class Thing extends Counted {
        final int key;
        final AtomicInteger freed = new AtomicInteger();

        Thing(int key) {
            this.key = key;
        }

        @Override
        protected void free() {
            freed.incrementAndGet();
        }
    }

    private final ConcurrentLinkedQueue<Thing> made = new ConcurrentLinkedQueue<>();

    private Thing make(int key) {
        Thing thing = new Thing(key);
        made.add(thing);
        return thing;
    }

    private static Thing use(PlanCache<Integer, Thing> cache, int key) {
        Thing thing = cache.acquire(key);
        thing.release();
        return thing;
    }

    @Test
    void theSameKeyGivesTheSameThing() {
        PlanCache<Integer, Thing> cache = new PlanCache<>(2, this::make);
        assertThat(use(cache, 1)).isSameAs(use(cache, 1));
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
    }

    @Test
    void theLeastRecentlyUsedThingIsClosedWhenThereAreTooMany() {
        PlanCache<Integer, Thing> cache = new PlanCache<>(2, this::make);
        Thing first = use(cache, 1);
        Thing second = use(cache, 2);
        use(cache, 1);
        use(cache, 3);
        assertThat(second.freed).hasValue(1);
        assertThat(first.freed).hasValue(0);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void aThingInUseIsFreedOnlyWhenItsUserHasGone() {
        PlanCache<Integer, Thing> cache = new PlanCache<>(1, this::make);
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
        PlanCache<Integer, Thing> cache = new PlanCache<>(1, key -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return make(key);
        });
        assertThatThrownBy(() -> cache.acquire(1)).hasMessage("not yet");
        assertThat(cache.size()).isZero();
        assertThat(use(cache, 1).key).isEqualTo(1);
    }

    @Test
    void aClosedCacheGivesNothingAndHasClosedEverything() {
        PlanCache<Integer, Thing> cache = new PlanCache<>(3, this::make);
        use(cache, 1);
        use(cache, 2);
        cache.close();
        assertThat(cache.acquire(1)).isNull();
        assertThat(made).allSatisfy(thing -> assertThat(thing.freed).hasValue(1));
    }

    @Test
    void underManyThreadsEverythingIsFreedExactlyOnceAndNothingIsUsedAfterThat() throws InterruptedException {
        PlanCache<Integer, Thing> cache = new PlanCache<>(3, this::make);
        ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    int key = ThreadLocalRandom.current().nextInt(6);
                    Thing thing = cache.acquire(key);
                    if (thing.key != key || thing.freed.get() != 0) {
                        faults.add("key " + key + " gave " + thing.key + ", freed " + thing.freed);
                    }
                    thing.release();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        cache.close();
        assertThat(faults).isEmpty();
        assertThat(made).allSatisfy(thing -> assertThat(thing.freed).hasValue(1));
    }
}
