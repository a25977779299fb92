package io.github.depthwise4j.tensorflow;

/** TensorFlow has two sets of kernels for the CPU; an environment variable decides between them, once per process. */
enum Kernels {
    /** TensorFlow's plain kernels, which share no code with this library. */
    EIGEN("0"),
    /** What TensorFlow puts in their place by default: an older oneDNN, behind code of its own. */
    ONEDNN("1");

    static final String VARIABLE = "TF_ENABLE_ONEDNN_OPTS";

    private final String value;

    Kernels(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }

    /** Those this process was started for. */
    static Kernels current() {
        return EIGEN.value.equals(System.getenv(VARIABLE)) ? EIGEN : ONEDNN;
    }
}
