package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When native memory has grown enough to look for garbage. */
class GrowthTest {
    private static final long STEP = 1_000;

    private final Growth growth = new Growth(STEP);

    @Test
    void moreThanTheStepIsAReason() {
        assertThat(growth.steps(STEP - 1)).isZero();
        assertThat(growth.steps(STEP + 1)).isOne();
    }

    @Test
    void severalStepsAreCounted() {
        growth.collected(3_000);
        assertThat(growth.steps(5_999)).isEqualTo(2);
        assertThat(growth.steps(6_000)).isEqualTo(3);
        growth.collected(100_000);
        assertThat(growth.steps(150_000)).isEqualTo(2);
        assertThat(growth.steps(20)).isZero();
    }

    @Test
    void whatWasThereAtTheLastCollectionIsNoReason() {
        growth.collected(3_000);
        assertThat(growth.steps(4_000)).isZero();
        assertThat(growth.steps(4_001)).isOne();
    }

    @Test
    void muchLiveMemoryMayGrowByAQuarter() {
        growth.collected(100_000);
        assertThat(growth.steps(124_999)).isZero();
        assertThat(growth.steps(125_001)).isOne();
    }

    @Test
    void whatTheCollectorFreesOfOldMemoryLowersTheMark() {
        int moment = growth.collections();
        growth.collected(3_000);
        growth.freed(2_500, moment);
        assertThat(growth.steps(1_500)).isZero();
        assertThat(growth.steps(1_501)).isOne();
    }

    @Test
    void whatTheCollectorFreesOfNewMemoryDoesNot() {
        growth.collected(3_000);
        growth.freed(2_500, growth.collections());
        assertThat(growth.steps(4_000)).isZero();
    }

    @Test
    void moreFreedThanWasThereCountsAsNothing() {
        int moment = growth.collections();
        growth.collected(10);
        growth.freed(5_000, moment);
        assertThat(growth.steps(STEP - 1)).isZero();
        assertThat(growth.steps(STEP + 1)).isOne();
    }

    /** A block that was allocated, and when. */
    private record Block(long bytes, int moment) {}

    /** Replayed by the seed in the message. */
    @Test
    void garbageNeverGrowsByMoreThanTheStepAndLiveMemoryIsSeldomLookedThrough() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Growth of = new Growth(STEP);
            Deque<Block> garbage = new ArrayDeque<>();
            long live = 0;
            long forgotten = 0;
            long liveThen = 0;
            int collections = 0;
            long allForgotten = 0;
            for (int i = 0; i < 3_000; i++) {
                long bytes = 1 + random.nextInt(50);
                if (of.steps(live + forgotten + bytes) > 0) {
                    of.collected(live + forgotten);
                    liveThen = live;
                    collections++;
                    for (Block block : garbage) {
                        of.freed(block.bytes, block.moment);
                    }
                    garbage.clear();
                    forgotten = 0;
                }
                if (random.nextBoolean()) {
                    forgotten += bytes;
                    allForgotten += bytes;
                    garbage.add(new Block(bytes, of.collections()));
                } else if (random.nextInt(10) > 0) {
                    live += bytes;
                } else {
                    live -= Math.min(live, 10 * bytes);
                }
                assertThat(live + forgotten)
                        .as("in use, seed %d, round %d", seed, i)
                        .isLessThanOrEqualTo(liveThen + Math.max(STEP, liveThen / 4));
            }
            // Live memory, at most 75 steps, needs a collection for each step or quarter of growth; garbage one a step.
            assertThat(collections).as("collections, seed %d", seed).isLessThan((int) (allForgotten / STEP) + 30);
        }
    }
}
