package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often native memory asks for collections, with a clock and a collector that are made up. */
class GarbageCollectionTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IN_USE = 1_600;
    private static final long USEFUL = 100;

    private final AtomicLong clock = new AtomicLong(-3);
    private long duration = 20 * MILLI;
    private int collections;
    private final GarbageCollection collection = new GarbageCollection(
            () -> {
                collections++;
                clock.addAndGet(duration);
            },
            clock::get);

    /** Asks every millisecond, and returns the number of collections. */
    private int askFor(long millis, int share, long freedByEach) {
        int before = collections;
        long end = clock.get() + millis * MILLI;
        while (clock.get() < end) {
            if (collection.collect(IN_USE, share)) {
                collection.freed(freedByEach);
            }
            clock.addAndGet(MILLI);
        }
        return collections - before;
    }

    @Test
    void theFirstRequestCollectsAtOnce() {
        assertThat(collection.collect(IN_USE, 10)).isTrue();
        assertThat(collections).isOne();
    }

    @Test
    void usefulCollectionsTakeNoMoreThanTheirShareOfTheTime() {
        assertThat(askFor(10_000, 9, USEFUL)).isBetween(45, 51);
        assertThat(askFor(10_000, 1, USEFUL)).isBetween(200, 260);
    }

    @Test
    void uselessCollectionsAreRareButOneBeginsInTheTimeAnAllocationWaits() {
        askFor(5_000, 1, USEFUL - 1);
        assertThat(askFor(10_000, 1, USEFUL - 1)).isBetween(18, 21);
        assertThat(GarbageCollection.LONGEST_PAUSE_NANOS + duration).isLessThan(Reclamation.PATIENCE_NANOS);
    }

    @Test
    void longCollectionsThatAreUselessTakeATenthOfTheTime() {
        duration = 1_000 * MILLI;
        assertThat(askFor(110_000, 1, 0)).isBetween(9, 11);
    }

    @Test
    void aUsefulCollectionEndsTheLongPauses() {
        askFor(5_000, 1, 0);
        askFor(1_000, 1, USEFUL);
        assertThat(askFor(1_000, 1, USEFUL)).isGreaterThan(20);
    }

    @Test
    void whatACollectionFoundIsGivenAMomentToBeFreed() {
        assertThat(collection.isAtWork()).isFalse();
        collection.collect(IN_USE, 1);
        clock.addAndGet(99 * MILLI);
        assertThat(collection.isAtWork()).isTrue();
        clock.addAndGet(MILLI);
        assertThat(collection.isAtWork()).isFalse();
    }

    @Test
    void whileTheCleanerIsAtWorkNothingIsCollected() {
        collection.collect(IN_USE, 1);
        for (int i = 0; i < 250; i++) {
            collection.freed(USEFUL);
            clock.addAndGet(MILLI);
            assertThat(collection.collect(IN_USE, 1)).isFalse();
        }
        clock.addAndGet(2 * MILLI);
        assertThat(collection.collect(IN_USE, 1)).isTrue();
    }

    @Test
    void aCleanerThatIsAlwaysAtWorkDelaysTheNextCollectionForAWhileOnly() {
        collection.collect(IN_USE, 1);
        int waited = 0;
        do {
            waited++;
            collection.freed(USEFUL);
            clock.addAndGet(MILLI);
        } while (!collection.collect(IN_USE, 1) && waited < 1_000);
        assertThat(waited).isEqualTo(300);
    }

    @Test
    void aCollectorThatThrowsIsAskedAgain() {
        GarbageCollection failing = new GarbageCollection(
                () -> {
                    throw new IllegalStateException("collection " + ++collections);
                },
                clock::get);
        for (int i = 1; i < 3; i++) {
            String message = "collection " + i;
            assertThatIllegalStateException()
                    .isThrownBy(() -> failing.collect(IN_USE, 1))
                    .withMessage(message);
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void oneThreadCollectsAndTheOthersGoOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        GarbageCollection shared = new GarbageCollection(
                () -> {
                    begun.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                System::nanoTime);
        AtomicLong collected = new AtomicLong();
        Thread collecting = new Thread(() -> collected.set(shared.collect(IN_USE, 1) ? 1 : -1));
        collecting.start();
        begun.await();
        assertThat(shared.isAtWork()).isTrue();
        assertThat(shared.collect(IN_USE, 1)).isFalse();
        end.countDown();
        collecting.join();
        assertThat(collected).hasValue(1);
    }
}
