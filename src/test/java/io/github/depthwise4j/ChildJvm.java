package io.github.depthwise4j;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A process of its own, for what is decided once per process. */
final class ChildJvm {
    private final String classPath;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();

    private ChildJvm(String classPath) {
        this.classPath = classPath;
    }

    static ChildJvm ofThisClassPath() {
        return new ChildJvm(System.getProperty("java.class.path"));
    }

    /** Leaves the jars out whose path contains the word. */
    static ChildJvm ofThisClassPathWithout(String word) {
        return new ChildJvm(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(word))
                .collect(Collectors.joining(File.pathSeparator)));
    }

    /** Sets an environment variable; null removes one this process has. */
    ChildJvm environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ChildJvm option(String option) {
        options.add(option);
        return this;
    }

    /**
     * Runs the main method of a class and returns what it printed.
     *
     * @throws IllegalStateException if it failed; the message holds what it wrote
     */
    String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("child", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            environment.forEach((variable, value) -> {
                if (value == null) {
                    builder.environment().remove(variable);
                } else {
                    builder.environment().put(variable, value);
                }
            });
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        main.getName() + " ended with " + exit + ": " + output + Files.readString(errors));
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }
}
