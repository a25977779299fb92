package io.github.depthwise4j.operation.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Threads;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One thing per key, closed after its last user. */
class SharedPoolTest {
    private static final long NEVER = TimeUnit.DAYS.toNanos(1);
    private static final int THREADS = 16;
    private static final int ROUNDS = 400;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private final class Thing {
        private final AtomicBoolean gone = new AtomicBoolean();

        Thing() {
            made.incrementAndGet();
        }

        void close() {
            if (!gone.getAndSet(true)) {
                closed.incrementAndGet();
            }
        }
    }

    private SharedPool<String, Thing, RuntimeException> pool(long idleNanos) {
        return new SharedPool<>(key -> new Thing(), Thing::close, thing -> thing.gone.get(), idleNanos);
    }

    @Test
    void equalKeysShareOneThingUntilItIsTrimmed() {
        SharedPool<String, Thing, RuntimeException> pool = pool(NEVER);
        SharedPool.Share<Thing> one = pool.share("a");
        SharedPool.Share<Thing> two = pool.share(new String("a"));
        SharedPool.Share<Thing> other = pool.share("b");
        assertThat(one.value()).isSameAs(two.value()).isNotSameAs(other.value());
        one.close();
        one.close();
        pool.trim();
        assertThat(two.value().gone).isFalse();
        assertThat(pool.idle()).isZero();
        two.close();
        other.close();
        assertThat(pool.idle()).isEqualTo(2);
        SharedPool.Share<Thing> again = pool.share("a");
        assertThat(made).hasValue(2);
        again.close();
        pool.trim();
        assertThat(closed).hasValue(2);
        assertThat(pool.size()).isZero();
    }

    @Test
    void whatIsIdleIsClosedByItself() throws InterruptedException {
        SharedPool<String, Thing, RuntimeException> pool = pool(TimeUnit.MILLISECONDS.toNanos(20));
        SharedPool.Share<Thing> used = pool.share("used");
        pool.share("a").close();
        while (pool.size() > 1) {
            Thread.sleep(1);
        }
        assertThat(closed).hasValue(1);
        assertThat(used.value().gone).isFalse();
        used.close();
        while (pool.size() > 0) {
            Thread.sleep(1);
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void aThingThatAUserClosedIsMadeAnew() {
        SharedPool<String, Thing, RuntimeException> pool = pool(NEVER);
        SharedPool.Share<Thing> first = pool.share("a");
        first.value().close();
        SharedPool.Share<Thing> second = pool.share("a");
        assertThat(second.value().gone).isFalse();
        first.close();
        pool.trim();
        assertThat(second.value().gone).isFalse();
        second.close();
        pool.trim();
        assertThat(pool.size()).isZero();
    }

    @Test
    void noFailureIsRemembered() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        SharedPool<String, Thing, IOException> pool = new SharedPool<>(
                key -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new IOException("the first time");
                    }
                    return new Thing();
                },
                Thing::close,
                thing -> thing.gone.get(),
                NEVER);
        assertThatThrownBy(() -> pool.share("a")).isInstanceOf(IOException.class);
        assertThat(pool.size()).isZero();
        pool.share("a").close();
        pool.trim();
        assertThat(closed).hasValue(1);
    }

    /**
     * Threads take, use and give back; others trim meanwhile. Nothing is closed under a user or made twice at a time.
     */
    @Test
    void manyThreadsNeverMeetAClosedThing() {
        SharedPool<String, Thing, RuntimeException> pool = pool(TimeUnit.MICROSECONDS.toNanos(50));
        Threads.run(THREADS, number -> {
            Random random = new Random(number);
            for (int i = 0; i < ROUNDS; i++) {
                try (SharedPool.Share<Thing> share = pool.share("key " + random.nextInt(3))) {
                    assertThat(share.value().gone).isFalse();
                    if (random.nextInt(4) == 0) {
                        pool.trim();
                    }
                    Thread.yield();
                    assertThat(share.value().gone).isFalse();
                    assertThat(made.get() - closed.get()).isLessThanOrEqualTo(4);
                }
            }
        });
        pool.trim();
        assertThat(pool.size()).isZero();
        assertThat(closed).hasValue(made.get());
    }

    @Test
    void afterShutdownNothingIsOpenAndThePoolStillWorks() {
        SharedPool<String, Thing, RuntimeException> pool = pool(NEVER);
        SharedPool.Share<Thing> used = pool.share("used");
        pool.share("idle").close();
        IdleSweeper.shutdown();
        assertThat(closed).hasValue(2);
        assertThat(pool.size()).isZero();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread instanceof IdleSweeper);
        used.close();
        pool.share("used").close();
        assertThat(made).hasValue(3);
        pool.trim();
    }
}
