package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @Test
    void showsTheDemoWithoutACommand() {
        String out = CommandRun.of().succeeded().out();
        assertThat(out).isEqualTo(CommandRun.of("demo").succeeded().out());
        String squeezed = out.replaceAll("[\\[\\]\\s]+", " ");
        // Each result stands twice in a row: oneDNN beside the oracle.
        assertThat(squeezed)
                .contains("13 18 13 18 17 24 17 24 21 30 21 30 25 36 25 36 29 42 29 42 33 48 33 48")
                .contains("10 14 10 14 14 20 14 20 18 26 18 26 22 32 22 32");
        assertThat(out)
                .contains("equal, bit for bit", "depthwise_conv2d float32 NHWC VALID", "implementation", "--help")
                .doesNotContain("DIFFERENT");
    }

    @Test
    void explainsItself() {
        String help = CommandRun.of("--help").succeeded().out();
        assertThat(help).contains("tf.nn.depthwise_conv2d", "Exit codes:", "Examples:", "--version", "--debug");
        assertThat(Main.commandLine().getSubcommands().keySet())
                .containsExactly("demo", "conv", "image", "plan", "wisdom", "compare", "verify", "info", "natives")
                .allSatisfy(command -> assertThat(help).contains("  " + command + " "));
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "conv", "image", "plan", "wisdom", "compare", "verify", "info", "natives"})
    void explainsEveryCommandAndEveryOptionOfIt(String command) {
        String help = CommandRun.of(command, "--help").succeeded().out();
        assertThat(help).startsWith("Usage: depthwise4j " + command).contains("-h, --help", "--debug");
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        CommandLine.Model.CommandSpec spec =
                Main.commandLine().getSubcommands().get(command).getCommandSpec();
        assertThat(spec.options())
                .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    }

    @Test
    void knowsItsVersion() {
        assertThat(CommandRun.of("--version").succeeded().out()).startsWith("depthwise4j " + Depthwise4j.version());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        CommandRun.of("conf").refused("unknown command conf; did you mean conv?", "See depthwise4j --help.");
        CommandRun.of("--conf").refused("unknown option --conf");
        CommandRun.of("info", "more").refused("unexpected argument more", "See depthwise4j info --help.");
    }

    @Test
    void showsWhatIsAtWork() {
        assertThat(CommandRun.of("info").succeeded().out())
                .contains("depthwise4j  ", "oneDNN  ", "JavaCPP  ", "JNA  ", "Java  ", "operating system")
                .contains("instruction set", "processors", "OpenMP threads", "native cache", "64 bytes")
                .contains("planCacheCapacity", "maxCpuIsa", "Apache-2.0")
                .doesNotContain("unknown", "null");
    }

    /** picocli catches exceptions only; the one error that bad input can cause is told like the others. */
    @Test
    void tellsInOneLineThatMemoryRanOut() {
        CommandRun run = CommandRun.of(Main.configured(new CommandLine(new Greedy())));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("not enough memory for this (all gone)", "-Xmx");
    }

    @Test
    void tellsAMistakeOfItsOwnInOneLineAndShowsMoreForDebug() {
        CommandRun run = CommandRun.of(Main.configured(new CommandLine(new Broken())));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("unexpected failure", "two lines", "--debug");
    }

    @CommandLine.Command(name = "greedy")
    private static final class Greedy implements Runnable {
        @Override
        public void run() {
            throw new OutOfMemoryError("all gone");
        }
    }

    @CommandLine.Command(name = "broken")
    private static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("two\nlines");
        }
    }
}
