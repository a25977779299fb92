package io.github.depthwise4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.abuse.Corpus;
import io.github.depthwise4j.errors.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a picture file holds, it is read or refused with {@link FileFormatException}. */
class PictureCorpusTest {
    private static final Path FILE = Corpus.temporaryFile();

    /** Returns whether the bytes are read, and not refused as documented; {@code ci/fuzz.sh} looks for others. */
    static boolean readOrRefuse(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try {
            Picture picture = PictureReader.read(FILE);
            assertThat(Math.min(picture.width(), picture.height())).isPositive();
            assertThat(PictureReader.read(bytes).colors()).isEqualTo(picture.colors());
            return true;
        } catch (FileFormatException e) {
            assertThatThrownBy(() -> PictureReader.read(bytes)).isInstanceOf(FileFormatException.class);
            assertThat(e.getMessage()).matches("[a-z][^\n]* [^\n]*").doesNotContain("out of bounds", "Exception");
            return false;
        }
    }

    static Stream<byte[]> files() {
        return Corpus.files(
                PictureCorpusTest.class,
                "/io/github/depthwise4j/pictures/PictureFuzzTestInputs/aPictureIsReadOrRefused");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aPictureIsReadOrRefused(byte[] bytes) throws IOException {
        Corpus.readMutations(bytes, PictureCorpusTest::readOrRefuse);
    }

    @Test
    void ofTheFilesSomeAreReadAndOthersRefused() throws IOException {
        Corpus.assertSomeAreReadAndOthersRefused(files(), PictureCorpusTest::readOrRefuse);
    }
}
