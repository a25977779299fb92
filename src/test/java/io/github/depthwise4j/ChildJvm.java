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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A process of its own, for what is decided once per process. */
public final class ChildJvm {
    private static final int FIRST_WITH_NATIVE_ACCESS = 22;

    private String classPath;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> wrapper = new ArrayList<>();
    private Path directory;
    private String written = "";

    private ChildJvm(String classPath) {
        this.classPath = classPath;
    }

    public static ChildJvm ofThisClassPath() {
        return new ChildJvm(System.getProperty("java.class.path"));
    }

    /** Leaves the jars out in whose path the pattern is found. */
    static ChildJvm ofThisClassPathWithout(String pattern) {
        Predicate<String> without = Pattern.compile(pattern).asPredicate().negate();
        return new ChildJvm(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(without)
                .collect(Collectors.joining(File.pathSeparator)));
    }

    /** Puts a directory or jar before everything else on the class path. */
    public ChildJvm withFirst(Path entry) {
        classPath = entry + File.pathSeparator + classPath;
        return this;
    }

    /** Starts the process by a command that is given its command line as arguments. */
    ChildJvm under(String... command) {
        wrapper.addAll(List.of(command));
        return this;
    }

    /** Sets an environment variable; null removes one this process has. */
    public ChildJvm environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Allows native code by the option that newer Java asks for, which otherwise prints a warning. */
    public ChildJvm allowingNativeCode() {
        return Runtime.version().feature() < FIRST_WITH_NATIVE_ACCESS
                ? this
                : option("--enable-native-access=ALL-UNNAMED");
    }

    /** Starts the process in another directory than this one's. */
    public ChildJvm in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    public ChildJvm option(String option) {
        options.add(option);
        return this;
    }

    /**
     * Runs the main method of a class and returns what it printed.
     *
     * @throws IllegalStateException if it failed; the message holds what it wrote
     */
    public String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(main.getName(), arguments);
    }

    /** As above, with the name of a class that this process need not have. */
    public String run(String main, String... arguments) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("child", ".err");
        try {
            Process process =
                    prepared(main, arguments).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            written = Files.readString(errors);
            if (exit != 0) {
                throw new IllegalStateException(main + " ended with " + exit + ": " + output + written);
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }

    /** Starts the process and leaves it running; what it writes to standard error goes where this process's goes. */
    public Process start(String main, String... arguments) throws IOException {
        return prepared(main, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessBuilder prepared(String main, String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        environment.forEach((variable, value) -> {
            if (value == null) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        return builder;
    }

    /** What the last run wrote to standard error. */
    String errors() {
        return written;
    }
}
