package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PlanSummaryTest {
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
            SeparablePlanSummary plan = operation.plan(IMAGE);
            assertThat(plan.cost()).isEqualTo(new Cost(8_619, 8_619, 51, 4 * (675 + 51 + 1352)));
        }
    }
}
