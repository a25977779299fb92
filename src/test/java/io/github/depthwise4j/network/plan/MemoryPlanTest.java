package io.github.depthwise4j.network.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    private record Use(MemoryPlan.Block block, long bytes, int first, int last) {
        static Use of(long bytes, int first, int last) {
            return new Use(new MemoryPlan.Block(bytes, first, last), bytes, first, last);
        }

        boolean meets(Use other) {
            return first <= other.last
                    && other.first <= last
                    && block.offset() < other.block.offset() + other.bytes
                    && other.block.offset() < block.offset() + bytes;
        }
    }

    private static long place(List<Use> uses) {
        return MemoryPlan.place(uses.stream().map(Use::block).toList());
    }

    @Test
    void resultsThatAreNeededAtTheSameTimeLieApart() {
        for (long seed = TestSettings.SEED; seed < TestSettings.SEED + 100; seed++) {
            Random random = new Random(seed);
            List<Use> uses = new ArrayList<>();
            int count = 2 + random.nextInt(30);
            for (int i = 0; i < count; i++) {
                int first = random.nextInt(20);
                uses.add(Use.of(1 + random.nextInt(5000), first, first + random.nextInt(6)));
            }
            long bytes = place(uses);
            for (int i = 0; i < uses.size(); i++) {
                Use use = uses.get(i);
                assertThat(use.block.offset() % 64).isZero();
                assertThat(use.block.offset()).isNotNegative();
                assertThat(use.block.offset() + use.bytes).isLessThanOrEqualTo(bytes);
                for (int other = 0; other < i; other++) {
                    assertThat(use.meets(uses.get(other)))
                            .as("seed %d: %s and %s", seed, use, uses.get(other))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void halvesOfLayersOfAllSizesLieInHalvesOfTheSameMemory() {
        Use large = Use.of(4096, 0, 1);
        Use second = Use.of(2048, 1, 2);
        Use small = Use.of(1024, 2, 3);
        Use last = Use.of(512, 3, 4);
        assertThat(place(List.of(large, second, small, last))).isEqualTo(4096 + 2048);
        assertThat(small.block.offset() + 512).isEqualTo(large.block.offset() + 2048);
        assertThat(last.block.offset() + 256).isEqualTo(second.block.offset() + 1024);
    }

    @Test
    void nothingNeedsNoMemory() {
        assertThat(place(List.of())).isZero();
    }
}
