package io.github.depthwise4j.benchmarks.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Class paths as applications have them: jars. Java finds a class in a folder more slowly than in a jar. */
public final class Jars {
    private Jars() {}

    /** The class path with each folder as a jar, which is written to another folder. */
    public static String of(String classPath, Path folder) throws IOException, InterruptedException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            entries.add(Files.isDirectory(Path.of(entry)) ? written(entry, folder, entries.size()) : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String written(String classes, Path folder, int number) throws IOException, InterruptedException {
        String jar = folder.resolve("classes-" + number + ".jar").toString();
        String tool = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
        Process process = new ProcessBuilder(tool, "cf", jar, "-C", classes, ".")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("no jar of " + classes);
        }
        return jar;
    }
}
