package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        // Each result is printed twice in a row: oneDNN's and the oracle's.
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
        assertThat(RootCommand.commandLine().getSubcommands().keySet())
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
                RootCommand.commandLine().getSubcommands().get(command).getCommandSpec();
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

    /** One letter of an option is lost, doubled, replaced or swapped with the next. */
    @Test
    void namesAMisspeltOptionOfAnyCommandWhateverElseIsMissing() {
        long seed = Long.getLong("depthwise4j.test.seed", 9);
        Random random = new Random(seed);
        for (CommandLine command : commands(RootCommand.commandLine())) {
            List<String> path = List.of(command.getCommandSpec().qualifiedName().split(" "));
            Set<String> options = command.getCommandSpec().optionsMap().keySet();
            for (String option : options) {
                String wrong = option.length() < 5 ? option : misspelt(option, random);
                if (options.contains(wrong)) {
                    continue;
                }
                for (String argument : List.of(wrong, wrong + "=x")) {
                    List<Object> arguments = new ArrayList<>(path.subList(1, path.size()));
                    arguments.add(argument);
                    arguments.addAll(random.nextBoolean() ? List.of("x") : List.of());
                    CommandRun run = CommandRun.of(arguments.toArray());
                    assertThat(run.err())
                            .as("seed %d, %s", seed, arguments)
                            .hasLineCount(1)
                            .contains("unknown option " + argument + "; did you mean --");
                    assertThat(run.exitCode()).isEqualTo(2);
                }
            }
        }
    }

    private static List<CommandLine> commands(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(inner -> all.addAll(commands(inner)));
        return all;
    }

    private static String misspelt(String option, Random random) {
        int at = 2 + random.nextInt(option.length() - 2);
        StringBuilder wrong = new StringBuilder(option);
        return switch (random.nextInt(4)) {
            case 0 -> wrong.deleteCharAt(at).toString();
            case 1 -> wrong.insert(at, wrong.charAt(at)).toString();
            case 2 -> wrong.replace(at, at + 1, "q").toString();
            default ->
                wrong.insert(Math.max(2, at - 1), wrong.charAt(at))
                        .deleteCharAt(at + 1)
                        .toString();
        };
    }

    @Test
    void namesTheMisspeltOptionRatherThanTheOneThatIsMissingForIt() {
        CommandRun.of("conv", "--inputt", "x.npy", "--filter", "f.npy", "--output", "y.npy")
                .refused("conv: unknown option --inputt; did you mean --input?", "See depthwise4j conv --help.");
        CommandRun.of("conv", "--input", "--filtr", "f.npy", "--output", "y.npy")
                .refused("unknown option --filtr; did you mean --filter?");
        CommandRun.of("conv", "--input", "x.npy", "--output", "y.npy").refused("--filter");
        CommandRun.of("natives", "unpakc", "d").refused("unknown command unpakc; did you mean unpack?");
        CommandRun.of("compair").refused("unknown command compair; did you mean compare?");
    }

    /** As any name that is not ASCII is in the POSIX locale. */
    @Test
    void aNameNoFileCanHaveIsRefusedWithoutTheNamesOfClasses() {
        for (CommandLine command : commands(RootCommand.commandLine())) {
            for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
                if (option.type() == Path.class) {
                    CommandRun run = CommandRun.of(
                            command.getCommandSpec().qualifiedName().split(" ")[1], option.longestName(), "a\0b");
                    run.refused(option.longestName(), "a file cannot have this name", "LC_ALL");
                    assertThat(run.err()).doesNotContain("Exception", "java.");
                }
            }
        }
        CommandRun.of("image", "--input", "a.png", "--output", "b.png", "--filter", "a\0b.npy")
                .refused("--filter: a file cannot have this name");
    }

    @Test
    void showsWhatIsAtWork() {
        assertThat(CommandRun.of("info").succeeded().out())
                .contains("depthwise4j  ", "oneDNN  ", "JavaCPP  ", "Java  ", "operating system")
                .contains("instruction set", "processors", "OpenMP threads", "native cache", "64 bytes")
                .contains("planCacheCapacity", "maxCpuIsa", "Apache-2.0")
                .doesNotContain("unknown", "null");
    }

    /** picocli catches exceptions only; the one error that bad input can cause is told like the others. */
    @Test
    void tellsInOneLineThatMemoryRanOut() {
        CommandRun run = CommandRun.of(RootCommand.configured(new CommandLine(new Greedy())));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("not enough memory (all gone)", "-Xmx");
    }

    @Test
    void tellsAMistakeOfItsOwnInOneLineAndShowsMoreForDebug() {
        CommandRun run = CommandRun.of(RootCommand.configured(new CommandLine(new Broken())));
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
