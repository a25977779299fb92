package io.github.depthwise4j.benchmarks.engines;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Tensor;

/** This library. */
public class OurEngine implements Engine {
    private final PlanningEffort effort;

    /** Planned by rules. */
    public OurEngine() {
        this(PlanningEffort.ESTIMATE);
    }

    OurEngine(PlanningEffort effort) {
        this.effort = effort;
    }

    /** Planned by measuring. */
    public static final class Measuring extends OurEngine {
        public Measuring() {
            super(PlanningEffort.MEASURE);
        }
    }

    @Override
    public String name() {
        return effort == PlanningEffort.ESTIMATE ? Contestants.ESTIMATE : Contestants.MEASURE;
    }

    @Override
    public String version() {
        return "this tree";
    }

    public static DepthwiseConv2d operation(
            ConvolutionProblem problem, float[] values, PlanningEffort effort, int threads) {
        ConvolutionParameters parameters = problem.parameters();
        try (Tensor filter = Tensor.of(values, problem.filterShape().dims())) {
            return DepthwiseConv2d.builder(filter)
                    .strides(parameters.strideHeight(), parameters.strideWidth())
                    .padding(parameters.padding())
                    .dataFormat(problem.dataFormat())
                    .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                    .planning(effort)
                    .parallelism(threads == 1 ? Parallelism.callerOnly() : Parallelism.adaptive())
                    .build();
        }
    }

    @Override
    public Prepared prepare(ConvolutionProblem problem, CaseData data, int threads) {
        DepthwiseConv2d operation = operation(problem, data.filter(), effort, threads);
        operation.plan(problem.inputShape());
        Tensor input = Tensor.wrap(data.src().buffer(), problem.inputShape().dims());
        Tensor output = Tensor.wrap(data.dst().buffer(), problem.outputShape().dims());
        return new Prepared() {
            @Override
            public void run() {
                operation.run(input, output);
            }

            @Override
            public float[] output() {
                return output.toFloatArray();
            }

            @Override
            public void close() {
                operation.close();
                input.close();
                output.close();
            }
        };
    }
}
