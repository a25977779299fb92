package io.github.depthwise4j.plan.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Separable convolutions in boxes have the results of the two convolutions one after the other. */
@Tag("isa")
class BoxedPlanTest {
    private static final int CASES = 20;
    /** Sums of a few hundred products of numbers below 1 differ by less in another order. */
    private static final float TOLERANCE = 1e-3f;

    private static SeparableProblem problem(Random random) {
        String format = random.nextBoolean() ? "NHWC" : "NCHW";
        int ic = 1 + random.nextInt(20);
        int oc = ic * (1 + random.nextInt(3));
        String first = String.format(
                "depthwise_conv2d float32 %s SAME mb%dic%dih%diw%doc%dkh%dkw%d",
                format,
                1 + random.nextInt(3),
                ic,
                1 + random.nextInt(20),
                1 + random.nextInt(20),
                oc,
                1 + random.nextInt(4),
                1 + random.nextInt(4));
        ConvolutionProblem depthwise = ConvolutionProblem.parse(first);
        String second = String.format(
                "conv2d float32 %s VALID mb%dic%dih%diw%doc%dkh1kw1%s",
                format,
                depthwise.geometry().mb(),
                oc,
                depthwise.geometry().oh(),
                depthwise.geometry().ow(),
                1 + random.nextInt(20),
                random.nextInt(3) == 0 ? " residual" : "");
        return SeparableProblem.parse(first + " then " + second);
    }

    private static ConvolutionPlan plan(ConvolutionProblem problem) {
        return StrategyExecutors.plan(problem, new Strategy.Direct(new Kernel("x64:gemm:jit")));
    }

    private static Tensor random(Shape shape, Random random) {
        Tensor tensor = Tensor.allocate(DataType.FLOAT32, shape.dims());
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        tensor.copyFrom(values);
        return tensor;
    }

    private static float[] result(SeparablePlan plan, Random random) {
        SeparableProblem problem = plan.problem();
        try (Tensor input = random(problem.inputShape(), random);
                Tensor depthwise = random(problem.depthwise().filterShape(), random);
                Tensor pointwise = random(problem.pointwise().filterShape(), random);
                Tensor residual = plan.hasResidual() ? random(problem.outputShape(), random) : null;
                Tensor output = random(problem.outputShape(), random);
                PackedFilter packed = plan.pack(depthwise, null, pointwise, null)) {
            plan.execute(input, packed, residual, output);
            return output.toFloatArray();
        }
    }

    @Test
    void randomBoxesHaveTheSameResults() {
        Random random = new Random(TestSettings.SEED);
        int several = 0;
        for (int i = 0; i < CASES; i++) {
            SeparableProblem problem = problem(random);
            long bytes = 1 << random.nextInt(16);
            long data = random.nextLong();
            BoxedPlan boxed = BoxedPlan.create(problem, bytes, (each, model) -> plan(each), Parallelism.fixed(2));
            if (boxed == null) {
                continue;
            }
            try (boxed;
                    SeparablePlan sequence = SequencePlan.create(problem, BoxedPlanTest::plan)) {
                several += boxed.sliceCount() > problem.depthwise().geometry().mb() ? 1 : 0;
                float[] expected = result(sequence, new Random(data));
                assertThat(result(boxed, new Random(data)))
                        .as("problem %d of seed %d in %s: %s", i, TestSettings.SEED, boxed.strategyName(), problem)
                        .containsExactly(expected, within(TOLERANCE));
            }
        }
        assertThat(several).isGreaterThan(CASES / 4);
    }
}
