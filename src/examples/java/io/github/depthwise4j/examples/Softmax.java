package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;

/** {@code exp(x) / sum of exp(x)} over the channels of each image. */
final class Softmax implements Computation {
    private final int images;
    private final float[] values;
    private final ArrayView inputView = new ArrayView();
    private final ArrayView outputView = new ArrayView();

    /** For inputs of {@code [images, 1, 1, channels]}. */
    Softmax(Shape input) {
        images = Math.toIntExact(input.dim(0));
        values = new float[Math.toIntExact(input.elementCount() / images)];
    }

    @Override
    public void run(Tensor input, Tensor residual, Tensor output) {
        for (int image = 0; image < images; image++) {
            inputView.of(input).get(image * values.length, values);
            softmax();
            outputView.of(output).put(image * values.length, values);
        }
    }

    /** With the largest subtracted from each, which changes no quotient, no power is too large. */
    private void softmax() {
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / sum);
        }
    }
}
