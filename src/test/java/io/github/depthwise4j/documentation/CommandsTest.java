package io.github.depthwise4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.depthwise4j.ChildJvm;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.cli.Main;
import io.github.depthwise4j.numpy.NpyFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands on the pages. Those of our command line are run, in a directory with the files that they name. Of Maven and
 * of the scripts, which would build all again, it is checked that goals, profiles, classes, scripts and options exist.
 */
class CommandsTest {
    private static final Path PICTURE = Path.of("src/test/resources/pictures/g128.png");
    /** Goals and phases of Maven that the pages use, all with plugins of the pom. */
    private static final Set<String> GOALS =
            Set.of("compile", "test", "test-compile", "package", "verify", "install", "site", "versions:set");

    private static final Set<String> PLUGINS = Set.of("exec", "spotless", "versions");

    @TempDir
    private Path directory;

    static List<PageCommand> commands() {
        return Page.blocks("sh").stream()
                .flatMap(block -> block.text().lines().map(line -> PageCommand.of(block, line)))
                .filter(command -> !command.words().isEmpty())
                .toList();
    }

    /** Each once, although several pages have the same. */
    static Stream<PageCommand> ofOurCommandLine() {
        Set<List<String>> seen = new HashSet<>();
        return commands().stream()
                .filter(command -> command.ofCommandLine() != null)
                .filter(command -> seen.add(command.words()));
    }

    static Stream<PageCommand> others() {
        return commands().stream().filter(command -> command.ofCommandLine() == null);
    }

    @ParameterizedTest
    @MethodSource("ofOurCommandLine")
    void aCommandOfOurCommandLineRuns(PageCommand command) throws Exception {
        if (command.jarVersion() != null) {
            assertThat(command.jarVersion()).as("%s", command).isEqualTo(Depthwise4j.version());
        }
        layFiles();
        List<String> arguments = new ArrayList<>(command.ofCommandLine());
        // As many cases as show that the option is right.
        int cases = arguments.indexOf("--cases");
        if (cases >= 0) {
            arguments.set(cases + 1, "20");
        } else if (arguments.equals(List.of("verify"))) {
            arguments.addAll(List.of("--cases", "20"));
        }
        String printed = ChildJvm.ofThisClassPath()
                .allowingNativeCode()
                .in(directory)
                .run(Main.class, arguments.toArray(String[]::new));
        assertThat(printed).as("%s", command).isNotBlank().doesNotContain("DIFFERENT");
        int output = arguments.indexOf("--output");
        if (output >= 0) {
            assertThat(directory.resolve(arguments.get(output + 1)))
                    .as("%s", command)
                    .isNotEmptyFile();
        }
    }

    private void layFiles() throws IOException {
        Files.copy(PICTURE, directory.resolve("photo.png"));
        Files.copy(Path.of("src/test/resources/pictures/cmyk_k50.jpg"), directory.resolve("photo.jpg"));
        Files.copy(JavaBlocksTest.MODEL, directory.resolve("model.tflite"));
        Files.writeString(
                directory.resolve("layers.txt"),
                "depthwise_conv2d float32 NHWC SAME g8mb1ic8ih6iw6oc8oh6ow6kh3kw3sh1sw1ph1pw1dh0dw0\n");
        try (Tensor filter = Tensor.of(new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0}, 3, 3)) {
            NpyFile.write(directory.resolve("my-filter.npy"), filter);
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatAnotherCommandNamesIsThere(PageCommand command) throws IOException {
        String first = command.words().get(0);
        List<String> rest = command.words().subList(1, command.words().size());
        if (first.equals("mvn")) {
            mavenKnows(command, rest);
        } else if (first.startsWith("ci/") || first.equals("bash")) {
            theScriptKnows(first.equals("bash") ? rest.get(0) : first, rest);
        } else if (command.classPath() != null) {
            theFolderHas(command);
        } else if (first.equals("java")) {
            assertThat(rest).as("%s", command).contains("com.example.Main");
            settingsAreKnown(command);
        } else if (!first.equals("git")) {
            fail("%s: the test does not know how to check %s", command, first);
        }
    }

    private static void mavenKnows(PageCommand command, List<String> rest) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        for (String word : rest) {
            if (word.startsWith("-P")) {
                for (String profile : word.substring(2).split(",")) {
                    assertThat(pom).as("%s", command).contains("<id>" + profile + "</id>");
                }
            } else if (word.startsWith("exec:java@")) {
                assertThat(pom).as("%s", command).contains("<id>" + word.substring("exec:java@".length()) + "</id>");
            } else if (!word.startsWith("-") && !GOALS.contains(word)) {
                assertThat(PLUGINS).as("%s", command).contains(word.split(":")[0]);
            }
        }
        settingsAreKnown(command);
        if (command.property("test") != null) {
            try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
                assertThat(tests.map(file -> file.getFileName().toString()))
                        .contains(command.property("test") + ".java");
            }
        }
    }

    /** A program beside the product: of ours, or JMH with the name of a benchmark. */
    private static void theFolderHas(PageCommand command) {
        assertThat(Path.of("src", command.classPath(), "pom.xml"))
                .as("%s", command)
                .exists();
        String main = command.words().get(command.words().size() - 2);
        String name = main.equals("org.openjdk.jmh.Main")
                ? "io.github.depthwise4j.benchmarks."
                        + command.words().get(command.words().size() - 1) + "Benchmark"
                : main;
        assertThat(source("src/" + command.classPath() + "/java", name))
                .as("%s", command)
                .exists();
    }

    private static Path source(String root, String name) {
        return Path.of(root, name.replace('.', '/') + ".java");
    }

    private static void settingsAreKnown(PageCommand command) throws IOException {
        String known = Files.readString(Path.of("native-config/README.md"));
        command.words().stream()
                .filter(word -> word.startsWith("-Ddepthwise4j."))
                .forEach(word -> assertThat(known)
                        .as("%s", command)
                        .contains('`' + word.substring(2).split("=")[0] + '`'));
    }

    private static void theScriptKnows(String script, List<String> rest) throws IOException {
        Path file = Path.of(script);
        assertThat(file).isExecutable();
        String options = Files.readString(file);
        if (script.endsWith("benchmarks.sh")) {
            options += Files.readString(Path.of("src/jmh/java/io/github/depthwise4j/benchmarks/BenchmarkCommand.java"));
        }
        for (String word : rest) {
            if (word.startsWith("--")) {
                assertThat(options).as("the options of %s", script).contains(word);
            }
        }
    }

    @Test
    void thereAreCommandsOfEachKind() {
        assertThat(ofOurCommandLine()).hasSizeGreaterThan(5);
        assertThat(others()).hasSizeGreaterThan(5);
    }
}
