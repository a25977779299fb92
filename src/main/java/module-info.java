/**
 * TensorFlow's depthwise convolution for Java, computed by oneDNN.
 *
 * <p>On Java 24 and later, allow native access to the modules {@code io.github.depthwise4j}, {@code
 * org.bytedeco.javacpp}, {@code org.bytedeco.opencl} and {@code org.bytedeco.dnnl}.
 */
module io.github.depthwise4j {
    requires org.bytedeco.dnnl;
    requires org.bytedeco.javacpp;
    // The classes of org.bytedeco.dnnl need this module, although their module descriptor does not require it.
    requires org.bytedeco.opencl;
    // Optional: the library also runs on a Java without the Flight Recorder.
    requires static jdk.jfr;
    // Annotations that say what may be null; nothing reads them at run time.
    requires static org.jspecify;
    // Only the command line needs this.
    requires static info.picocli;
    // Only the package metrics needs this.
    requires static micrometer.core;
    // Only reading pictures needs this; a server runs without it.
    requires static java.desktop;

    exports io.github.depthwise4j;
    exports io.github.depthwise4j.errors;
    exports io.github.depthwise4j.metrics;
    exports io.github.depthwise4j.network;
    exports io.github.depthwise4j.numpy;
    exports io.github.depthwise4j.pictures;
    exports io.github.depthwise4j.problem;
    exports io.github.depthwise4j.reference;
    exports io.github.depthwise4j.tensor;

    // picocli fills the fields of the commands.
    opens io.github.depthwise4j.cli to
            info.picocli;
    opens io.github.depthwise4j.cli.io to
            info.picocli;
    opens io.github.depthwise4j.cli.network to
            info.picocli;
    opens io.github.depthwise4j.cli.options to
            info.picocli;
}
