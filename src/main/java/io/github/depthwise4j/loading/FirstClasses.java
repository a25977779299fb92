package io.github.depthwise4j.loading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Loads the classes that the first result needs, on the thread that waits while native code is loaded. They are listed
 * in a file, because they belong to packages above this one. A class that is missing in the list is loaded when it is
 * used.
 */
public final class FirstClasses implements Runnable {
    /** One name in a line, without what all names begin with. */
    static final String LIST = "first-classes.txt";

    static final String PREFIX = "io.github.depthwise4j.";

    /**
     * Initialises no class: JavaCPP's initialisers run on the other thread, and two threads could wait for each other.
     */
    @Override
    public void run() {
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
