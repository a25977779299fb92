package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the setting is loaded once per process: these tests start processes. */
class WisdomSettingTest {
    private static final String LINE = "depthwise_conv2d float32 NHWC SAME ic16ih9iw9oc32kh3kw3";

    @TempDir
    private Path directory;

    private Path wisdom;

    /** A program that prints how a problem is planned, and whether that remains so when wisdom is forgotten. */
    static final class PrintPlan {
        private PrintPlan() {}

        public static void main(String[] arguments) {
            Problem problem = Problem.parse(LINE);
            System.out.println(Depthwise4j.explain(problem));
            Depthwise4j.forgetWisdom();
            System.out.println("forgotten: " + Depthwise4j.explain(problem).contains("from wisdom"));
        }
    }

    @BeforeEach
    void measure() throws Exception {
        wisdom = directory.resolve("wisdom.txt");
        Depthwise4j.forgetWisdom();
        Depthwise4j.explain(Problem.parse(LINE), PlanningEffort.MEASURE);
        Depthwise4j.saveWisdom(wisdom);
        Depthwise4j.forgetWisdom();
    }

    @Test
    void aVariableOrAPropertyNamesAFileThatIsLoadedBeforeTheFirstPlan() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .environment("DEPTHWISE4J_WISDOM_FILE", wisdom.toString())
                        .run(PrintPlan.class))
                .contains(", from wisdom", "forgotten: false");
        assertThat(ChildJvm.ofThisClassPath()
                        .environment(
                                "DEPTHWISE4J_WISDOM_FILE",
                                directory.resolve("missing").toString())
                        .option("-Ddepthwise4j.wisdomFile=" + wisdom)
                        .run(PrintPlan.class))
                .contains(", from wisdom");
    }
}
