package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What Java loads and generates until a process has its first result: each class takes Java a third of a millisecond,
 * a generated one about twice that. This counts instead of timing.
 */
class StartTest {
    private static final String LIBRARY = "io.github.depthwise4j.";

    private static List<String> classes;

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
                .run(FirstResult.class);
        classes = log.lines()
                .filter(line -> line.contains("[class,load]"))
                .map(line -> line.substring(line.indexOf("load]") + 5).strip().split(" ")[0])
                .toList();
        assertThat(classes).contains(LIBRARY + "plan.Planner", LIBRARY + "tensor.Tensor");
    }

    @Test
    void noMethodOfARecordIsGenerated() {
        // The records that are compared while a plan is made have written out what Java would generate.
        assertThat(classes).doesNotContain("java.lang.runtime.ObjectMethods");
    }

    @Test
    void fewClassesOfTheLibraryAreLoaded() {
        assertThat(classes.stream().filter(name -> name.startsWith(LIBRARY) && !isGenerated(name)))
                .hasSizeBetween(50, 230);
    }

    @Test
    void fewClassesAreGeneratedForLambdasOfTheLibrary() {
        assertThat(classes.stream().filter(name -> name.startsWith(LIBRARY) && isGenerated(name)))
                .hasSizeLessThan(85);
    }

    private static boolean isGenerated(String name) {
        return name.contains("$$Lambda");
    }
}
