package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native code that was unpacked beforehand is used where it is, and nothing is written anywhere. */
class UnpackedNativesTest {
    @TempDir
    static Path shared;

    private static Path natives;
    private static List<String> options;

    @TempDir
    Path directory;

    @BeforeAll
    static void unpack() throws IOException {
        natives = shared.resolve("native code");
        options = Depthwise4j.unpackNatives(natives);
    }

    @AfterAll
    static void nothingWasAdded() throws IOException {
        assertThat(names(natives))
                .containsExactly(
                        "java.options",
                        "libOpenCL.so",
                        "libdnnl.so",
                        "libgomp.so",
                        "libjniOpenCL.so",
                        "libjnidepthwise4j.so",
                        "libjnidnnl.so");
    }

    @Test
    void neitherHomeNorTemporaryDirectoryNorCacheIsWritten() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        ChildJvm child = ChildJvm.ofThisClassPath()
                .environment("XDG_CACHE_HOME", null)
                .option("-Duser.home=" + home)
                .option("-Djava.io.tmpdir=" + temporary);
        options.forEach(child::option);
        assertComputes(child);
        assertThat(names(home)).isEmpty();
        assertThat(names(temporary)).isEmpty();
    }

    @Test
    void aFileSystemThatCannotBeWrittenIsNoHindrance() throws Exception {
        String readOnly = "mount --rbind / / && mount -o remount,bind,ro / && ! touch '" + directory.resolve("x")
                + "' 2>/dev/null";
        assertComputes(ChildJvm.ofThisClassPath()
                .under(Namespace.after(readOnly))
                .option("@" + natives.resolve("java.options")));
    }

    @Test
    void aDirectoryWithoutTheNativeCodeIsReported() throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath()
                .option("-Dorg.bytedeco.javacpp.findLibraries=false")
                .option("-Djava.library.path=" + directory);
        assertThat(LoadAttempts.in(child)).hasSize(16).allSatisfy(line -> assertThat(line)
                .contains("NativeLoadException depthwise4j cannot load oneDNN")
                .contains("must be in -Djava.library.path, which is \"" + directory + "\"")
                .contains("natives unpack DIR"));
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Depthwise4j.unpackNatives(file)).isInstanceOf(IOException.class);
    }

    private static void assertComputes(ChildJvm child) throws Exception {
        assertThat(child.run(LoadAttempts.class).lines()).hasSize(16).allSatisfy(line -> assertThat(line)
                .endsWith(LoadAttempts.DONE));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
