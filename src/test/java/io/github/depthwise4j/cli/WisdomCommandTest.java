package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WisdomCommandTest {
    private static final String DEPTHWISE = "depthwise_conv2d float32 NHWC SAME ic16ih9iw9oc16kh3kw3";
    /** Wisdom keeps the form in which a problem is computed; for this one, that is the problem itself. */
    private static final String WINDOW = "conv2d float32 NHWC VALID g1mb1ic16ih9iw9oc24oh7ow7kh3kw3sh1sw1ph0pw0dh0dw0";

    private static final String POINTWISE = "conv2d float32 NHWC VALID ic16ih9iw9oc24kh1kw1";

    @TempDir
    private Path directory;

    @BeforeEach
    @AfterEach
    void forget() {
        Depthwise4j.forgetWisdom();
    }

    @Test
    void measuresProblemsIntoAFileThatPlansAreTakenFrom() throws IOException {
        Path layers = Files.writeString(
                directory.resolve("layers.txt"),
                "# two layers\n\n" + DEPTHWISE + " n\"stem\"\n" + DEPTHWISE.replace("ic16ih9iw9oc16", "ic8ih5iw5oc8")
                        + " then conv2d float32 NHWC VALID ic8ih5iw5oc8kh1kw1\n");
        Path wisdom = directory.resolve("wisdom.txt");
        CommandRun run = CommandRun.of("wisdom", "--problems", layers, "--problem", POINTWISE, "--output", wisdom)
                .succeeded();
        assertThat(run.out())
                .contains("measuring 1 of 3: conv2d", "measuring 3 of 3", wisdom + " has 4 entries for this machine");
        Depthwise4j.forgetWisdom();
        assertThat(Depthwise4j.loadWisdom(wisdom)).isEqualTo(4);
        assertThat(Depthwise4j.explain(Problem.parse(DEPTHWISE))).contains(", from wisdom");
    }

    @Test
    void measuresAnewWhatTheFileHasAndLeavesTheEntriesOfOtherMachines() throws IOException {
        Path wisdom = directory.resolve("wisdom.txt");
        Depthwise4j.saveWisdom(wisdom);
        String other = "9.9 | 9.9 | AVX99 | a problem | a way\n";
        String old = String.join(
                " | ",
                Depthwise4j.version(),
                Depthwise4j.load().oneDnnVersion(),
                Depthwise4j.load().instructionSet(),
                WINDOW,
                "an old way\n");
        Files.writeString(wisdom, Files.readString(wisdom) + other + old);
        assertThat(CommandRun.of("wisdom", "--problem", WINDOW, "--output", wisdom)
                        .succeeded()
                        .out())
                .contains("has 1 entry for this machine");
        assertThat(wisdom).content().contains(other, "| direct(").doesNotContain("an old way");
    }

    @Test
    void refusesWhatCannotBeMeasuredOrWrittenBeforeItMeasures() throws IOException {
        Path wisdom = directory.resolve("wisdom.txt");
        CommandRun.of("wisdom", "--output", wisdom).refused("there is no problem to measure");
        CommandRun.of("wisdom", "--problem", POINTWISE).refused("--output");
        Path layers = Files.writeString(directory.resolve("layers.txt"), POINTWISE + "\nnonsense\n");
        CommandRun.of("wisdom", "--problems", layers, "--output", wisdom)
                .refused(layers + ", line 2: problem line = nonsense");
        CommandRun.of("wisdom", "--problems", directory.resolve("no"), "--output", wisdom)
                .refused("there is no such file");
        CommandRun.of("wisdom", "--problem", POINTWISE, "--output", layers)
                .refused("layers.txt: the file cannot be written (this is no file of measured plans");
        assertThat(layers).hasContent(POINTWISE + "\nnonsense\n");
        CommandRun.of("wisdom", "--problem", POINTWISE, "--output", directory.resolve("a/b"))
                .refused("create it first");
        assertThat(wisdom).doesNotExist();
    }

    @Test
    void planMeasuresOneProblemAndShowsTheTimes() {
        assertThat(CommandRun.of("plan", "--measure", "--problem", POINTWISE)
                        .succeeded()
                        .out())
                .containsPattern("candidates +direct\\([^)]*\\) \\d+\\.\\d us");
    }
}
