package io.github.depthwise4j.tensorflow;

/** TensorFlow does not compute a call. */
final class TensorFlowRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TensorFlowRefusal(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
