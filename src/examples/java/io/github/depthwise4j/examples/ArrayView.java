package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Tensor;
import java.nio.FloatBuffer;

/** A tensor's numbers for code in plain Java. Asked for the same tensor again and again, it allocates nothing. */
final class ArrayView {
    private Tensor tensor;
    private FloatBuffer view;

    FloatBuffer of(Tensor wanted) {
        if (wanted != tensor) {
            tensor = wanted;
            view = wanted.asFloatBuffer();
        }
        return view;
    }
}
