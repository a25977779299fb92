package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PlanDescriptionTest {
    private static final Shape IMAGE = Shape.of(1, 15, 15, 3);

    @Test
    void aPlanKnowsWhatItsProblemCosts() {
        try (Tensor filter = Data.random(1, 3, 3, 3, 8);
                Tensor bias = Data.random(2, 8);
                Conv2d operation = Conv2d.builder(filter).bias(bias).build()) {
            assertThat(operation.plan(IMAGE).cost()).isEqualTo(new Cost(36_504, 36_504, 224, 4 * (675 + 224 + 1352)));
        }
    }

    @Test
    void aPlanOfASeparableConvolutionKnowsWhatBothPartsCost() {
        try (Tensor depthwise = Data.random(1, 3, 3, 3, 1);
                Tensor pointwise = Data.random(2, 1, 1, 3, 8);
                SeparableConv2d operation =
                        SeparableConv2d.builder(depthwise, pointwise).build()) {
            PlanDescription plan = operation.plan(IMAGE);
            assertThat(plan.cost()).isEqualTo(new Cost(8_619, 8_619, 51, 4 * (675 + 51 + 1352)));
            assertThat(plan.describe().lines().filter(line -> line.startsWith("  threads")))
                    .hasSize(3)
                    .containsOnly("  threads        the caller's");
        }
    }

    @Test
    void aDescriptionTellsOnHowManyThreadsAndWhatDecided() {
        try (Tensor filter = Data.random(1, 3, 3, 3, 1);
                DepthwiseConv2d byRules = DepthwiseConv2d.builder(filter)
                        .planning(PlanningEffort.ESTIMATE)
                        .build();
                DepthwiseConv2d measured = DepthwiseConv2d.builder(filter)
                        .planning(PlanningEffort.MEASURE)
                        .build();
                DepthwiseConv2d alone = DepthwiseConv2d.builder(filter)
                        .parallelism(Parallelism.callerOnly())
                        .build()) {
            assertThat(byRules.plan(IMAGE).describe())
                    .contains("\n  threads        the caller's\n", "\n  chosen by      rules\n");
            assertThat(measured.plan(IMAGE).describe()).contains("\n  chosen by      measurement\n");
            Shape large = Shape.of(8, 224, 224, 3);
            assertThat(byRules.plan(large).describe()).contains("\n  threads        up to ");
            assertThat(alone.plan(large).describe()).contains("\n  threads        the caller's\n");
        }
    }
}
