package io.github.depthwise4j.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter written = new StringWriter();
    private long now;

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(written), terminal, () -> TimeUnit.MILLISECONDS.toNanos(now));
    }

    @Test
    void staysSilentForShortWork() {
        try (ProgressLine line = line(true)) {
            now = 999;
            line.show("image", 9, 10, "rows");
        }
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void rewritesOneLineOnATerminalAndRemovesItAtTheEnd() {
        try (ProgressLine line = line(true)) {
            now = 1_000;
            line.show("image", 120, 480, "rows");
            now = 1_100;
            line.show("image", 200, 480, "rows");
            now = 1_200;
            line.show("image", 9, 10, "rows");
        }
        assertThat(written.toString())
                .isEqualTo("\rimage: 120 of 480 rows (25 %)\rimage: 9 of 10 rows (90 %)   \r" + " ".repeat(26) + "\r");
    }

    @Test
    void writesALineNowAndThenElsewhere() {
        try (ProgressLine line = line(false)) {
            for (now = 0; now <= 25_000; now += 500) {
                line.show("verify", now, 30_000, "cases");
            }
        }
        assertThat(written.toString().lines())
                .containsExactly("verify: 10000 of 30000 cases (33 %)", "verify: 20000 of 30000 cases (66 %)");
    }
}
