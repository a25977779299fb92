package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever keeps native code from being loaded, every call says so in the same words, and names the remedy. */
class NativeLoadingTest {
    /** Patterns of the paths of jars, whatever their version. */
    private static final String DNNL_NATIVES = "/dnnl-[^/]*linux-x86_64";

    private static final String OPENCL_NATIVES = "/opencl-[^/]*linux-x86_64";
    private static final String OPENCL = "/opencl-";
    private static final String JAVACPP = "/javacpp-";
    private static final String LIBRARY = "org/bytedeco/dnnl/linux-x86_64/libdnnl.so.3";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeAFile() throws IOException {
        file = Files.createFile(directory.resolve("file"));
    }

    @Test
    void theNativeCodeOfOneDnnIsMissing() throws Exception {
        assertOneDnnRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPathWithout(DNNL_NATIVES)),
                "no native code of org.bytedeco:dnnl for this platform was found",
                "classifier linux-x86_64",
                "--add-modules org.bytedeco.dnnl.linux.x86_64");
    }

    @Test
    void openClIsNotNeeded() throws Exception {
        assertThat(LoadAttempts.in(ChildJvm.ofThisClassPathWithout(OPENCL)))
                .allMatch(line -> line.endsWith(LoadAttempts.DONE));
    }

    @Test
    void whereTheBindingIsUsedTheNativeCodeOfOpenClIsMissing() throws Exception {
        assertAllRefused(
                LoadAttempts.in(withoutOwnLibrary(ChildJvm.ofThisClassPathWithout(OPENCL_NATIVES))),
                "no native code of org.bytedeco:opencl for this platform was found",
                "classifier linux-x86_64");
    }

    @Test
    void whereTheBindingIsUsedTheClassesOfOpenClAreMissing() throws Exception {
        assertAllRefused(
                LoadAttempts.in(withoutOwnLibrary(ChildJvm.ofThisClassPathWithout(OPENCL))),
                "the classes of org.bytedeco:opencl are missing (no GPU is used",
                "put its jar on the class path");
    }

    @Test
    void javaCppIsMissing() throws Exception {
        assertOneDnnRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPathWithout(JAVACPP)),
                "the classes of org.bytedeco:javacpp are missing",
                "put its jar on the class path");
    }

    @Test
    void javaCppMayBeOfAnotherVersionThanItsBindingWhichIsNotUsed() throws Exception {
        assertThat(LoadAttempts.in(ChildJvm.ofThisClassPath().withFirst(otherJavaCpp())))
                .allMatch(line -> line.endsWith(LoadAttempts.DONE));
    }

    @Test
    void whereTheBindingIsUsedJavaCppIsOfAnotherVersion() throws Exception {
        assertAllRefused(
                LoadAttempts.in(withoutOwnLibrary(ChildJvm.ofThisClassPath().withFirst(otherJavaCpp()))),
                "is made for version 1.5.",
                "the first one on the class path is 1.5.9",
                "-Ddepthwise4j.javaCppMismatch=warn");
    }

    private Path otherJavaCpp() throws IOException {
        Path other = directory.resolve("other");
        Path properties = Files.createDirectories(other.resolve("META-INF/maven/org.bytedeco/javacpp"));
        Files.writeString(properties.resolve("pom.properties"), "version=1.5.9\n");
        return other;
    }

    private ChildJvm withoutOwnLibrary(ChildJvm child) throws IOException {
        return child.withFirst(UnusableOwnLibrary.in(directory.resolve("unusable")));
    }

    @Test
    void nothingCanBeWrittenWhereJavaCppUnpacks() throws Exception {
        // A file where a directory should be stops every user, root as well.
        assertOneDnnRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPath()
                        .option("-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("cache"))
                        .option("-Duser.home=" + file)
                        .option("-Djava.io.tmpdir=" + file)),
                "no directory for 97 MB of unpacked native code",
                file.resolve("cache").toString(),
                "-Dorg.bytedeco.javacpp.cachedir=DIR",
                "natives unpack DIR");
    }

    @Test
    void nothingMayBeExecutedWhereJavaCppUnpacks() throws Exception {
        assertOneDnnRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPath()
                        .under(inMount("noexec,size=200m"))
                        .option("-Dorg.bytedeco.javacpp.cachedir=" + directory.resolve("mount"))),
                directory.resolve("mount").toString(),
                "noexec",
                "-Dorg.bytedeco.javacpp.cachedir=DIR");
    }

    @Test
    void theDiskIsFullWhileNativeCodeIsUnpacked() throws Exception {
        assertOneDnnRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPath()
                        .under(inMount("size=20m"))
                        .option("-Dorg.bytedeco.javacpp.cachedir=" + directory.resolve("mount"))),
                "97 MB of native code cannot be unpacked to " + directory.resolve("mount"),
                "No space left on device",
                "Make room there");
    }

    @Test
    void aFileMayNotGrowAsLargeAsTheNativeCode() throws Exception {
        assertOneDnnRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPath()
                        .under("sh", "-c", "ulimit -f 20000 && exec \"$0\" \"$@\"")
                        .option("-Dorg.bytedeco.javacpp.cachedir=" + directory)),
                "97 MB of native code cannot be unpacked to " + directory,
                "File too large");
    }

    @Test
    void anUnpackedFileIsDamagedAndThenOnlyHalfThere() throws Exception {
        Path unpacked = emptyLibrary();
        ChildJvm child = ChildJvm.ofThisClassPath().option("-Dorg.bytedeco.javacpp.cachedir=" + directory);
        assertOneDnnRefused(
                LoadAttempts.in(child),
                "the unpacked file " + unpacked + " differs from the file in its jar",
                "delete the directory " + directory);
        try (RandomAccessFile half = new RandomAccessFile(unpacked.toFile(), "rw")) {
            half.setLength(half.length() / 2);
        }
        assertThat(LoadAttempts.in(child)).hasSize(16).allMatch(line -> line.endsWith(LoadAttempts.DONE));
    }

    @Test
    void noModuleOfJavaIsNeededButTheBase() throws Exception {
        assertThat(LoadAttempts.in(ChildJvm.ofThisClassPath().option("--limit-modules=java.base")))
                .hasSize(16)
                .allMatch(line -> line.endsWith(LoadAttempts.DONE));
    }

    @Test
    void aJarLiesInADirectoryWhoseNameEndsInAnExclamationMark() throws Exception {
        Path unreadable = Files.createDirectories(directory.resolve("app!"));
        assertOneDnnRefused(
                LoadAttempts.in(
                        ChildJvm.ofThisClassPathWithout(DNNL_NATIVES).withFirst(copy(DNNL_NATIVES, unreadable))),
                "Java cannot read resources of the jar file:" + unreadable,
                "ends in !",
                "move the jar");
    }

    @Test
    void aDirectoryToUnpackToMayHaveAnyName() throws Exception {
        // Each process unpacks everything, which takes seconds.
        for (String name : List.of("100%41 a#b c+d e?f \"g'", "ends in !")) {
            Path cache = Files.createDirectories(directory.resolve(name));
            assertThat(LoadAttempts.in(ChildJvm.ofThisClassPath().option("-Dorg.bytedeco.javacpp.cachedir=" + cache)))
                    .as(name)
                    .allMatch(line -> line.endsWith(LoadAttempts.DONE));
        }
    }

    @Test
    void theLocaleHasNoLettersForThePathOfAJar() throws Exception {
        Path jar = copy(JAVACPP, directory);
        String[] spelt = {
            "sh",
            "-c",
            "e=$(printf '\\303\\251'); mkdir -p '" + directory + "'/$e; cp '" + jar + "' '" + directory
                    + "'/$e/javacpp.jar; for each; do "
                    + "set -- \"$@\" \"$(printf %s \"$each\" | sed \"s,LETTER,$e,g\")\"; "
                    + "shift; "
                    + "done; exec \"$0\" \"$@\""
        };
        assertOneDnnRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPathWithout(JAVACPP)
                        .withFirst(directory.resolve("LETTER/javacpp.jar"))
                        .under(spelt)
                        .environment("LC_ALL", "C")),
                "the locale of this process has no letters for the path " + directory,
                "sun.jnu.encoding",
                "set LC_ALL=C.UTF-8");
    }

    @Test
    void theLocaleHasNoLettersForTheWorkingDirectory() throws Exception {
        String[] elsewhere = {
            "sh", "-c", "e='" + directory + "'/$(printf '\\303\\251'); mkdir -p \"$e\"; cd \"$e\"; exec \"$0\" \"$@\""
        };
        List<String> lines =
                LoadAttempts.in(ChildJvm.ofThisClassPath().under(elsewhere).environment("LC_ALL", "C"));
        // Newer Java computes in such a directory. If it does not, all calls say why.
        if (lines.stream().allMatch(line -> line.endsWith(LoadAttempts.DONE))) {
            assertThat(Runtime.version().feature()).as("a newer Java").isGreaterThan(17);
        } else {
            assertAllRefused(
                    lines, "the locale of this process has no letters for the path " + directory, "set LC_ALL=C.UTF-8");
        }
    }

    @Test
    void theProcessorIsOfAnotherKind() throws Exception {
        assertAllRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPath().option("-Dos.arch=aarch64")),
                "only x86-64 processors are supported, and this JVM is built for aarch64");
    }

    @Test
    void theJvmForbidsNativeCode() throws Exception {
        assumeThat(Runtime.version().feature())
                .as("Java forbids native code from version 24 on; ci/newest-java.sh runs this test with such a Java")
                .isGreaterThanOrEqualTo(24);
        assertAllRefused(
                LoadAttempts.in(ChildJvm.ofThisClassPath().option("--illegal-native-access=deny")),
                "this JVM forbids native code",
                "--enable-native-access=ALL-UNNAMED");
    }

    /** Tensors can be made, but nothing computed. */
    private static void assertOneDnnRefused(List<String> lines, String... words) {
        assertThat(lines).hasSize(16).startsWith("allocate done", "allocate done", "wrap done", "wrap done");
        assertThat(lines.subList(4, lines.size())).allSatisfy(line -> assertThat(line)
                .contains(" NativeLoadException depthwise4j cannot load oneDNN for linux-x86_64 (Linux, amd64, glibc ")
                .contains(words));
        assertThat(lines.stream().skip(4).map(NativeLoadingTest::message))
                .as("every call says the same")
                .containsOnly(message(lines.get(4)));
    }

    /** What a call says, without the free space of the disk, which other processes change meanwhile. */
    private static String message(String line) {
        return line.substring(line.indexOf(' ')).replaceFirst("\\d+ MB free", "MB free");
    }

    private static void assertAllRefused(List<String> lines, String... words) {
        assertThat(lines).hasSize(16).allSatisfy(line -> assertThat(line)
                .contains(" NativeLoadException depthwise4j cannot load ")
                .contains(words));
    }

    /** A command that runs another one where {@code directory/mount} is a file system in memory with these options. */
    private String[] inMount(String options) throws Exception {
        Path mount = Files.createDirectories(directory.resolve("mount"));
        return Namespace.after("mount -t tmpfs -o " + options + " none '" + mount + "'");
    }

    /**
     * Puts zeros where JavaCPP unpacks oneDNN: of the right size and age, they are what a computer that lost power
     * leaves.
     */
    private Path emptyLibrary() throws IOException {
        String jar = jar(DNNL_NATIVES);
        Path unpacked = directory.resolve(Path.of(jar).getFileName()).resolve(LIBRARY);
        Files.createDirectories(unpacked.getParent());
        try (JarFile contents = new JarFile(jar);
                RandomAccessFile zeros = new RandomAccessFile(unpacked.toFile(), "rw")) {
            JarEntry entry = contents.getJarEntry(LIBRARY);
            zeros.setLength(entry.getSize());
            assertThat(unpacked.toFile().setLastModified(entry.getTime())).isTrue();
        }
        return unpacked;
    }

    private static String jar(String pattern) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(Pattern.compile(pattern).asPredicate())
                .findFirst()
                .orElseThrow();
    }

    private static Path copy(String pattern, Path directory) throws IOException {
        Path jar = Path.of(jar(pattern));
        return Files.copy(jar, directory.resolve(jar.getFileName()));
    }
}
