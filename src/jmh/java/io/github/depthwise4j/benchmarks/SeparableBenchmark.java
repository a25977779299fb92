package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A separable convolution as one plan, against its two parts run one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SeparableBenchmark {
    /** Height and width, channels, output channels; filter 3x3, stride 1, SAME. */
    @Param({"112x32->64", "56x128->128", "147x64->128", "224x32->16", "28x256->256", "14x512->512", "7x1024->1024"})
    public String layer;

    private Tensor input;
    private Tensor between;
    private Tensor output;
    private DepthwiseConv2d depthwise;
    private Conv2d pointwise;
    private SeparableConv2d separable;

    @Setup
    public void prepare() {
        String[] sizes = layer.split("x|->");
        int side = Integer.parseInt(sizes[0]);
        int in = Integer.parseInt(sizes[1]);
        int out = Integer.parseInt(sizes[2]);
        input = OverheadBenchmark.random(1, side, side, in);
        between = OverheadBenchmark.random(1, side, side, in);
        output = OverheadBenchmark.random(1, side, side, out);
        try (Tensor filter = OverheadBenchmark.random(3, 3, in, 1);
                Tensor point = OverheadBenchmark.random(1, 1, in, out)) {
            depthwise = DepthwiseConv2d.builder(filter)
                    .padding(Padding.SAME)
                    .parallelism(Parallelism.callerOnly())
                    .build();
            pointwise =
                    Conv2d.builder(point).parallelism(Parallelism.callerOnly()).build();
            separable = SeparableConv2d.builder(filter, point)
                    .padding(Padding.SAME)
                    .parallelism(Parallelism.callerOnly())
                    .build();
        }
    }

    @Benchmark
    public void oneAfterTheOther() {
        depthwise.run(input, between);
        pointwise.run(between, output);
    }

    @Benchmark
    public void asOnePlan() {
        separable.run(input, output);
    }
}
