package io.github.depthwise4j;

import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Enters the library by every door behind which native code is, each twice, and prints what came out: a line for each.
 */
final class LoadAttempts {
    static final String DONE = "done";
    private static final int[] STRIDES = {1, 1};

    private LoadAttempts() {}

    public static void main(String[] arguments) {
        Map<String, Runnable> doors = new LinkedHashMap<>();
        doors.put("allocate", () -> one().close());
        doors.put("wrap", LoadAttempts::wrap);
        doors.put("load", Depthwise4j::load);
        doors.put("explain", LoadAttempts::explain);
        doors.put(
                "measure",
                () -> with((in, filter) -> {
                    try (DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                            .planning(PlanningEffort.MEASURE)
                            .build()) {
                        return op.run(in);
                    }
                }));
        doors.put("depthwise", () -> with((in, filter) -> Nn.depthwiseConv2d(in, filter, STRIDES, Padding.SAME)));
        doors.put("conv2d", () -> with((in, filter) -> Nn.conv2d(in, filter, STRIDES, Padding.SAME)));
        doors.put(
                "separable",
                () -> with((in, filter) ->
                        Nn.separableConv2d(in, filter, filter, STRIDES, Padding.SAME, null, null, null)));
        doors.forEach(LoadAttempts::enterTwice);
    }

    /** What it prints in another process, line by line: two for each of the eight doors. */
    static List<String> in(ChildJvm child) throws IOException, InterruptedException {
        return child.option("-XX:TieredStopAtLevel=1")
                .option("-Ddepthwise4j.measureBudgetMillis=1")
                .run(LoadAttempts.class)
                .lines()
                .toList();
    }

    private static void enterTwice(String name, Runnable door) {
        for (int i = 0; i < 2; i++) {
            System.out.println(name + " " + outcome(door).replace('\n', ' '));
        }
    }

    private static String outcome(Runnable door) {
        try {
            door.run();
            return DONE;
        } catch (RuntimeException | Error e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    private static Tensor one() {
        return Tensor.of(new float[] {1}, 1, 1, 1, 1);
    }

    private static void wrap() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());
        Tensor.wrap(bytes.asFloatBuffer(), 1).close();
    }

    private static void explain() {
        Depthwise4j.explain(
                Problem.parse("depthwise_conv2d float32 NHWC SAME g8mb1ic8ih9iw9oc8oh9ow9kh3kw3sh1sw1ph1pw1dh0dw0"));
    }

    private static void with(BinaryOperator<Tensor> operation) {
        try (Tensor in = one();
                Tensor filter = one()) {
            operation.apply(in, filter).close();
        }
    }
}
