package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.benchmarks.cases.Layers;
import io.github.depthwise4j.benchmarks.engines.BareConvolution;
import io.github.depthwise4j.benchmarks.engines.Contestant;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Times every candidate of a problem and oneDNN called bare: what the planner's rules are calibrated on. Arguments:
 * milliseconds per problem, then problem lines; those of {@link Layers} if there are none.
 */
public final class CandidateTimes {
    private static final double LOWER_QUARTER = 0.25;

    private CandidateTimes() {}

    public static void main(String[] arguments) {
        BareConvolution.OpenMp.omp_set_num_threads(1);
        List<String> lines = Arrays.asList(arguments).subList(1, arguments.length);
        for (String line : lines.isEmpty() ? Layers.ALL : lines) {
            time(ConvolutionProblem.parse(line), Long.parseLong(arguments[0]));
        }
    }

    private static void time(ConvolutionProblem problem, long millis) {
        Tensor input = OverheadBenchmark.random(problem.inputShape().dims());
        Tensor output = OverheadBenchmark.random(problem.outputShape().dims());
        Tensor filter = OverheadBenchmark.random(problem.filterShape().dims());
        List<Contestant> all = new ArrayList<>();
        Contestant bare = new Contestant("bare", new BareConvolution(problem)::run);
        all.add(bare);
        List<ConvolutionPlan> plans = new ArrayList<>();
        for (String name : Planner.candidates(problem)) {
            ConvolutionPlan plan = Planner.plan(problem, name);
            PackedFilter packed = plan.pack(filter, null);
            plans.add(plan);
            String steps = plan.description().implementation();
            all.add(new Contestant(name + "   [" + steps + "]", () -> plan.execute(input, packed, null, output)));
        }
        Contestant.takeTurns(all, millis);
        System.out.printf("%n%s%n", problem);
        all.sort(Comparator.comparingDouble(each -> each.quantile(LOWER_QUARTER)));
        double reference = bare.quantile(LOWER_QUARTER);
        for (Contestant each : all) {
            double time = each.quantile(LOWER_QUARTER);
            System.out.printf(
                    "  %8.1f us  %5.2f of bare  (best %.1f, %d turns)  %s%n",
                    time, time / reference, each.quantile(0), each.turns(), each.name());
        }
        plans.forEach(ConvolutionPlan::close);
    }
}
