package io.github.depthwise4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.Corpus;
import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a {@code .npy} file holds, it is read or refused with {@link FileFormatException}. */
class NpyCorpusTest {
    /**
     * Returns whether the bytes are read, and not refused as documented; {@code ci/fuzz.sh} looks for bytes for which
     * it does not.
     */
    static boolean readOrRefuse(byte[] bytes) throws IOException {
        try (Tensor tensor = new NpyReader(new ByteArrayInputStream(bytes), bytes.length).read()) {
            assertThat(tensor.shape().elementCount() * Float.BYTES).isLessThanOrEqualTo(bytes.length);
            return true;
        } catch (FileFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    static Stream<byte[]> files() {
        return Corpus.files(
                NpyCorpusTest.class, "/io/github/depthwise4j/numpy/NpyFuzzTestInputs/anArrayIsReadOrRefused");
    }

    @ParameterizedTest
    @MethodSource("files")
    void anArrayIsReadOrRefused(byte[] bytes) throws IOException {
        Corpus.readMutations(bytes, NpyCorpusTest::readOrRefuse);
    }

    @Test
    void ofTheFilesSomeAreReadAndOthersRefused() throws IOException {
        Corpus.assertSomeAreReadAndOthersRefused(files(), NpyCorpusTest::readOrRefuse);
    }
}
