package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.benchmarks.engines.BareConvolution;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;
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

/**
 * What a call of ours costs over the same primitive called bare. {@code callerThreads} is the number of OpenMP threads
 * the calling thread is set to: at 1 nothing has to be put back after a call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OverheadBenchmark {
    @Param({
        "depthwise_conv2d float32 NHWC SAME g8mb1ic8ih4iw4oc8kh3kw3 n\"tiny\"",
        "depthwise_conv2d float32 NHWC SAME g512mb1ic512ih14iw14oc512kh3kw3 n\"mobilenet_14\"",
        "depthwise_conv2d float32 NHWC SAME g256mb1ic256ih28iw28oc256kh3kw3 n\"mobilenet_28\"",
        "depthwise_conv2d float32 NHWC SAME g32mb1ic32ih112iw112oc32kh3kw3 n\"mobilenet_112\""
    })
    public String problem;

    private BareConvolution bare;
    private DepthwiseConv2d op;
    private Tensor input;
    private Tensor output;

    @Setup
    public void prepare() {
        ConvolutionProblem convolution = ConvolutionProblem.parse(problem);
        BareConvolution.OpenMp.omp_set_num_threads(1);
        bare = new BareConvolution(convolution);
        input = random(convolution.inputShape().dims());
        output = random(convolution.outputShape().dims());
        try (Tensor filter = random(convolution.filterShape().dims())) {
            op = DepthwiseConv2d.builder(filter)
                    .strides(
                            convolution.parameters().strideHeight(),
                            convolution.parameters().strideWidth())
                    .padding(convolution.parameters().padding())
                    .dataFormat(convolution.dataFormat())
                    .parallelism(Parallelism.callerOnly())
                    .build();
        }
    }

    static Tensor random(long... shape) {
        Tensor tensor = Tensor.allocate(DataType.FLOAT32, shape);
        float[] values = new float[(int) tensor.shape().elementCount()];
        Random random = new Random(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        tensor.copyFrom(values);
        return tensor;
    }

    @State(Scope.Thread)
    public static class OneThread {
        @Setup
        public void set() {
            BareConvolution.OpenMp.omp_set_num_threads(1);
        }
    }

    @State(Scope.Thread)
    public static class TwoThreads {
        @Setup
        public void set() {
            BareConvolution.OpenMp.omp_set_num_threads(2);
        }
    }

    @Benchmark
    public void bare(OneThread caller) {
        bare.run();
    }

    @Benchmark
    public void ours(OneThread caller) {
        op.run(input, output);
    }

    @Benchmark
    public void oursPuttingTwoThreadsBack(TwoThreads caller) {
        op.run(input, output);
    }
}
