package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that begins with a model: the file is read while native code is loaded. */
class ModelAsFirstUseTest {
    private static final String MODEL = "face_detection_short_range.tflite";
    private static final String INTERRUPTED = "interrupted";
    private static final String THREADS = "threads";

    @TempDir
    Path directory;

    private Path model;

    /** Runs models and prints what comes out: a line for each. */
    static final class Runs {
        private Runs() {}

        public static void main(String[] arguments) throws InterruptedException {
            List<String> files = new ArrayList<>(List.of(arguments));
            if (files.remove(INTERRUPTED)) {
                Thread.currentThread().interrupt();
            }
            if (files.remove(THREADS)) {
                inThreads(files);
            } else {
                files.forEach(file -> System.out.println(outcome(Path.of(file))));
            }
            System.out.println("still loading: " + loaders() + ", interrupted: "
                    + Thread.currentThread().isInterrupted());
            Depthwise4j.shutdown();
            System.out.println("bytes: " + Depthwise4j.stats().nativeBytes());
        }

        private static void inThreads(List<String> files) throws InterruptedException {
            String[] outcomes = new String[files.size()];
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < outcomes.length; i++) {
                int index = i;
                threads.add(new Thread(() -> outcomes[index] = outcome(Path.of(files.get(index)))));
            }
            threads.forEach(Thread::start);
            try (Tensor other = Tensor.of(new float[] {1}, 1)) {
                other.toFloatArray();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            Arrays.stream(outcomes).forEach(System.out::println);
        }

        private static String outcome(Path file) {
            try (Network network = Network.load(file);
                    Tensor input = Tensor.allocate(
                            DataType.FLOAT32, network.inputShapes().get(0).dims())) {
                List<Tensor> outputs = network.run(input);
                int hash = Arrays.hashCode(outputs.get(0).toFloatArray());
                outputs.forEach(Tensor::close);
                return "ran " + hash;
            } catch (IOException | RuntimeException | LinkageError e) {
                return e.getClass().getSimpleName() + " " + e.getMessage().replace('\n', ' ');
            }
        }

        private static long loaders() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().contains("depthwise4j-loader"))
                    .count();
        }
    }

    /** Loads a model and prints whether each call is limited to its own thread. */
    static final class Limited {
        private Limited() {}

        public static void main(String[] arguments) throws IOException {
            Network.load(Path.of(arguments[0])).close();
            System.out.println("limited: " + Depthwise4j.info().threadsControlled());
        }
    }

    @BeforeEach
    void copyTheModel() throws IOException {
        model = directory.resolve(MODEL);
        try (InputStream bytes = getClass().getResourceAsStream("/models/" + MODEL)) {
            Files.copy(bytes, model);
        }
    }

    @Test
    void itIsReadAndComputed() throws Exception {
        assertThat(lines(ChildJvm.ofThisClassPath().allowingNativeCode(), model))
                .containsExactly(Runs.outcome(model), "still loading: 0, interrupted: false", "bytes: 0");
    }

    /** This model asks oneDNN for the instruction set while it is read, so before all native code is loaded. */
    @Test
    void itIsComputedOnTheCallingThreadOnly() throws Exception {
        Path asking = directory.resolve("asking.tflite");
        try (InputStream bytes = getClass().getResourceAsStream("/models/selfie_segmentation_landscape.tflite")) {
            Files.copy(bytes, asking);
        }
        ChildJvm child = ChildJvm.ofThisClassPath().allowingNativeCode();
        assertThat(child.run(Limited.class, asking.toString()).lines()).containsExactly("limited: true");
    }

    @Test
    void fewClassesAreGeneratedForIt() throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath().allowingNativeCode().option("-Xlog:class+load=info:stdout");
        assertThat(lines(child, model).stream()
                        .filter(line -> line.contains("io.github.depthwise4j.") && line.contains("$$Lambda")))
                .as("Java makes a class of each lambda, in about half a millisecond")
                .hasSizeLessThan(110);
    }

    @Test
    void anInterruptDoesNotDisturbIt() throws Exception {
        assertThat(lines(ChildJvm.ofThisClassPath().allowingNativeCode(), INTERRUPTED, model))
                .containsExactly(Runs.outcome(model), "still loading: 0, interrupted: true", "bytes: 0");
    }

    @Test
    void severalThreadsBeginAtTheSameTime() throws Exception {
        String ran = Runs.outcome(model);
        assertThat(lines(ChildJvm.ofThisClassPath().allowingNativeCode(), THREADS, model, model, model, model))
                .containsExactly(ran, ran, ran, ran, "still loading: 0, interrupted: false", "bytes: 0");
    }

    @Test
    void aModelThatIsNotSupportedIsRefusedAndTheNextOneRuns() throws Exception {
        assertThat(lines(ChildJvm.ofThisClassPath().allowingNativeCode(), damaged(), model))
                .satisfiesExactly(
                        refused -> assertThat(refused).startsWith("FileFormatException"),
                        next -> assertThat(next).isEqualTo(Runs.outcome(model)),
                        end -> assertThat(end).startsWith("still loading: 0"),
                        bytes -> assertThat(bytes).isEqualTo("bytes: 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnnl", "javacpp"})
    void whereNativeCodeCannotBeLoadedADamagedModelIsToldFirst(String missing) throws Exception {
        String pattern = missing.equals("dnnl") ? "/dnnl-[^/]*linux-x86_64" : "/javacpp-";
        assertThat(lines(ChildJvm.ofThisClassPathWithout(pattern), damaged(), model, model))
                .satisfiesExactly(
                        refused -> assertThat(refused).startsWith("FileFormatException"),
                        unloaded -> assertThat(unloaded)
                                .startsWith("NativeLoadException")
                                .contains(missing),
                        again -> assertThat(again)
                                .startsWith("NativeLoadException")
                                .contains(missing),
                        end -> assertThat(end).startsWith("still loading: 0"),
                        bytes -> assertThat(bytes).isEqualTo("bytes: 0"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itRunsWhereThisLibrarysOwnNativeCodeCannotBeLoaded() throws Exception {
        Path file = directory.resolve("io/github/depthwise4j/natives/linux-x86_64/libjnidepthwise4j.so");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not a library");
        ChildJvm child = ChildJvm.ofThisClassPath().withFirst(directory).allowingNativeCode();
        assertThat(lines(child, model))
                .containsExactly(Runs.outcome(model), "still loading: 0, interrupted: false", "bytes: 0");
    }

    /** The first three quarters of the model. */
    private Path damaged() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        return Files.write(directory.resolve("damaged.tflite"), Arrays.copyOf(whole, whole.length / 4 * 3));
    }

    private static List<String> lines(ChildJvm child, Object... arguments) throws Exception {
        return child.run(
                        Runs.class,
                        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new))
                .lines()
                .toList();
    }
}
