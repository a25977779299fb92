package io.github.depthwise4j.benchmarks.processes;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.util.Random;

/** {@link FirstResult} for this library, touching nothing but its public API. */
public final class OurStart {
    private OurStart() {}

    public static void main(String[] arguments) throws IOException {
        int channels = 256;
        int side = 28;
        Random random = new Random(1);
        Tensor input = Tensor.of(StartData.random(random, side * side * channels), 1, side, side, channels);
        Tensor filter = Tensor.of(StartData.random(random, 3 * 3 * channels), 3, 3, channels, 1);
        DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                .padding(Padding.SAME)
                .parallelism(Parallelism.callerOnly())
                .build();
        if (operation.run(input).toFloatArray()[0] == 0) {
            throw new IllegalStateException("no result");
        }
        StartData.end();
    }
}
