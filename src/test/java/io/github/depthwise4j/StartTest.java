package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What Java loads and generates until a process has its first result: each class takes Java a third of a millisecond,
 * a generated one about twice that. This counts instead of timing.
 */
class StartTest {
    private static final String LIBRARY = "io.github.depthwise4j.";

    private static List<String> classes;
    private static Set<String> initialised;

    /** The program: one operation is built and run. */
    static final class FirstResult {
        private FirstResult() {}

        public static void main(String[] arguments) {
            try (Tensor input = Tensor.of(new float[28 * 28 * 256], 1, 28, 28, 256);
                    Tensor filter = Tensor.of(new float[3 * 3 * 256], 3, 3, 256, 1);
                    DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                            .padding(Padding.SAME)
                            .build();
                    Tensor output = operation.run(input)) {
                output.toFloatArray();
            }
            Runtime.getRuntime().halt(0);
        }
    }

    @BeforeAll
    static void runTheProgram() throws Exception {
        String log = ChildJvm.ofThisClassPath()
                .allowingNativeCode()
                .option("-Xlog:class+load=info:stdout")
                .option("-Xlog:class+init=info:stdout")
                .run(FirstResult.class);
        initialised = log.lines()
                .filter(line -> line.contains("Initializing '"))
                .map(line -> line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\''))
                        .replace('/', '.'))
                .collect(Collectors.toSet());
        classes = log.lines()
                .filter(line -> line.contains("[class,load]"))
                .map(line -> line.substring(line.indexOf("load]") + 5).strip().split(" ")[0])
                .toList();
        assertThat(classes).contains(LIBRARY + "plan.Planner", LIBRARY + "tensor.Tensor");
    }

    @Test
    void noMethodOfARecordIsGenerated() {
        assertThat(classes)
                .as("a record compared while a plan is made: see the page of package problem")
                .doesNotContain("java.lang.runtime.ObjectMethods");
    }

    @Test
    void fewClassesOfTheLibraryAreLoaded() {
        assertThat(classes.stream().filter(name -> name.startsWith(LIBRARY) && !isGenerated(name)))
                .hasSizeBetween(50, 260);
    }

    @Test
    void noClassIsGeneratedForALambdaOfTheLibrary() {
        assertThat(classes.stream().filter(name -> name.startsWith(LIBRARY) && isGenerated(name)))
                .as("a small class of its own takes Java less time, and is loaded while it waits for native code")
                .isEmpty();
    }

    @Test
    void noClassOfTheBindingOfOneDnnIsLoaded() {
        assertThat(classes)
                .as("JavaCPP finds the directory of unpacked files, and the rest takes a tenth of a second")
                .contains("org.bytedeco.javacpp.Loader")
                .noneMatch(name -> name.startsWith("org.bytedeco.dnnl") || name.startsWith("org.bytedeco.opencl"));
    }

    @Test
    void theListOfFirstClassesLacksFew() throws IOException {
        // Which costs, rules and strategies are used depends on the CPU.
        List<String> listed = firstClasses();
        int begin = classes.indexOf(LIBRARY + "loading.FirstClasses");
        assertThat(classes.subList(begin, classes.size()).stream()
                        .filter(name -> name.startsWith(LIBRARY) && !isGenerated(name))
                        .map(name -> name.substring(LIBRARY.length()))
                        // The thread that loads native code uses these two packages at the same time.
                        .filter(name -> !name.startsWith("loading.") && !name.startsWith("natives."))
                        .filter(name -> !listed.contains(name)))
                .hasSizeLessThan(10);
    }

    @Test
    void theListOfFirstClassesHasFewOthers() throws IOException {
        // Java loads some classes only to verify others. It initialises no interface whose methods have no code.
        assertThat(firstClasses().stream()
                        .filter(name -> !isInterface(name))
                        .map(LIBRARY::concat)
                        .filter(name -> !initialised.contains(name)))
                .hasSizeLessThan(20);
    }

    private static boolean isInterface(String name) {
        try {
            return Class.forName(LIBRARY + name, false, StartTest.class.getClassLoader())
                    .isInterface();
        } catch (ClassNotFoundException e) {
            throw new AssertionError("first-classes.txt lists a class that does not exist: " + name, e);
        }
    }

    private static List<String> firstClasses() throws IOException {
        return lines("loading/first-classes.txt");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream list = Depthwise4j.class.getResourceAsStream(resource)) {
            return new String(list.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    private static boolean isGenerated(String name) {
        return name.contains("$$Lambda");
    }
}
