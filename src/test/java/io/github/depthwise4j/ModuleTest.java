package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer in a module of its own, compiled and run as its users would. */
class ModuleTest {
    private static final Path CONSUMER = Path.of("src/test/consumer");
    private static final String NATIVE_MODULES =
            "io.github.depthwise4j,org.bytedeco.javacpp,org.bytedeco.opencl,org.bytedeco.dnnl";

    @TempDir
    Path directory;

    @Test
    void aModularApplicationCompilesAndRuns() throws Exception {
        String modulePath = modulePath();
        compile(modulePath, CONSUMER.resolve("module-info.java"), CONSUMER.resolve("consumer/Main.java"));
        String printed = run(modulePath + File.pathSeparator + directory, "consumer.Main");
        assertThat(printed).isEqualTo("module consumer [10.0, 14.0, 14.0, 20.0, 18.0, 26.0, 22.0, 32.0]");
    }

    @Test
    void anApplicationTreatsOperationsOfAllKindsAlike() throws Exception {
        String modulePath = modulePath();
        compile(modulePath, CONSUMER.resolve("module-info.java"), CONSUMER.resolve("consumer/Operations.java"));
        String printed = run(modulePath + File.pathSeparator + directory, "consumer.Operations");
        assertThat(printed.lines())
                .containsExactly(
                        "depthwise [12.0, 16.0, 24.0, 28.0] true 0 [2, 2, 1, 1] [1, 1] 2",
                        "conv [12.0, 16.0, 24.0, 28.0] true 0 [2, 2, 1, 1] [1, 1] 2",
                        "separable [24.0, 32.0, 48.0, 56.0] true 2 [2, 2, 1, 1] [1, 1] 2");
    }

    /** The examples use what every user can use: exported packages only, and a library for Keras's HDF5 files. */
    @Test
    void theExamplesCompileInAModuleOfTheirOwn() throws Exception {
        Path descriptor = directory.resolve("module-info.java");
        Files.writeString(
                descriptor,
                "module examples { requires io.github.depthwise4j; requires info.picocli; requires io.jhdf; "
                        + "opens io.github.depthwise4j.examples to info.picocli; }");
        List<Path> sources = new ArrayList<>(List.of(descriptor));
        try (Stream<Path> files = Files.walk(Path.of("src/examples/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        compile(modulePath() + File.pathSeparator + jars("jhdf|commons-lang3|slf4j-api"), sources);
    }

    @Test
    void anApplicationThatForgetsTheNativeModulesIsToldTheirNames() throws Exception {
        String modulePath = modulePath();
        compile(modulePath, CONSUMER.resolve("module-info.java"), CONSUMER.resolve("consumer/Main.java"));
        Process process = start(modulePath + File.pathSeparator + directory, "consumer.Main");
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();
        assertThat(printed)
                .contains("NativeLoadException: depthwise4j cannot load oneDNN for linux-x86_64 ")
                .contains("--add-modules org.bytedeco.opencl.linux.x86_64,org.bytedeco.dnnl.linux.x86_64");
    }

    @Test
    void anApplicationCannotReachInsideTheModule() throws Exception {
        Path nosy = directory.resolve("Nosy.java");
        Files.writeString(
                nosy, "package consumer; class Nosy { Object x = io.github.depthwise4j.plan.Planner.class; }");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        errors,
                        // The compiler would take the class path of this process for its own.
                        "-cp",
                        directory.toString(),
                        "-p",
                        modulePath(),
                        "-d",
                        directory.toString(),
                        CONSUMER.resolve("module-info.java").toString(),
                        nosy.toString());
        assertThat(status).isNotZero();
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("does not export");
    }

    /** What the runtime needs of this build's class path: the classes of the library and the jars it stands on. */
    private static String modulePath() {
        return classPath(entry -> entry.endsWith("classes") && !entry.endsWith("test-classes"))
                + File.pathSeparator
                + jars("javacpp|dnnl|opencl|picocli");
    }

    private static String jars(String names) {
        return classPath(entry -> entry.matches(".*[/\\\\](" + names + ")-[^/\\\\]*\\.jar"));
    }

    private static String classPath(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void compile(String modulePath, Path... sources) {
        compile(modulePath, List.of(sources));
    }

    private void compile(String modulePath, List<Path> sources) {
        // The compiler would take the class path of this process for its own.
        List<String> options = new ArrayList<>(
                List.of("-p", modulePath, "-cp", directory.toString(), "-proc:none", "-d", directory.toString()));
        sources.stream().map(Path::toString).forEach(options::add);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, errors, options.toArray(String[]::new));
        assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static String run(String modulePath, String main) throws Exception {
        Process process = start(modulePath, main, "--add-modules", "ALL-MODULE-PATH");
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private static Process start(String modulePath, String main, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=" + NATIVE_MODULES);
            // With this, native access of any other module would be an error.
            command.add("--illegal-native-access=deny");
        }
        command.addAll(List.of(options));
        command.addAll(List.of("-p", modulePath, "-m", "consumer/" + main));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
