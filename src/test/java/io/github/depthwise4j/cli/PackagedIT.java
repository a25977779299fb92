package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as it is shipped. */
class PackagedIT {
    private static final String JARS = System.getProperty("depthwise4j.test.jars");

    @TempDir
    private Path directory;

    private record Run(int exitCode, String out, String err) {}

    private Run java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Run(exitCode, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void theJarOfTheCommandLineHoldsAllItNeeds() throws Exception {
        Run run = java("-jar", JARS + "-cli.jar", "demo");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("equal, bit for bit").doesNotContain("DIFFERENT");
    }

    @Test
    void itUnpacksTheNativeCodeForProcessesThatMayWriteNowhere() throws Exception {
        Path natives = directory.resolve("natives");
        assertThat(java("-jar", JARS + "-cli.jar", "natives", "unpack", natives.toString())
                        .exitCode())
                .isZero();
        Path home = Files.createDirectory(directory.resolve("home"));
        Run run = java("@" + natives.resolve("java.options"), "-Duser.home=" + home, "-jar", JARS + "-cli.jar", "info");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void itReportsTheVersionsOfTheLibrariesInside() throws Exception {
        Run run = java("-jar", JARS + "-cli.jar", "info");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String binding = Loader.getVersion("org.bytedeco", "javacpp");
        assertThat(run.out()).containsPattern("JavaCPP +" + Pattern.quote(binding) + "\\R");
    }

    @Test
    void thePlainJarSaysInOneLineWhatToRun() throws Exception {
        for (String[] arguments : new String[][] {
            {"-jar", JARS + ".jar"}, {"-cp", JARS + ".jar", Main.class.getName(), "natives", "unpack", "x"}
        }) {
            Run run = java(arguments);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .hasLineCount(1)
                    .contains("picocli", "java -jar depthwise4j-" + Depthwise4j.version() + "-cli.jar");
        }
    }

    @Test
    void theJarOfTheCommandLineKeepsLicencesAndNoSignatures() throws IOException {
        try (JarFile jar = new JarFile(JARS + "-cli.jar")) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            assertThat(names)
                    .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/licenses/GPL-3.0.txt")
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
            String licence = new String(
                    jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(licence).isEqualTo(read(Path.of("LICENSE")));
        }
    }
}
