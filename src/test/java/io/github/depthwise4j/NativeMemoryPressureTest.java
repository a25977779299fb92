package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.MemoryLoops;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that leave native memory to the collector, each in a process with a heap that is never full. The long forms
 * are started by hand, see {@link MemoryLoops}.
 */
class NativeMemoryPressureTest {
    /** Half of what is allocated. It takes 0.5 GB; on a machine that is busy elsewhere, the collector is slow. */
    private static final long MOST_GROWTH_MIB = 1536;

    private static final Pattern FIGURES = Pattern.compile(
            "resident MiB at start (\\d+) peak (\\d+) .* allocated (\\d+) .* refused (\\d+), .* (\\d+) collections");

    /** What one process printed. */
    private record Figures(long start, long peak, long allocated, long refused, long collections) {
        static Figures of(String line) {
            Matcher matcher = FIGURES.matcher(line);
            assertThat(matcher.find()).as(line).isTrue();
            return new Figures(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    Long.parseLong(matcher.group(4)),
                    Long.parseLong(matcher.group(5)));
        }
    }

    private static Figures run(String loop, String amount, int threads, String... options) throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath().allowingNativeCode().option("-Xmx4g");
        for (String option : options) {
            child.option(option);
        }
        return Figures.of(child.run(MemoryLoops.class, loop, amount, String.valueOf(threads)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseSerialGC", "-XX:+UseZGC"})
    void viewsOfClosedTensorsDoNotPileUp(String collector) throws Exception {
        Figures figures = run("views", "2000x", 1, collector, "-Ddepthwise4j.memoryLimit=none");
        assertThat(figures.refused()).isZero();
        assertThat(figures.peak() - figures.start()).isLessThan(MOST_GROWTH_MIB);
    }

    @Test
    void forgottenTensorsDoNotPileUp() throws Exception {
        Figures figures = run("forgotten", "2000x", 1, "-Ddepthwise4j.memoryLimit=none");
        assertThat(figures.refused()).isZero();
        assertThat(figures.peak() - figures.start()).isLessThan(MOST_GROWTH_MIB);
    }

    @Test
    void aProgramThatSaysHowOftenToCollectIsObeyed() throws Exception {
        Figures often = collectingAfter("16m");
        Figures seldom = collectingAfter("1t");
        assertThat(often.collections()).isGreaterThan(seldom.collections() + 3);
        assertThat(often.peak() - often.start()).isLessThan(seldom.peak() - seldom.start());
    }

    private static Figures collectingAfter(String bytes) throws Exception {
        // With less room for classes the JVM itself would collect while it loads them.
        return run(
                "views",
                "640x",
                1,
                "-XX:MetaspaceSize=256m",
                "-Ddepthwise4j.memoryLimit=none",
                "-Ddepthwise4j.collectAfter=" + bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void nothingIsRefusedAtALimitThatGarbageFills(int threads) throws Exception {
        Figures figures =
                run("views", "1600x", threads, "-Ddepthwise4j.memoryLimit=256m", "-Ddepthwise4j.collectAfter=1t");
        assertThat(figures.refused()).isZero();
        assertThat(figures.allocated()).isGreaterThanOrEqualTo(1_600);
    }

    @Test
    void withoutExplicitCollectionsTheLimitStillHolds() throws Exception {
        Figures figures = run("views", "3", 2, "-XX:+DisableExplicitGC", "-Ddepthwise4j.memoryLimit=256m");
        assertThat(figures.refused()).isPositive();
        assertThat(figures.peak() - figures.start()).isLessThan(400);
    }
}
