package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

    @Test
    void colorsGoFromMinusOneToOneInTheOrderRedGreenBlue() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0033);
        assertThat(Images.resized(image, 1)).containsExactly(new float[] {1, -1, -0.6f}, ROUNDING);
    }

    @Test
    void picturesAreEnlargedAsTensorFlowDoes() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x000000);
        image.setRGB(1, 0, 0xffffff);
        float[] values = Images.resized(image, 4);
        // tf.image.resize of [0, 255] to 4: 0, 63.75, 191.25, 255
        assertThat(new float[] {values[0], values[3], values[6], values[9]})
                .containsExactly(new float[] {-1, -0.5f, 0.5f, 1}, ROUNDING);
    }

    @Test
    void picturesAreMadeSmallerAsTensorFlowDoes() {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 4; x++) {
            for (int y = 0; y < 4; y++) {
                image.setRGB(x, y, 0x333333 * x);
            }
        }
        float[] values = Images.resized(image, 2);
        assertThat(new float[] {values[0], values[3]})
                .containsExactly(new float[] {25.5f / 127.5f - 1, 127.5f / 127.5f - 1}, ROUNDING);
    }
}
