package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.ChildJvm;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans that took long to make, because bands or boxes of many kinds were tried, make few primitives. oneDNN logs each
 * one.
 */
class MadePrimitivesTest {
    private static final int MOST = 100;

    /** Makes the plan of a problem. */
    public static final class Plan {
        private Plan() {}

        public static void main(String[] arguments) {
            Planner.plan(
                            SeparableProblem.parse(arguments[0]),
                            new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly()))
                    .close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Each row was copied by itself, though all windows see all 20 rows: 347 primitives.
                "depthwise_conv2d float32 NHWC [[0,0],[106,49],[0,112],[0,0]] mb1ic371ih20iw139oc371kh7kw7dh20dw20 "
                        + "then conv2d float32 NHWC VALID mb1ic371ih49iw125oc1kh1kw1",
                // The bands that lie on padding are of 81 kinds, and each was copied.
                "depthwise_conv2d float32 NHWC SAME mb1ic270ih187iw365oc270kh5kw6dh19dw19 "
                        + "then conv2d float32 NHWC VALID mb1ic270ih187iw365oc60kh1kw1",
            })
    void fewPrimitivesAreMade(String line) throws IOException, InterruptedException {
        String log = ChildJvm.ofThisClassPath()
                .allowingNativeCode()
                .environment("ONEDNN_VERBOSE", "profile_create")
                .run(Plan.class, line);
        long made = log.lines().filter(each -> each.contains(",create:")).count();
        assertThat(made).as("primitives for %s", line).isBetween(1L, (long) MOST);
    }
}
