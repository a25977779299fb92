package io.github.depthwise4j.loading;

import io.github.depthwise4j.settings.RuntimeSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Does what the first result needs of Java itself, while another thread loads native code: loads classes. They are
 * listed in a file, because most belong to packages above this one. What is missing in the list is loaded when it is
 * needed.
 *
 * <p>Initialises no class of JavaCPP: the other thread can do so, and two threads could wait for each other. For the
 * same reason it asks for no logger: that can initialise classes of the application, which the caller may be
 * initialising. Runs on a thread with a large stack: it initialises classes of Java, which Java never does again if
 * that fails.
 */
public final class FirstClasses implements Runnable {
    /** The classes of this library. */
    static final String LIST = "first-classes.txt";

    static final String PREFIX = "io.github.depthwise4j.";

    @Override
    public void run() {
        load();
        // Reads the file of defaults, and initialises the classes of all settings. Puts none in force.
        RuntimeSettings.preview();
    }

    private static void load() {
        ClassLoader loader = FirstClasses.class.getClassLoader();
        try (InputStream list = FirstClasses.class.getResourceAsStream(LIST)) {
            if (list == null) {
                return;
            }
            BufferedReader names = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII));
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                Class.forName(PREFIX + name, false, loader);
            }
        } catch (IOException | ClassNotFoundException e) {
            // The others are loaded when they are used.
        }
    }
}
