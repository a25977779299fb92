package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.onednn.OpenMpNumber;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The process has other libraries than those of this project's jars, by the same names, or other users of the same. */
@EnabledOnOs(OS.LINUX)
class OtherLibrariesTest {
    private static final String WITHOUT_SEARCH = "-Dorg.bytedeco.javacpp.findLibraries=false";

    @TempDir
    static Path natives;

    @TempDir
    Path directory;

    @BeforeAll
    static void unpack() throws IOException {
        Depthwise4j.unpackNatives(natives);
    }

    /** Computes, and prints which libraries are loaded and how many threads the system has started. */
    static final class Computing {
        private Computing() {}

        public static void main(String[] arguments) throws IOException {
            Problem problem = Problem.parse("conv2d float32 NHWC SAME mb1ic64ih64iw64oc64kh3kw3");
            System.out.println(
                    "passed " + Depthwise4j.verifier().verify(problem, 1).passed());
            LibraryInfo info = Depthwise4j.info();
            System.out.println("controlled " + info.threadsControlled());
            System.out.println("library " + info.nativeLibrary());
            try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
                maps.filter(line -> line.contains("/libgomp"))
                        .map(line -> line.substring(line.indexOf('/')))
                        .distinct()
                        .forEach(line -> System.out.println("OpenMP " + line));
            }
            System.out.println("threads without a name of Java " + nameless());
        }

        /** OpenMP's threads have the name of the thread that started them, which the launcher has, too. */
        private static int nameless() throws IOException {
            String own = Files.readString(Path.of("/proc/thread-self/comm"));
            int count = 0;
            try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
                for (Path task : tasks.toList()) {
                    count += Files.readString(task.resolve("comm")).equals(own) ? 1 : 0;
                }
            }
            return count;
        }
    }

    private static List<String> computed(ChildJvm child) throws Exception {
        return child.option("-Ddepthwise4j.threads=1")
                .environment("OMP_NUM_THREADS", "4")
                .run(Computing.class)
                .lines()
                .toList();
    }

    /** As programs do that want Intel's OpenMP: that has the functions of this one, too. */
    @Test
    void anOpenMpRuntimeThatIsPreloadedIsTheOneThatStartsNoThreads() throws Exception {
        String soname = "libgomp.so.1";
        Path other = patched(natives.resolve("libgomp.so"), soname, "libother.so1", directory.resolve("libgomp-other"));
        List<String> lines = computed(ChildJvm.ofThisClassPath().environment("LD_PRELOAD", other.toString()));
        assertThat(lines).contains("passed true", "controlled true", "OpenMP " + other);
        String threads = computed(ChildJvm.ofThisClassPath()).stream()
                .filter(line -> line.startsWith("threads"))
                .findFirst()
                .orElseThrow();
        assertThat(lines).contains(threads);
    }

    @Test
    void anOpenMpRuntimeInTheSystemsSearchPathIsNotUsed() throws Exception {
        Path other = Files.copy(natives.resolve("libgomp.so"), directory.resolve("libgomp.so.1"));
        List<String> lines = computed(ChildJvm.ofThisClassPath().environment("LD_LIBRARY_PATH", directory.toString()));
        assertThat(lines).contains("passed true", "controlled true").doesNotContain("OpenMP " + other);
    }

    @Test
    void aLibraryThatIsNotOneDnnHasItsName() throws Exception {
        Files.copy(natives.resolve("libgomp.so"), directory.resolve("libgomp.so"));
        Files.copy(natives.resolve("libgomp.so"), directory.resolve("libdnnl.so"));
        Path system = Files.createDirectory(directory.resolve("system"));
        Files.copy(natives.resolve("libdnnl.so"), system.resolve("libdnnl.so.3"));
        Files.copy(natives.resolve("libgomp.so"), system.resolve("libgomp.so.1"));
        List<String> lines = computed(ChildJvm.ofThisClassPath()
                .environment("LD_LIBRARY_PATH", system.toString())
                .option(WITHOUT_SEARCH)
                .option("-Djava.library.path=" + directory + ":" + natives));
        assertThat(lines).contains("passed true", "controlled true");
    }

    @Test
    void nativeCodeOfAnOlderVersionIsNotUsed() throws Exception {
        String own = "libjnidepthwise4j.so";
        patched(natives.resolve(own), "NativeFunctions_find", "NativeFunctions_none", directory.resolve(own));
        ChildJvm child = ChildJvm.ofThisClassPath()
                .option(WITHOUT_SEARCH)
                .option("-Djava.library.path=" + directory + ":" + natives);
        assertThat(LoadAttempts.in(child)).hasSize(16).allMatch(line -> line.endsWith(LoadAttempts.DONE));
        assertThat(child.errors())
                .contains("the native library of depthwise4j cannot be loaded", "run 'depthwise4j natives unpack DIR'");
    }

    @Test
    void javaCppIsToldToPreferTheLibrariesOfTheSystem() throws Exception {
        assertThat(computed(ChildJvm.ofThisClassPath()
                        .option("-Dorg.bytedeco.javacpp.pathsFirst=true")
                        .option("-Djava.library.path=" + natives)))
                .contains("passed true", "controlled true", "library " + natives.resolve("libdnnl.so"));
    }

    @Test
    void theChosenDirectoryCannotBeWrittenAndAnotherOneIsUsed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        ChildJvm child = ChildJvm.ofThisClassPath()
                .option("-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("cache"))
                .option("-Duser.home=" + directory);
        assertThat(computed(child)).contains("passed true");
        assertThat(child.errors().lines().filter(line -> line.contains("cachedir = " + file.resolve("cache"))))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("cannot be written; native code was unpacked to " + directory.resolve(".javacpp")));
    }

    /** An application that calls oneDNN by JavaCPP's binding, before this library, after it, and meanwhile. */
    static final class Both {
        private Both() {}

        public static void main(String[] arguments) {
            Problem problem = Problem.parse("conv2d float32 NHWC SAME mb1ic16ih16iw16oc16kh3kw3");
            for (String user : arguments) {
                switch (user) {
                    case "binding" -> create();
                    case "library" -> Depthwise4j.verifier().verify(problem, 1);
                    default ->
                        Threads.run(2, thread -> {
                            if (thread == 0) {
                                create();
                            } else {
                                Depthwise4j.verifier().verify(problem, 1);
                            }
                        });
                }
            }
            System.out.print(Depthwise4j.verifier().verify(problem, 1).passed() + " " + (OpenMpNumber.here() > 0));
        }

        private static void create() {
            Loader.load(dnnl.class);
            dnnl_engine engine = new dnnl_engine();
            assertThat(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0)).isZero();
            assertThat(dnnl.dnnl_engine_destroy(engine)).isZero();
        }
    }

    @Test
    void anApplicationUsesOneDnnByJavaCppToo() throws Exception {
        for (String[] users : new String[][] {{"binding", "library"}, {"library", "binding"}, {"both"}}) {
            assertThat(ChildJvm.ofThisClassPath().run(Both.class, users))
                    .as(String.join(", then ", users))
                    .isEqualTo("true true");
        }
    }

    /** A copy of a library in which one name has become another one of the same length. */
    private static Path patched(Path library, String name, String other, Path copy) throws IOException {
        String bytes = Files.readString(library, StandardCharsets.ISO_8859_1);
        String changed = bytes.replace(name, other);
        assertThat(changed).isNotEqualTo(bytes).hasSameSizeAs(bytes);
        return Files.writeString(copy, changed, StandardCharsets.ISO_8859_1);
    }
}
