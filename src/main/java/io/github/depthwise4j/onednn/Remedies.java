package io.github.depthwise4j.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be missing before any native file is touched: the permission of the JVM, and the classes of other libraries.
 */
final class Remedies {
    private static final String MODULES = "org.bytedeco.javacpp,org.bytedeco.opencl,org.bytedeco.dnnl,com.sun.jna";
    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("com/sun/jna/Native.class", "net.java.dev.jna:jna");
        CLASSES.put("org/bytedeco/javacpp/Loader.class", "org.bytedeco:javacpp");
        CLASSES.put("org/bytedeco/dnnl/global/dnnl.class", "org.bytedeco:dnnl");
        CLASSES.put("org/bytedeco/opencl/global/OpenCL.class", "org.bytedeco:opencl");
    }

    private Remedies() {}

    static Optional<String> accessDenied(Set<Throwable> chain) {
        return chain.stream()
                .filter(IllegalCallerException.class::isInstance)
                .findFirst()
                .map(denied -> "this JVM forbids native code (" + denied.getMessage() + "); start it with "
                        + (Remedies.class.getModule().isNamed()
                                ? "--enable-native-access=" + MODULES
                                : "--enable-native-access=ALL-UNNAMED"));
    }

    static Optional<String> missingClasses() {
        return CLASSES.entrySet().stream()
                .filter(each -> NativeJars.resource(each.getKey()) == null)
                .findFirst()
                .map(each -> "the classes of " + each.getValue() + " are missing"
                        + (each.getKey().contains("opencl")
                                ? " (no GPU is used, but the binding of oneDNN needs them)"
                                : "")
                        + "; put its jar on the class path, in the version depthwise4j's pom.xml names");
    }
}
