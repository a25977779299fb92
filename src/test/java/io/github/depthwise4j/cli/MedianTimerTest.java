package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MedianTimerTest {
    private long now;
    private int runs;

    private MedianTimer.Measured measure(long... nanos) {
        return new MedianTimer(() -> now).measure(() -> now += nanos[runs++ % nanos.length]);
    }

    @Test
    void takesTheMedianAndPassesOverTheWarmUp() {
        // The first run is the warm-up, and one of the three that follow is disturbed.
        long milli = TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(measure(9_000 * milli, 120 * milli, 900 * milli, 100 * milli))
                .isEqualTo(new MedianTimer.Measured(120 * milli, 3));
    }

    @Test
    void measuresSlowWorkAFewTimesAndFastWorkOften() {
        assertThat(measure(TimeUnit.SECONDS.toNanos(2)).runs()).isEqualTo(3);
        assertThat(runs).isEqualTo(4);
        assertThat(measure(TimeUnit.MILLISECONDS.toNanos(10)).runs()).isEqualTo(50);
        assertThat(measure(1_000)).isEqualTo(new MedianTimer.Measured(1_000, 20_000));
    }
}
