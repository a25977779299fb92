package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Locale;

/** How fast this machine copies memory and multiplies, on one thread; for information only. */
final class MachineSpeed {
    private static final int COPIED_FLOATS = 16 << 20;
    private static final int TRIES = 5;
    private static final double BUDGET_MICROS = 200_000;
    private static final String MULTIPLYING =
            "conv2d float32 NHWC VALID g1mb1ic256ih28iw28oc256oh28ow28kh1kw1sh1sw1ph0pw0dh0dw0";

    private MachineSpeed() {}

    /** One sentence. */
    static String measure(Subject.Data data) {
        return String.format(
                Locale.ROOT,
                "It copies at %.1f GB/s (bytes read and written) and computes at %.1f G multiply-adds/s in a "
                        + "pointwise convolution.",
                copiedBytesPerNano(),
                multiplyAddsPerNano(data));
    }

    private static double copiedBytesPerNano() {
        try (Tensor from = Tensor.allocate(DataType.FLOAT32, COPIED_FLOATS);
                Tensor to = Tensor.allocate(DataType.FLOAT32, COPIED_FLOATS)) {
            from.fill(1);
            to.fill(0);
            FloatBuffer source = from.asFloatBuffer();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < TRIES; i++) {
                source.clear();
                long begin = CpuClock.nanos();
                to.copyFrom(source);
                least = Math.min(least, CpuClock.nanos() - begin);
            }
            return 2.0 * COPIED_FLOATS * Float.BYTES / least;
        }
    }

    private static double multiplyAddsPerNano(Subject.Data data) {
        Problem problem = Problem.parse(MULTIPLYING);
        try (Subject subject = Subject.of(problem, PlanningEffort.MEASURE, data)) {
            double micros = new Stopwatch(CpuClock::nanos).micros(subject::run, subject.firstMicros(), BUDGET_MICROS);
            return problem.cost().multiplyAdds() / (micros * 1e3);
        }
    }
}
