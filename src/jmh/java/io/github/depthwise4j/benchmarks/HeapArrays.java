package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.benchmarks.cases.LayerSets;
import io.github.depthwise4j.benchmarks.engines.BareConvolution;
import io.github.depthwise4j.benchmarks.engines.Contestant;
import io.github.depthwise4j.benchmarks.engines.OurEngine;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Java arrays as input and output, against native tensors and against copying the arrays whole; one thread, NHWC. */
final class HeapArrays {
    private static final long MILLIS = 1500;
    private static final double MEDIAN = 0.5;
    private static final long MEGABYTE = 1 << 20;

    private HeapArrays() {}

    /** Writes {@code heap.md}. */
    static void run(Path out, String set) throws IOException {
        BareConvolution.OpenMp.omp_set_num_threads(1);
        StringBuilder text =
                new StringBuilder("# Java arrays in and out\n\nOne thread, NHWC; the time with native tensors, and the "
                        + "others' as parts of it.\n\n"
                        + "| layer | MB in and out | native tensors, us | arrays | arrays copied whole |\n"
                        + "|---|---|---|---|---|\n");
        for (Layer layer : LayerSets.of(set)) {
            ConvolutionProblem problem = layer.problem(DataFormat.NHWC, 1);
            long bytes =
                    (problem.inputShape().elementCount() + problem.outputShape().elementCount()) * Float.BYTES;
            if (bytes > MEGABYTE) {
                text.append(row(problem, bytes));
            }
        }
        Files.writeString(out.resolve("heap.md"), text);
    }

    private static String row(ConvolutionProblem problem, long bytes) {
        CaseData data = CaseData.unchecked(problem);
        float[] source = data.input();
        float[] target = new float[Math.toIntExact(problem.outputShape().elementCount())];
        Shape shape = problem.inputShape();
        try (DepthwiseConv2d operation = OurEngine.operation(problem, data.filter(), PlanningEffort.ESTIMATE, 1);
                Tensor input = Tensor.of(source, shape.dims());
                Tensor output = Tensor.allocate(
                        problem.dataType(), problem.outputShape().dims())) {
            Contestant tensors = new Contestant("tensors", () -> operation.run(input, output));
            Contestant whole = new Contestant("whole", () -> {
                input.copyFrom(source);
                operation.run(input, output);
                output.copyTo(target);
            });
            Contestant arrays = new Contestant("arrays", () -> operation.run(source, shape, target));
            Contestant.takeTurns(List.of(tensors, arrays, whole), MILLIS);
            double time = tensors.quantile(MEDIAN);
            return String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.2f | %.2f |%n",
                    problem.parameters().name(),
                    bytes / (double) MEGABYTE,
                    time,
                    arrays.quantile(MEDIAN) / time,
                    whole.quantile(MEDIAN) / time);
        }
    }
}
