package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The mean over all rows and columns, for each image and channel. */
final class GlobalAveragePooling implements Computation {
    private final int images;
    private final int pixels;
    private final float[] pixel;
    private final float[] sums;
    private final ArrayView inputView = new ArrayView();
    private final ArrayView outputView = new ArrayView();

    /** For inputs of {@code [images, rows, columns, channels]}. */
    GlobalAveragePooling(Shape input) {
        images = Math.toIntExact(input.dim(0));
        pixels = Math.toIntExact(input.dim(1) * input.dim(2));
        pixel = new float[Math.toIntExact(input.dim(3))];
        sums = new float[pixel.length];
    }

    @Override
    public void run(Tensor input, Tensor residual, Tensor output) {
        FloatBuffer from = inputView.of(input);
        FloatBuffer to = outputView.of(output);
        for (int image = 0; image < images; image++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < pixels; i++) {
                from.get((image * pixels + i) * pixel.length, pixel);
                for (int c = 0; c < sums.length; c++) {
                    sums[c] += pixel[c];
                }
            }
            for (int c = 0; c < sums.length; c++) {
                sums[c] /= pixels;
            }
            to.put(image * sums.length, sums);
        }
    }
}
