package io.github.depthwise4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.errors.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of random sizes; {@code -Ddepthwise4j.test.seed=N} makes those of another seed. */
abstract class RandomPictures {
    static final long SEED = Long.getLong("depthwise4j.test.seed", 9);
    static final int ROUNDS = 400;

    @TempDir
    private Path directory;

    final Random random = new Random(SEED);
    int width;
    int height;

    void newSize() {
        width = 1 + random.nextInt(20);
        height = 1 + random.nextInt(20);
    }

    Picture read(byte[] bytes, String format) throws IOException {
        Path file = directory.resolve("picture." + format);
        Files.write(file, bytes);
        Picture fromMemory = null;
        String refusal = null;
        try {
            fromMemory = PictureReader.read(bytes);
        } catch (FileFormatException e) {
            refusal = e.getMessage();
        }
        try {
            Picture picture = PictureReader.read(file);
            assertThat(fromMemory).as("from memory: %s", refusal).isNotNull();
            assertThat(fromMemory.toString()).isEqualTo(picture.toString());
            assertThat(fromMemory.colors()).isEqualTo(picture.colors());
            assertThat(fromMemory.alpha()).isEqualTo(picture.alpha());
            return picture;
        } catch (FileFormatException e) {
            assertThat(refusal).as("the refusal from memory").isEqualTo(e.getMessage());
            throw e;
        }
    }

    /** A picture with alpha that is opaque everywhere is as good as one without. */
    void assertPicture(Picture picture, int channels, int[][] expected, String what) {
        String context = "seed " + SEED + ", " + what + ", " + width + " x " + height;
        assertThat(picture.width()).as(context).isEqualTo(width);
        assertThat(picture.height()).as(context).isEqualTo(height);
        assertThat(picture.channels()).as(context).isEqualTo(channels);
        for (int i = 0; i < width * height; i++) {
            int[] pixel = new int[channels + 1];
            for (int c = 0; c < channels; c++) {
                pixel[c] = picture.colors()[i * channels + c] & 0xff;
            }
            pixel[channels] = picture.alpha() == null ? 255 : picture.alpha()[i] & 0xff;
            assertThat(pixel).as("%s, pixel %d", context, i).containsExactly(expected[i]);
        }
    }
}
