package io.github.depthwise4j.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * A cluster of processes on this machine: two executors with one core each, on {@link Hosts} of their own. Spark starts
 * them from {@code SPARK_HOME}, whose jars are links to those of the class path; the build sets the variable.
 */
final class Cluster implements AutoCloseable {
    static final int EXECUTORS = 2;
    private static final int TASKS_PER_PROBE = 6;

    /** The short form ends before a good compiler pays for itself; the throughput needs it. */
    private static final String OPTIONS =
            "-Djava.awt.headless=true -XX:+UseSerialGC " + (Work.LONG ? "" : "-XX:TieredStopAtLevel=1 ");

    private final Hosts hosts;
    private final SparkSession session;

    private Cluster(Hosts hosts, SparkSession session) {
        this.hosts = hosts;
        this.session = session;
    }

    /** A cluster whose executors get these options of Java, with settings of Spark as name and value in turn. */
    static Cluster start(String executorOptions, String... settings) throws IOException {
        String folders = linkJars();
        Hosts hosts = new Hosts(EXECUTORS);
        SparkSession.Builder builder = SparkSession.builder()
                .master(hosts.master())
                .appName("depthwise4j")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.executor.extraClassPath", folders)
                .config("spark.executor.extraJavaOptions", OPTIONS + executorOptions);
        for (int i = 0; i < settings.length; i += 2) {
            builder.config(settings[i], settings[i + 1]);
        }
        return new Cluster(hosts, builder.getOrCreate());
    }

    /** Returns the folders of the class path. */
    private static String linkJars() throws IOException {
        Path jars = Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        List<String> folders = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                folders.add(path.toString());
            } else if (Files.exists(path)) {
                try {
                    Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
                } catch (FileAlreadyExistsException e) {
                    // Linked by a run before.
                }
            }
        }
        return String.join(File.pathSeparator, folders);
    }

    /** The heap and the options of Java of executors that were started with these, for processes beside them. */
    static List<String> javaOptions(String executorOptions) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + Hosts.MEGABYTES + "m"));
        options.addAll(List.of((OPTIONS + executorOptions).split(" ")));
        return options;
    }

    SparkSession session() {
        return session;
    }

    JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    /** What a function says on each executor, by executor. Waits until both are there. */
    Map<String, String> onEveryExecutor(Function<Integer, String> function) throws Exception {
        Map<String, String> found = new TreeMap<>();
        List<Integer> tasks = IntStream.range(0, TASKS_PER_PROBE).boxed().collect(Collectors.toList());
        Gate.until("every executor answers", () -> {
            context()
                    .parallelize(tasks, TASKS_PER_PROBE)
                    .map(task -> {
                        // Long enough for the other executor to take the next task.
                        Thread.sleep(50);
                        return SparkEnv.get().executorId() + " " + function.call(task);
                    })
                    .collect()
                    .forEach(each -> {
                        int space = each.indexOf(' ');
                        found.put(each.substring(0, space), each.substring(space + 1));
                    });
            return found.size() >= EXECUTORS;
        });
        return found;
    }

    Map<String, String> processes() throws Exception {
        return onEveryExecutor(task -> Long.toString(ProcessHandle.current().pid()));
    }

    @Override
    public void close() throws Exception {
        session.stop();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
        hosts.close();
    }

    /** Removes a folder of a test. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
