/**
 * TensorFlow's depthwise convolution for Java, computed by oneDNN.
 *
 * <p>On Java 24 and later, allow native access to the modules {@code org.bytedeco.javacpp}, {@code org.bytedeco.opencl},
 * {@code org.bytedeco.dnnl} and {@code com.sun.jna}.
 */
module io.github.depthwise4j {
    requires com.sun.jna;
    requires org.bytedeco.dnnl;
    requires org.bytedeco.javacpp;
    // The descriptor of org.bytedeco.dnnl does not ask for it, but its classes do.
    requires org.bytedeco.opencl;
    // A Java without the Flight Recorder does too.
    requires static jdk.jfr;
    // Annotations that say what may be null; nothing reads them at run time.
    requires static org.jspecify;
    // Only the command line needs these two; a server runs without them.
    requires static info.picocli;
    requires static java.desktop;

    exports io.github.depthwise4j;
    exports io.github.depthwise4j.errors;
    exports io.github.depthwise4j.problem;
    exports io.github.depthwise4j.reference;
    exports io.github.depthwise4j.tensor;

    // How the floor that allocates says why it cannot.
    uses io.github.depthwise4j.loading.LoadFailure;

    provides io.github.depthwise4j.loading.LoadFailure with
            io.github.depthwise4j.loading.LoadDiagnosis;

    // picocli fills the fields of the commands.
    opens io.github.depthwise4j.cli to
            info.picocli;
}
