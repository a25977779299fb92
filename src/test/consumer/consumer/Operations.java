package consumer;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.ConvolutionBuilder;
import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Treats operations of all kinds alike, and prints what each is and computes. */
public final class Operations {
    private static final float[] ONES = {1, 1, 1, 1};

    private Operations() {}

    public static void main(String[] arguments) {
        try (Tensor input = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
                Tensor filter = Tensor.of(ONES, 2, 2, 1, 1);
                Tensor pointwise = Tensor.of(new float[] {2}, 1, 1, 1, 1)) {
            DepthwiseConv2d depthwise = named("depthwise", DepthwiseConv2d.builder(filter));
            Conv2d conv = named("conv", Conv2d.builder(filter));
            SeparableConv2d separable = named("separable", SeparableConv2d.builder(filter, pointwise));
            for (ConvolutionOperation each : List.of(depthwise, conv, separable)) {
                print(each, input);
            }
        }
    }

    /** The operation has the type of its builder. */
    private static <T extends ConvolutionOperation, B extends ConvolutionBuilder<T, B>> T named(
            String name, B builder) {
        return builder.name(name).padding(Padding.VALID).build();
    }

    private static void print(ConvolutionOperation operation, Tensor input) {
        try (operation;
                Tensor output = operation.newOutput(input.shape())) {
            operation.warmUp(input.shape());
            operation.run(input, output);
            PlanDescription plan = operation.plan(input.shape());
            Shape expected = operation.outputShape(input.shape());
            System.out.println(operation.name() + " " + Arrays.toString(output.toFloatArray()) + " "
                    + expected.equals(plan.outputShape()) + " " + plan.parts().size() + " "
                    + operation.filterShape() + " " + Arrays.toString(operation.strides()) + " "
                    + operation.stats().misses());
        }
    }
}
