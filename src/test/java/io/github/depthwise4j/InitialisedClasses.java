package io.github.depthwise4j;

import java.util.ArrayList;
import java.util.List;

/** Loads, first uses each class at every depth of a small stack, and prints the classes that are unusable then. */
final class InitialisedClasses {
    private InitialisedClasses() {}

    public static void main(String[] arguments) throws InterruptedException {
        Depthwise4j.load();
        List<Throwable> failures = new ArrayList<>();
        for (String name : PublicClasses.names()) {
            Thread thread = new Thread(null, () -> descend(name), "narrow", 256 << 10);
            thread.setUncaughtExceptionHandler((dead, failure) -> failures.add(failure));
            thread.start();
            thread.join();
            try {
                use(name);
            } catch (LinkageError e) {
                System.out.println(name + ": " + e);
            }
        }
        System.out.println("tried " + PublicClasses.names().length + ", failed threads " + failures.size());
    }

    private static void descend(String name) {
        try {
            descend(name);
        } catch (StackOverflowError e) {
            // There is more stack at the next level.
        }
        try {
            use(name);
        } catch (LinkageError e) {
            // The main thread meets it too.
        }
    }

    private static void use(String name) {
        try {
            // With "+", Java's own class for that could meet the end of the stack, and be unusable.
            Class.forName("io.github.depthwise4j.".concat(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
