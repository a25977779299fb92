package io.github.depthwise4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.Corpus;
import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a {@code .npz} file holds, its arrays are read or refused with {@link FileFormatException}. */
class NpzCorpusTest {
    private static final Path FILE = Corpus.temporaryFile();

    /**
     * Returns whether the bytes are read, and not refused as documented; {@code ci/fuzz.sh} looks for bytes for which
     * it does not.
     */
    static boolean readOrRefuse(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try (NpzFile archive = NpzFile.open(FILE)) {
            archive.readAll().values().forEach(Tensor::close);
            return true;
        } catch (FileFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    static Stream<byte[]> files() {
        return Corpus.files(
                NpzCorpusTest.class, "/io/github/depthwise4j/numpy/NpzFuzzTestInputs/anArchiveIsReadOrRefused");
    }

    @ParameterizedTest
    @MethodSource("files")
    void anArchiveIsReadOrRefused(byte[] bytes) throws IOException {
        Corpus.readMutations(bytes, NpzCorpusTest::readOrRefuse);
    }

    @Test
    void ofTheFilesSomeAreReadAndOthersRefused() throws IOException {
        Corpus.assertSomeAreReadAndOthersRefused(files(), NpzCorpusTest::readOrRefuse);
    }
}
