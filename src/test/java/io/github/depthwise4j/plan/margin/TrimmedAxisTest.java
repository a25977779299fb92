package io.github.depthwise4j.plan.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.problem.SpatialAxis;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrimmedAxisTest {
    private static final int CASES = 50_000;

    private static SpatialAxis axis(int input, int filter, int stride, int dilation, int padBefore, int padAfter) {
        int room = padBefore + input + padAfter - (filter - 1) * dilation - 1;
        return new SpatialAxis(input, filter, stride, dilation, padBefore, padAfter, room / stride + 1);
    }

    private static SpatialAxis random(Random random) {
        while (true) {
            int filter = 1 + random.nextInt(5);
            int dilation = 1 + random.nextInt(9);
            int before = random.nextInt(40);
            int after = random.nextInt(40);
            int input = 1 + random.nextInt(6);
            if (before + input + after > (filter - 1) * dilation) {
                return axis(input, filter, 1 + random.nextInt(6), dilation, before, after);
            }
        }
    }

    private static boolean seesOnlyPadding(SpatialAxis axis, int out) {
        for (int tap = 0; tap < axis.filter(); tap++) {
            int position = axis.position(out, tap);
            if (position >= 0 && position < axis.input()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void theCoreHasTheWindowsOfTheWholeAndTheRestSeesOnlyPadding() {
        Random random = new Random(TestSettings.SEED);
        for (int i = 0; i < CASES; i++) {
            SpatialAxis whole = random(random);
            TrimmedAxis trimmed = TrimmedAxis.of(whole);
            SpatialAxis core = trimmed.axis();
            assertThat(core)
                    .as("the outputs that fit into the core of %s", whole)
                    .isEqualTo(axis(
                            core.input(),
                            core.filter(),
                            core.stride(),
                            core.dilation(),
                            core.padBefore(),
                            core.padAfter()));
            int end = trimmed.before() + core.output();
            for (int out = 0; out < whole.output(); out++) {
                if (out < trimmed.before() || out >= end) {
                    assertThat(seesOnlyPadding(whole, out))
                            .as("%d of %s", out, whole)
                            .isTrue();
                } else {
                    assertThat(core.position(out - trimmed.before(), 0))
                            .as("%d of %s", out, whole)
                            .isEqualTo(whole.position(out, 0));
                }
            }
            if (trimmed.isTrimmed()) {
                assertThat(seesOnlyPadding(core, trimmed.kept())).as("%s", core).isTrue();
            }
        }
    }

    @Test
    void oneOutputThatSeesOnlyPaddingIsKept() {
        TrimmedAxis trimmed = TrimmedAxis.of(axis(10, 3, 1, 1, 100, 50));

        assertThat(trimmed.before()).isEqualTo(97);
        assertThat(trimmed.kept()).isZero();
        assertThat(trimmed.axis()).isEqualTo(axis(10, 3, 1, 1, 3, 2));
    }

    @Test
    void itIsTheLastOneIfAllPaddingIsBehindTheImage() {
        TrimmedAxis trimmed = TrimmedAxis.of(axis(10, 3, 1, 1, 0, 50));

        assertThat(trimmed.before()).isZero();
        assertThat(trimmed.kept()).isEqualTo(10);
        assertThat(trimmed.axis()).isEqualTo(axis(10, 3, 1, 1, 0, 3));
    }

    @Test
    void oneIsLeftIfAllStepOverTheImage() {
        TrimmedAxis trimmed = TrimmedAxis.of(axis(1, 1, 100, 1, 350, 500));

        assertThat(trimmed.axis().output()).isEqualTo(1);
        assertThat(trimmed.kept()).isZero();
    }

    @Test
    void nothingIsLeftOutForOneOutput() {
        assertThat(TrimmedAxis.of(axis(10, 3, 1, 1, 2, 2)).isTrimmed()).isFalse();
        assertThat(TrimmedAxis.of(axis(10, 3, 1, 1, 3, 2)).isTrimmed()).isFalse();
        assertThat(TrimmedAxis.of(axis(10, 3, 1, 1, 3, 3)).isTrimmed()).isTrue();
    }
}
