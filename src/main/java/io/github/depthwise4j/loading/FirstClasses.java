package io.github.depthwise4j.loading;

import io.github.depthwise4j.settings.RuntimeSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Does what the first result needs of Java itself, while another thread loads native code: loads classes and reads
 * annotations. The classes are listed in files, because they belong to JavaCPP and to packages above this one. What is
 * missing in the lists is done when it is needed.
 *
 * <p>Initialises no class of JavaCPP: the other thread does, and two threads could wait for each other. For the same
 * reason it asks for no logger: that can initialise classes of the application, which the caller may be initialising.
 * Runs on a thread with a large stack: it initialises classes of Java, which Java never does again if that fails.
 */
public final class FirstClasses implements Runnable {
    /** The classes that the native code of the bindings looks up when it is loaded. One name in a line. */
    static final String BINDINGS = "binding-classes.txt";

    /** The classes of this library. */
    static final String LIST = "first-classes.txt";

    static final String BINDINGS_PREFIX = "org.bytedeco.";
    static final String PREFIX = "io.github.depthwise4j.";

    /** JavaCPP reads the annotations of these classes, which takes Java 20 ms the first time. */
    private static final String[] ANNOTATED = {
        "org.bytedeco.dnnl.global.dnnl", "org.bytedeco.opencl.global.OpenCL", "org.bytedeco.javacpp.presets.javacpp"
    };

    /** JavaCPP finds its callers by this class, which Java 17 to 23 initialise in 12 ms. Later ones may lack it. */
    private static final String CALLER_FINDER = "java.lang.SecurityManager";

    @Override
    public void run() {
        // First what the other thread needs, in its order.
        readAnnotations();
        initialize(CALLER_FINDER);
        load(BINDINGS, BINDINGS_PREFIX);
        load(LIST, PREFIX);
        // Reads the file of defaults, and initialises the classes of all settings. Puts none in force.
        RuntimeSettings.preview();
    }

    private static void readAnnotations() {
        try {
            for (String name : ANNOTATED) {
                Class.forName(name, false, FirstClasses.class.getClassLoader()).getAnnotations();
            }
        } catch (ClassNotFoundException e) {
            // What loads the binding says what is missing.
        }
    }

    private static void initialize(String name) {
        try {
            Class.forName(name);
        } catch (ClassNotFoundException e) {
            // Then nothing needs it.
        }
    }

    private static void load(String file, String prefix) {
        ClassLoader loader = FirstClasses.class.getClassLoader();
        try (InputStream list = FirstClasses.class.getResourceAsStream(file)) {
            if (list == null) {
                return;
            }
            BufferedReader names = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII));
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                Class.forName(prefix + name, false, loader);
            }
        } catch (IOException | ClassNotFoundException e) {
            // The others are loaded when they are used.
        }
    }
}
