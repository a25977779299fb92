package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that deploys an application, drops it, and deploys it again, in one process. */
class RedeployTest {
    private static final int DEPLOYMENTS = 3;
    private static final int MOST_COLLECTIONS = 1_000;
    private static final String WITH_NATIVE_CODE = "with native code";
    private static final String WITHOUT_NATIVE_CODE = "without native code";

    /** The application; its classes are loaded anew for each deployment. */
    public static final class Application {
        private Application() {}

        /** Uses the library and says goodbye to it. */
        public static String deploy() {
            QuietTest.use();
            return Depthwise4j.load().oneDnnVersion();
        }
    }

    /** The server, in a process of its own. The argument says what applications bring. */
    static final class Server {
        private Server() {}

        public static void main(String[] kind) throws Exception {
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            for (int i = 0; i < DEPLOYMENTS; i++) {
                loaders.add(deployment(kind[0]));
                System.out.println("computed");
                if (kind[0].equals(WITH_NATIVE_CODE)) {
                    // Its native code is unloaded with the last application but one.
                    collect(loaders, 1);
                }
            }
            compareRecords();
            collect(loaders, 0);
            System.out.println("alive " + alive(loaders));
            System.out.println("threads " + threads());
            System.out.println("open files " + openFiles());
        }

        /** Collects garbage until at most this number of loaders is left, or the time is over. */
        private static void collect(List<WeakReference<ClassLoader>> loaders, int left) throws InterruptedException {
            for (int i = 0; i < MOST_COLLECTIONS && alive(loaders) > left; i++) {
                System.gc();
                Thread.sleep(10);
            }
        }

        /** On a thread of its own, as a server has it. */
        private static WeakReference<ClassLoader> deployment(String kind) throws Exception {
            List<WeakReference<ClassLoader>> result = new ArrayList<>();
            List<Exception> failures = new ArrayList<>();
            Thread thread = new Thread(() -> {
                try (URLClassLoader loader = loader(kind)) {
                    Class<?> application = loader.loadClass(Application.class.getName());
                    if (application.getClassLoader() != loader) {
                        throw new IllegalStateException("the application was not loaded anew");
                    }
                    Method deploy = application.getMethod("deploy");
                    deploy.invoke(null);
                    result.add(new WeakReference<>(loader));
                } catch (Exception e) {
                    failures.add(e);
                }
            });
            thread.start();
            thread.join();
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            return result.get(0);
        }

        private static long alive(List<WeakReference<ClassLoader>> loaders) {
            return loaders.stream().filter(loader -> loader.get() != null).count();
        }

        /**
         * Before Java 19, Java keeps the last type that a record compared, hashed or printed, of any class loader.
         * After this call it is this type.
         */
        private static void compareRecords() {
            record Compared(Server server) {}
            Compared one = new Compared(null);
            if (!one.equals(new Compared(null))
                    || one.hashCode() != 0
                    || one.toString().isEmpty()) {
                throw new IllegalStateException();
            }
        }

        /** The files of this library that the process keeps open. */
        private static List<String> openFiles() throws IOException {
            List<String> open = new ArrayList<>();
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                for (Path file : files.toList()) {
                    // The listing itself has a file that is closed by now.
                    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                        open.add(Files.readSymbolicLink(file).toString());
                    }
                }
            }
            open.removeIf(file -> !file.contains("jnidepthwise4j"));
            return open;
        }

        private static Set<String> threads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("depthwise4j") || name.startsWith("JavaCPP"))
                    .collect(Collectors.toSet());
        }
    }

    /**
     * What the application brings itself, be it with or without the jars of the native code; the rest is the server's.
     */
    private static URLClassLoader loader(String kind) {
        return kind.equals(WITH_NATIVE_CODE)
                ? new URLClassLoader(urls(entry -> true), ClassLoader.getPlatformClassLoader())
                : new URLClassLoader(urls(entry -> !isNativeCode(entry)), Parent.WITH_NATIVE_CODE);
    }

    private static boolean isNativeCode(String entry) {
        String file = new File(entry).getName();
        return Stream.of("javacpp-", "dnnl-", "opencl-").anyMatch(file::startsWith);
    }

    /** The loader of the server, which stays. */
    private static final class Parent {
        static final ClassLoader WITH_NATIVE_CODE =
                new URLClassLoader(urls(RedeployTest::isNativeCode), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted)
                .map(RedeployTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    private static String deployments(ChildJvm server, String kind) throws Exception {
        // From Java 19 on, the types of compareRecords() are kept in soft references.
        return server.option("-XX:SoftRefLRUPolicyMSPerMB=0")
                // With one processor too, there is a helper that could be left.
                .option("-Ddepthwise4j.threads=2")
                .run(Server.class, kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_NATIVE_CODE, WITHOUT_NATIVE_CODE})
    void anApplicationCanBeDroppedAndDeployedAgain(String kind) throws Exception {
        assertThat(deployments(ChildJvm.ofThisClassPath(), kind).lines())
                .containsExactly("computed", "computed", "computed", "alive 0", "threads []", "open files []");
    }

    /** JavaCPP's thread stays with the server. Before Java 24, a thread keeps the classes that made it. */
    @Test
    void anApplicationThatUsesTheServersBindingCanBeDeployedAgain(@TempDir Path folder) throws Exception {
        String alive = Runtime.version().feature() < 24 ? "alive 1" : "alive 0";
        ChildJvm server = ChildJvm.ofThisClassPath().withFirst(UnusableOwnLibrary.in(folder));
        assertThat(deployments(server, WITHOUT_NATIVE_CODE).lines())
                .startsWith("computed", "computed", "computed", alive)
                .endsWith("open files []")
                .noneMatch(line -> line.contains("depthwise4j-helper"));
    }
}
