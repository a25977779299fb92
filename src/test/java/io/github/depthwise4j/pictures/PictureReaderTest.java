package io.github.depthwise4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made by other programs than the one under test. */
class PictureReaderTest {

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(PictureReaderTest.class.getResource("/pictures/" + name), name)
                .toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"g128.png", "g128_16.png", "cmyk_k50.jpg"})
    void halfOfWhiteIsHalfOfWhite(String name) throws Exception {
        Picture picture = PictureReader.read(file(name));
        assertThat(picture.alpha()).isNull();
        assertThat(picture.colors()).containsOnly(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"g1t", "g2t"})
    void grayOfFewBitsKeepsItsTransparentValue(String name) throws Exception {
        Picture picture = PictureReader.read(file(name + ".png"));
        String[] pixels = Files.readString(file(name + ".txt")).strip().split("\\s+");
        assertThat(picture.width() * picture.height()).isEqualTo(pixels.length);
        assertThat(picture.channels()).isEqualTo(1);
        for (int i = 0; i < pixels.length; i++) {
            assertThat((picture.colors()[i] & 0xff) + "," + (picture.alpha()[i] & 0xff))
                    .as("pixel %d", i)
                    .isEqualTo(pixels[i]);
        }
    }

    @Test
    void aFrameStandsOnTheWholeScreen() throws Exception {
        Picture picture = PictureReader.read(file("gif_offset.gif"));
        assertThat(picture.width()).isEqualTo(20);
        assertThat(picture.height()).isEqualTo(10);
        for (int i = 0; i < 200; i++) {
            boolean inFrame = i % 20 >= 5 && i % 20 < 9 && i / 20 >= 2 && i / 20 < 5;
            assertThat(picture.alpha()[i]).as("pixel %d", i).isEqualTo((byte) (inFrame ? 255 : 0));
        }
    }

    @Test
    void whatIsNotReadIsRefusedInOneSentence() throws Exception {
        Path floats = file("tiff_f32.tif");
        assertThatThrownBy(() -> PictureReader.read(floats))
                .isInstanceOf(FileFormatException.class)
                .hasMessage(
                        "its samples have a sign or a decimal point, but only whole numbers without a sign are read; "
                                + "open the picture in an image editor and save it as PNG");
        Path text = file("g1t.txt");
        assertThatThrownBy(() -> PictureReader.read(text))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("this is not a picture");
        assertThatThrownBy(() -> PictureReader.read(Path.of("none.png"))).isInstanceOf(NoSuchFileException.class);
    }
}
