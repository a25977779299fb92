package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

    private static Picture gray(int width, int height, int... colors) {
        byte[] bytes = new byte[colors.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) colors[i];
        }
        return new Picture(width, height, 1, bytes, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"g128.png", "g128_16.png", "cmyk_k50.jpg"})
    void halfOfWhiteReachesTheNetworkAsHalfOfWhite(String name) throws Exception {
        Path file = Path.of(ImagesTest.class.getResource("/pictures/" + name).toURI());
        try (Tensor image = Images.read(file, 4)) {
            assertThat(image.toFloatArray()).containsOnly(128 / 127.5f - 1);
        }
    }

    @Test
    void colorsGoFromMinusOneToOneInTheOrderRedGreenBlue() {
        Picture image = new Picture(1, 1, 3, new byte[] {(byte) 0xff, 0, 0x33}, null);
        assertThat(Images.resized(image, 1)).containsExactly(new float[] {1, -1, -0.6f}, ROUNDING);
    }

    @Test
    void picturesAreEnlargedAsTensorFlowDoes() {
        float[] values = Images.resized(gray(2, 1, 0, 255), 4);
        // tf.image.resize of [0, 255] to 4: 0, 63.75, 191.25, 255
        assertThat(new float[] {values[0], values[3], values[6], values[9]})
                .containsExactly(new float[] {-1, -0.5f, 0.5f, 1}, ROUNDING);
    }

    @Test
    void picturesAreMadeSmallerAsTensorFlowDoes() {
        int[] row = {0, 0x33, 0x66, 0x99};
        int[] colors = new int[16];
        for (int i = 0; i < 16; i++) {
            colors[i] = row[i % 4];
        }
        float[] values = Images.resized(gray(4, 4, colors), 2);
        assertThat(new float[] {values[0], values[3]})
                .containsExactly(new float[] {25.5f / 127.5f - 1, 127.5f / 127.5f - 1}, ROUNDING);
    }
}
