package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.Corpus;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a wisdom file holds, it is loaded or refused with {@link FileSystemException}, and can be saved to if it was
 * loaded.
 */
class WisdomCorpusTest {
    private static final Path FILE = Corpus.temporaryFile();
    private static final Logger LOGGER = Logger.getLogger("io.github.depthwise4j");

    /** Each broken entry would be told of. */
    @BeforeAll
    static void silence() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOGGER.setLevel(null);
    }

    /**
     * Returns whether the bytes are read, and not refused as documented; {@code ci/fuzz.sh} looks for bytes for which
     * it does not.
     */
    static boolean readOrRefuse(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try {
            assertThat(Depthwise4j.loadWisdom(FILE)).isNotNegative();
            Depthwise4j.saveWisdom(FILE);
            return true;
        } catch (FileSystemException e) {
            assertThat(e.getReason()).isNotBlank();
            return false;
        } finally {
            // It must not decide how later tests compute.
            Depthwise4j.forgetWisdom();
        }
    }

    static Stream<byte[]> files() {
        return Corpus.files(
                WisdomCorpusTest.class, "/io/github/depthwise4j/WisdomFuzzTestInputs/aFileIsLoadedOrRefused");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsLoadedOrRefused(byte[] bytes) throws IOException {
        Corpus.readMutations(bytes, WisdomCorpusTest::readOrRefuse);
    }

    @Test
    void ofTheFilesSomeAreReadAndOthersRefused() throws IOException {
        Corpus.assertSomeAreReadAndOthersRefused(files(), WisdomCorpusTest::readOrRefuse);
    }
}
