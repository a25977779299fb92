package io.github.depthwise4j.plan.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    private static List<Integer> allOf(Shares shares, int thread) {
        List<Integer> taken = new ArrayList<>();
        for (int slice = shares.take(thread); slice >= 0; slice = shares.take(thread)) {
            taken.add(slice);
        }
        return taken;
    }

    @Test
    void aThreadTakesItsOwnShareFromTheFrontAndThenTheOthersFromTheBack() {
        Shares shares = new Shares(5);
        shares.reset(9, 3);
        assertThat(allOf(shares, 1)).containsExactly(3, 4, 5, 2, 1, 0, 8, 7, 6);
        shares.reset(9, 3);
        assertThat(shares.take(2)).isEqualTo(6);
        assertThat(allOf(shares, 0)).containsExactly(0, 1, 2, 8, 7, 5, 4, 3);
    }

    @Test
    void oneThreadTakesAllInOrder() {
        Shares shares = new Shares(5);
        shares.reset(5, 1);
        assertThat(allOf(shares, 0)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aThreadHasTheSamePartOfLayersWithOtherNumbersOfSlices() {
        Shares shares = new Shares(5);
        for (int slices : new int[] {2, 4, 6, 100}) {
            shares.reset(slices, 2);
            assertThat(shares.take(1)).isEqualTo(slices / 2);
        }
    }

    @Test
    void helpersWithHighNumbersLeaveTheCallersShareAlone() {
        Shares shares = new Shares(5);
        shares.reset(4, 2);
        assertThat(shares.take(7)).isEqualTo(2);
        assertThat(shares.take(6)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 0", "1, 4, 0", "2147483647, 3, 1431655764"})
    void noneOneAndTheMostSlicesAreDivided(int slices, int threads, int ofTheLastThread) {
        Shares shares = new Shares(5);
        shares.reset(slices, threads);
        assertThat(shares.take(threads - 1)).isEqualTo(slices == 0 ? -1 : ofTheLastThread);
    }

    @Test
    void nothingIsLeftAfterClear() {
        Shares shares = new Shares(5);
        shares.reset(100, 4);
        shares.clear();
        assertThat(allOf(shares, 2)).isEmpty();
    }

    @Test
    void everySliceIsTakenOnceByThreadsAtTheSameTime() {
        Shares shares = new Shares(5);
        for (int round = 0; round < 200; round++) {
            int slices = 1 + round * 7 % 300;
            AtomicIntegerArray taken = new AtomicIntegerArray(slices);
            shares.reset(slices, 1 + round % 5);
            Threads.run(4, thread -> allOf(shares, thread).forEach(taken::incrementAndGet));
            for (int slice = 0; slice < slices; slice++) {
                assertThat(taken.get(slice))
                        .as("round %d, slice %d", round, slice)
                        .isEqualTo(1);
            }
        }
    }
}
