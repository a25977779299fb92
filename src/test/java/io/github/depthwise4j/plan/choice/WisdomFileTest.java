package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.plan.LoggedLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of wisdom, without native code. {@code -Ddepthwise4j.test.seed=7} takes other random files. */
class WisdomFileTest {
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);
    private static final int MUTATIONS = Integer.getInteger("depthwise4j.test.cases", 3_000) / 3;
    private static final WisdomScope HERE = new WisdomScope("0.1.0", "3.11.0", "AVX512_CORE");
    private static final String HEAD = "0.1.0 | 3.11.0 | AVX512_CORE | ";
    private static final String PROBLEM =
            "depthwise_conv2d float32 NHWC SAME g8mb1ic8ih9iw9oc8oh9ow9kh3kw3sh1sw1ph1pw1dh0dw0";

    private static final String OWN = HEAD + PROBLEM + " | direct(jit_dw:avx512_core)";
    private static final String OTHER_ISA =
            OWN.replace("AVX512_CORE |", "AVX2 |").replace(":avx512_core", ":avx2");
    private static final String OTHER_VERSION = "9.0.0 | 4.0.0 | AVX512_CORE | a problem of the future | a way of it";

    private static final String SPECIAL = "|\n\r \t#[](),\"\\0179-xgnm";

    @TempDir
    private Path directory;

    private LoggedLines log;

    @BeforeEach
    void listen() {
        log = new LoggedLines(Wisdom.class);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    static Wisdom wisdom() {
        return new Wisdom(() -> HERE, Optional::empty);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(
                directory.resolve(name), WisdomFile.FIRST_LINE + "\n" + String.join("\n", lines) + "\n");
    }

    private static List<String> entriesOf(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void whatWasLoadedIsSavedAgainWithTheEntriesOfOtherMachines() throws IOException {
        Wisdom wisdom = wisdom();
        assertThat(wisdom.load(file("mixed", OTHER_VERSION, OWN, OTHER_ISA))).isEqualTo(1);
        Path saved = directory.resolve("saved");
        assertThat(wisdom.save(saved)).isEqualTo(1);
        assertThat(entriesOf(saved)).containsExactly(OTHER_ISA, OWN, OTHER_VERSION);
        assertThat(Files.readString(saved))
                .startsWith(WisdomFile.FIRST_LINE + "\n#")
                .contains("instruction set");
        assertThat(log.at(Level.WARNING)).isEmpty();
        assertThat(log.at(Level.FINE)).hasSize(3);
        assertThat(log.at(Level.FINE).get(0))
                .startsWith("not for this machine, in ")
                .contains("AVX2");
        assertThat(log.at(Level.FINE).get(2)).contains("has 1 measured plans for", "and 2 for other versions");
    }

    @Test
    void savingToAFileThatOthersUseKeepsTheirEntries() throws IOException {
        Wisdom wisdom = wisdom();
        wisdom.load(file("own", OWN, OTHER_ISA));
        String newer = OTHER_ISA.replace("jit_dw", "newer");
        Path fleet = file("fleet", OTHER_VERSION, newer, OWN.replace("jit_dw", "older"));
        assertThat(wisdom.save(fleet)).isEqualTo(1);
        assertThat(entriesOf(fleet)).containsExactly(newer, OWN, OTHER_VERSION);
    }

    @Test
    void theSameEntriesGiveTheSameFileInWhateverOrderTheyCame() throws IOException {
        List<String> lines = new ArrayList<>(
                List.of(OWN, OTHER_ISA, OTHER_VERSION, OWN.replace("kh3", "kh1").replace("ph1", "ph0")));
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Wisdom wisdom = wisdom();
        wisdom.load(file("a", lines.toArray(String[]::new)));
        wisdom.save(first);
        Collections.reverse(lines);
        wisdom = wisdom();
        wisdom.load(file("b", lines.toArray(String[]::new)));
        wisdom.save(second);
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void brokenEntriesAreSkippedWithALineEachThatSaysWhy() throws IOException {
        Wisdom wisdom = wisdom();
        Path file = file(
                "broken",
                "",
                "# a comment",
                "no columns at all",
                HEAD + "conv9d of nothing | direct(jit)",
                HEAD + PROBLEM + " | ",
                OWN,
                OWN + " | more",
                HEAD + PROBLEM.replace("oh9", "oh7") + " | direct(jit)",
                OWN + "é",
                OWN + "x".repeat(WisdomFile.LONGEST_LINE));
        assertThat(wisdom.load(file)).isEqualTo(1);
        assertThat(log.at(Level.WARNING)).hasSize(7);
        assertThat(log.at(Level.WARNING).get(0)).contains(file.toString(), "line 4: it does not have 5 columns");
        assertThat(log.at(Level.WARNING).get(1)).contains("line 5: problem line = conv9d of nothing");
        assertThat(log.at(Level.WARNING).get(4)).contains("line 9: ", "oh7 contradicts");
        assertThat(log.at(Level.WARNING).get(5)).contains("line 10: it has more than 1000 characters, or others");
    }

    @Test
    void howManyLinesAreLoggedDoesNotDependOnTheFile() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lines.add("broken " + i);
            lines.add(OTHER_VERSION + i + " | ");
            lines.add(OTHER_VERSION.replace("future", "future " + i));
        }
        wisdom().load(file("many", lines.toArray(String[]::new)));
        assertThat(log.count()).isEqualTo(22);
        assertThat(log.at(Level.WARNING)).hasSize(11).last().asString().contains("2000 broken entries in all");
    }

    @Test
    void aNameInAProblemLineDoesNotCountAndTheLastOfTwoEntriesDoes() throws IOException {
        Wisdom wisdom = wisdom();
        assertThat(wisdom.load(file(
                        "twice", HEAD + PROBLEM + " n\"stem\" | direct(a)", HEAD + PROBLEM + " n\"head\" | direct(b)")))
                .isEqualTo(1);
        Path saved = directory.resolve("saved");
        wisdom.save(saved);
        assertThat(entriesOf(saved)).containsExactly(HEAD + PROBLEM + " | direct(b)");
    }

    @Test
    void whatIsNoSuchFileIsRefusedInOneSentence() throws IOException {
        Wisdom wisdom = wisdom();
        Path csv = Files.writeString(directory.resolve("table.csv"), "a,b\n1,2\n");
        Path newer = Files.writeString(directory.resolve("newer"), WisdomFile.FIRST_LINE.replace("1", "2") + "\n");
        Path empty = Files.writeString(directory.resolve("empty"), "");
        for (Path each : List.of(csv, newer, empty)) {
            assertThatThrownBy(() -> wisdom.load(each))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(each + ": this is no file of measured plans that this version can read")
                    .hasMessageEndingWith("name one that saveWisdom wrote");
        }
        assertThatThrownBy(() -> wisdom.load(directory)).hasMessageContaining("this is a directory; name a file");
        assertThatThrownBy(() -> wisdom.load(directory.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileOfSomethingElseIsNotOverwritten() throws IOException {
        Path csv = Files.writeString(directory.resolve("table.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> wisdom().save(csv)).isInstanceOf(FileSystemException.class);
        assertThat(csv).hasContent("a,b\n1,2\n");
        Path empty = Files.writeString(directory.resolve("empty"), "");
        assertThat(wisdom().save(empty)).isZero();
        assertThat(empty).content().startsWith(WisdomFile.FIRST_LINE);
    }

    @Test
    void aFileThatIsTooLongIsRefusedBeforeItIsTakenIn() throws IOException {
        Path lines = file("lines", "\n".repeat(WisdomFile.MOST_ENTRIES + 200));
        assertThatThrownBy(() -> wisdom().load(lines)).hasMessageContaining("20000 entries; make it anew");
        Path bytes = file("bytes", "x".repeat(30_000_000));
        assertThatThrownBy(() -> wisdom().load(bytes)).hasMessageContaining("20000 entries; make it anew");
    }

    @Test
    void aFileOfTheSettingThatIsMissingOrOfSomethingElseIsALineInTheLogAndNothingIsWritten() throws IOException {
        Path missing = directory.resolve("missing");
        Path other = Files.writeString(directory.resolve("other"), "nothing of ours");
        Path saved = directory.resolve("saved");
        for (Path each : List.of(missing, other)) {
            assertThat(new Wisdom(() -> HERE, () -> Optional.of(each)).save(saved))
                    .isZero();
        }
        assertThat(log.at(Level.WARNING)).hasSize(2).allMatch(line -> line.startsWith("planning without the file"));
        assertThat(log.at(Level.WARNING).get(0)).contains("NoSuchFileException", missing.toString());
        assertThat(log.at(Level.WARNING).get(1)).contains(other + ": this is no file of measured plans");
        assertThat(missing).doesNotExist();
        assertThat(other).hasContent("nothing of ours");
    }

    @Test
    void theFileOfTheSettingIsLoadedOnceAndNotAfterForgetting() throws IOException {
        Path file = file("set", OWN);
        Path saved = directory.resolve("saved");
        Wisdom wisdom = new Wisdom(() -> HERE, () -> Optional.of(file));
        assertThat(wisdom.save(saved)).isEqualTo(1);
        file("set", OWN.replace("jit_dw", "later"));
        wisdom.save(saved);
        assertThat(entriesOf(saved)).containsExactly(OWN);
        wisdom.forget();
        Files.delete(saved);
        assertThat(wisdom.save(saved)).isZero();
    }

    @Test
    void noMoreIsLoadedThanCanBeSaved() throws IOException {
        Wisdom wisdom = wisdom();
        for (String part : List.of("a", "b")) {
            String[] lines = new String[WisdomFile.MOST_ENTRIES * 3 / 4];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = "1 | 2 | 3 | " + part + i + " | way";
            }
            Path file = file(part, lines);
            if (part.equals("a")) {
                assertThat(wisdom.load(file)).isZero();
            } else {
                assertThatThrownBy(() -> wisdom.load(file)).hasMessageContaining("forget those loaded before");
            }
        }
        Path saved = directory.resolve("saved");
        wisdom.save(saved);
        assertThat(entriesOf(saved)).hasSize(15_000);
    }

    @Test
    void aFileOfLinesThatAreHardToReadIsRead() throws IOException {
        String[] lines = new String[WisdomFile.MOST_ENTRIES];
        String[] worst = {
            "[ ,".repeat(250), "x VALID [" + "[0,0],".repeat(120), "a ".repeat(400), "a b c d 1 batch=1x1x1"
        };
        for (int i = 0; i < lines.length; i++) {
            lines[i] = HEAD + "conv2d float32 NHWC " + worst[i % worst.length] + " | w";
        }
        Path file = file("worst", lines);
        Wisdom wisdom = wisdom();
        assertThat(wisdom.load(file)).isZero();
        assertThat(log.at(Level.WARNING)).last().asString().contains("20000 broken entries");
    }

    @Test
    void whateverIsDoneToAFileItIsReadOrRefusedAndWhatWasReadCanBeSavedAndReadAgain() throws IOException {
        byte[] good = Files.readAllBytes(file(
                "good",
                OWN,
                OTHER_ISA,
                OTHER_VERSION,
                HEAD + "conv2d float32 NCHW [[0,0],[0,0],[1,2],[3,4]] g2mb6ic4ih8iw8oc6kh3kw3 batch=2x3 bias residual "
                        + "leaky_relu(0.1) n\"a\\\"b\" | direct(brg_conv_fwd:avx512_core)"));
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = Files.write(directory.resolve("mutated"), mutated(good, new Random(SEED + i)));
            try {
                WisdomFile content = WisdomFile.read(file, HERE);
                read++;
                if (i % 10 == 0) {
                    Path again = directory.resolve("again");
                    WisdomFile.write(again, content.entries());
                    WisdomFile second = WisdomFile.read(again, HERE);
                    assertThat(second.entries()).isEqualTo(content.entries());
                    assertThat(second.broken()).isEmpty();
                }
            } catch (FileSystemException e) {
                assertThat(e.getReason()).contains("no file of measured plans");
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + (SEED + i) + ": " + Files.readString(file, StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(read).as("seed %d", SEED).isBetween(MUTATIONS / 4, MUTATIONS - 1);
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + random.nextInt(60));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
                case 2 -> bytes = joined(bytes, 0, at, bytes, to, bytes.length);
                case 3 -> bytes = joined(bytes, 0, to, bytes, at, bytes.length);
                case 4 -> bytes = joined(bytes, 0, at, good, random.nextInt(good.length), good.length);
                default -> {
                    byte[] digits = Integer.toString(random.nextInt()).getBytes(StandardCharsets.US_ASCII);
                    bytes = joined(
                            joined(bytes, 0, at, digits, 0, digits.length),
                            0,
                            at + digits.length,
                            bytes,
                            at,
                            bytes.length);
                }
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, int from, int to, byte[] second, int secondFrom, int secondTo) {
        byte[] all = new byte[to - from + secondTo - secondFrom];
        System.arraycopy(first, from, all, 0, to - from);
        System.arraycopy(second, secondFrom, all, to - from, secondTo - secondFrom);
        return all;
    }
}
