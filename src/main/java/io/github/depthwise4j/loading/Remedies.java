package io.github.depthwise4j.loading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reasons that concern Java and not a native file: a missing permission, missing classes of other libraries, a class
 * whose initialiser failed.
 */
final class Remedies {
    private static final String MODULES =
            "io.github.depthwise4j,org.bytedeco.javacpp,org.bytedeco.opencl,org.bytedeco.dnnl";

    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("org/bytedeco/javacpp/Loader.class", "org.bytedeco:javacpp");
        CLASSES.put("org/bytedeco/dnnl/global/dnnl.class", "org.bytedeco:dnnl");
        CLASSES.put("org/bytedeco/opencl/global/OpenCL.class", "org.bytedeco:opencl");
    }

    private Remedies() {}

    /** The resource names of one class of each library. */
    static Set<String> classes() {
        return CLASSES.keySet();
    }

    static Optional<String> accessDenied(Set<Throwable> chain) {
        return chain.stream()
                .filter(IllegalCallerException.class::isInstance)
                .findFirst()
                .map(denied -> "this JVM forbids native code (" + denied.getMessage() + "); start it with "
                        + (Remedies.class.getModule().isNamed()
                                ? "--enable-native-access=" + MODULES
                                : "--enable-native-access=ALL-UNNAMED"));
    }

    /** An initialiser failed earlier. Java never runs it again, and the first failure was usually a lack of memory. */
    static Optional<String> givenUp(Set<Throwable> chain) {
        return chain.stream()
                .filter(NoClassDefFoundError.class::isInstance)
                .filter(each -> String.valueOf(each.getMessage()).startsWith("Could not initialize class"))
                .findFirst()
                .map(each -> "Java has given up a class because its first use failed ("
                        + each.getMessage()
                        + (each.getCause() == null ? "" : ": " + each.getCause().getMessage())
                        + "), and Java never tries that again; restart the process, and call Depthwise4j.load() at "
                        + "its start, while there is enough memory");
    }

    static Optional<String> missingClasses() {
        return CLASSES.entrySet().stream()
                .filter(each -> NativeJars.resource(each.getKey()) == null)
                .findFirst()
                .map(each -> "the classes of " + each.getValue() + " are missing"
                        + (each.getKey().contains("opencl")
                                ? " (no GPU is used, but the binding of oneDNN needs them)"
                                : "")
                        + "; put its jar on the class path, in the version that depthwise4j's pom.xml names");
    }
}
