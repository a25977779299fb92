package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.memory.LiveBlocks;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareCommandTest {

    private static CommandRun compare(String options) {
        return CommandRun.of((Object[]) ("compare " + options).split(" "));
    }

    @Test
    void setsTheThreeConvolutionsSideBySide() {
        String out = compare("--input 1x15x15x3 --filter 3x3 --output-channels 8 --no-time")
                .succeeded()
                .out();
        assertThat(out).isEqualToNormalizingNewlines("""
                        input [1, 15, 15, 3], filter 3x3, 8 output channels
                        padding VALID

                                   output          parameters    ratio  multiply-adds    ratio
                        ordinary   [1, 13, 13, 8]         216  100.0 %         36,504  100.0 %
                        depthwise  [1, 13, 13, 3]          27   12.5 %          4,563   12.5 %
                        separable  [1, 13, 13, 8]          51   23.6 %          8,619   23.6 %
                        """);
    }

    @Test
    void measuresTheTimesToo() {
        long before = LiveBlocks.settled();
        String out = compare("--input 1x15x15x3 --filter 3x3 --output-channels 8")
                .succeeded()
                .out();
        List<String> lines = out.lines().toList();
        assertThat(lines.get(3)).matches(" +output +parameters +ratio +multiply-adds +ratio +time +ratio");
        assertThat(lines.get(4)).matches("ordinary .*  36,504  100\\.0 %  +[\\d.]+ [um]?s  100\\.0 %");
        assertThat(lines.get(5)).matches("depthwise .*  4,563   12\\.5 %  +[\\d.]+ [um]?s  +[\\d.]+ %");
        assertThat(lines.get(6)).matches("separable .*  8,619   23\\.6 %  +[\\d.]+ [um]?s  +[\\d.]+ %");
        assertThat(out).contains("The times are medians of ", " runs", "after a warm-up, on one thread.");
        assertThat(Depthwise4j.stats().nativeBlocks()).isEqualTo(before);
    }

    @Test
    void takesTheOptionsOfTheOperations() {
        String out = compare("--input 32x512x28x28 --filter 5x5 --output-channels 1024 --strides 1,1,2,2 --padding SAME"
                        + " --data-format NCHW --multiplier 2 --no-time")
                .succeeded()
                .out();
        assertThat(out)
                .startsWith("input [32, 512, 28, 28], filter 5x5, 1024 output channels, multiplier 2\n"
                        + "padding SAME, strides 2x2, NCHW\n")
                .contains(
                        "[32, 1024, 14, 14]",
                        "13,107,200", // 5 * 5 * 512 * 1024
                        "25,600", // 5 * 5 * 512 * 2
                        "1,074,176"); // and 1024 * 1024
        assertThat(out.lines()).allMatch(line -> line.length() <= 100);
        assertThat(compare("--input 1x9x9x1 --filter 3x3 --output-channels 1 --dilations 2,2 --no-time")
                        .succeeded()
                        .out())
                .startsWith("input [1, 9, 9, 1], filter 3x3, 1 output channel\npadding VALID, dilations 2x2\n")
                .contains("[1, 5, 5, 1]");
    }

    @Test
    void anImageWithoutElementsHasNoRatioOfWork() {
        assertThat(compare("--input 0x15x15x3 --filter 3x3 --output-channels 8 --no-time")
                        .succeeded()
                        .out())
                .containsPattern("separable .* 23\\.6 % +0 +-\\R");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        String rest = " --filter 3x3 --output-channels 8 --no-time";
        compare("--filter 3x3 --output-channels 8").refused("--input");
        compare("--input 15x15x3" + rest).refused("--input [15, 15, 3]", "4 axes");
        compare("--input 1x15x15x3 --filter 3x3x3x8 --output-channels 8")
                .refused("--filter [3, 3, 3, 8]", "pass for example 3x3");
        compare("--input 1x15x15x3 --filter 3x3 --output-channels 0").refused("--output-channels 0", "1 or more");
        compare("--input 1x15x15x3 --multiplier -1" + rest).refused("--multiplier -1", "1 or more");
        compare("--input 1x2x2x3" + rest).refused("not one window fits");
        compare("--input 1x9x9x3 --strides 2,2 --dilations 2,2" + rest).refused("dilations");
    }
}
