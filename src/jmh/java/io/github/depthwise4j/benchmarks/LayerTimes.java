package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.benchmarks.cases.Layers;
import io.github.depthwise4j.benchmarks.engines.BareConvolution;
import io.github.depthwise4j.benchmarks.engines.Contestant;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Times ours, planned by rules and by measuring, in turns with oneDNN called bare. Arguments: milliseconds per problem,
 * then problem lines; those of {@link Layers} if there are none. Prints a row per problem, and geometric means.
 */
public final class LayerTimes {
    private static final double MEDIAN = 0.5;

    private final Map<String, double[]> logarithms = new TreeMap<>();

    private LayerTimes() {}

    public static void main(String[] arguments) {
        BareConvolution.OpenMp.omp_set_num_threads(1);
        List<String> lines = Arrays.asList(arguments).subList(1, arguments.length);
        LayerTimes times = new LayerTimes();
        for (String line : lines.isEmpty() ? Layers.ALL : lines) {
            times.time(ConvolutionProblem.parse(line), Long.parseLong(arguments[0]));
        }
        times.logarithms.forEach((kind, sums) -> System.out.printf(
                "%s: geometric means of medians: estimate %.3f, measure %.3f of bare; of best turns: %.3f, %.3f%n",
                kind,
                Math.exp(sums[1] / sums[0]),
                Math.exp(sums[2] / sums[0]),
                Math.exp(sums[3] / sums[0]),
                Math.exp(sums[4] / sums[0])));
    }

    private void time(ConvolutionProblem problem, long millis) {
        Tensor input = OverheadBenchmark.random(problem.inputShape().dims());
        Tensor output = OverheadBenchmark.random(problem.outputShape().dims());
        Contestant bare = new Contestant("bare", new BareConvolution(problem)::run);
        Map<PlanningEffort, DepthwiseConv2d> operations = new LinkedHashMap<>();
        for (PlanningEffort effort : PlanningEffort.values()) {
            operations.put(effort, operation(problem, effort));
            operations.get(effort).plan(problem.inputShape());
        }
        DepthwiseConv2d estimated = operations.get(PlanningEffort.ESTIMATE);
        DepthwiseConv2d measured = operations.get(PlanningEffort.MEASURE);
        Contestant estimate = new Contestant("estimate", () -> estimated.run(input, output));
        Contestant measure = new Contestant("measure", () -> measured.run(input, output));
        Contestant.takeTurns(List.of(bare, estimate, measure), millis);
        double[] ratios = {
            1,
            estimate.quantile(MEDIAN) / bare.quantile(MEDIAN),
            measure.quantile(MEDIAN) / bare.quantile(MEDIAN),
            estimate.quantile(0) / bare.quantile(0),
            measure.quantile(0) / bare.quantile(0)
        };
        double[] sums = logarithms.computeIfAbsent(Layers.kind(problem), kind -> new double[ratios.length]);
        sums[0]++;
        for (int i = 1; i < ratios.length; i++) {
            sums[i] += Math.log(ratios[i]);
        }
        System.out.printf(
                "%s%n  bare %.1f us (best %.1f); of it: estimate %.2f (best %.2f) %s; measure %.2f (best %.2f) %s%n",
                problem,
                bare.quantile(MEDIAN),
                bare.quantile(0),
                ratios[1],
                ratios[3],
                plan(estimated, problem),
                ratios[2],
                ratios[4],
                plan(measured, problem));
        operations.values().forEach(DepthwiseConv2d::close);
        input.close();
        output.close();
    }

    private static String plan(DepthwiseConv2d operation, ConvolutionProblem problem) {
        var summary = operation.plan(problem.inputShape());
        return summary.strategy() + " [" + summary.implementation() + "]";
    }

    static DepthwiseConv2d operation(ConvolutionProblem problem, PlanningEffort effort) {
        try (Tensor filter = OverheadBenchmark.random(problem.filterShape().dims())) {
            return DepthwiseConv2d.builder(filter)
                    .strides(
                            problem.parameters().strideHeight(),
                            problem.parameters().strideWidth())
                    .padding(problem.parameters().padding())
                    .dataFormat(problem.dataFormat())
                    .dilations(
                            problem.parameters().dilationHeight(),
                            problem.parameters().dilationWidth())
                    .planning(effort)
                    .parallelism(Parallelism.callerOnly())
                    .build();
        }
    }
}
