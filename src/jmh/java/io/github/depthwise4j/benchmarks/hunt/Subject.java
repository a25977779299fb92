package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.ConvolutionBuilder;
import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Elements;
import io.github.depthwise4j.reference.SpotCheck;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** A problem that is ready to run on the calling thread alone. At most one of a kind of data exists at a time. */
final class Subject implements AutoCloseable {
    private static final int MOST_SAMPLES = 64;
    private static final int FEWEST_SAMPLES = 4;
    /** What the oracle may compute for a check: some ten milliseconds. */
    private static final long MOST_PRODUCTS = 2_000_000;

    private final Problem problem;
    private final Data data;
    private final ConvolutionOperation operation;
    private final Tensor input;
    private final Tensor output;
    /** Null if there is none. */
    private final Tensor residual;

    private final PlanDescription plan;
    private final double firstMicros;
    private final long workingBytes;

    /** The memory of all subjects, which they use one after the other. */
    static final class Data implements AutoCloseable {
        private final Floats input = new Floats(1);
        private final Floats filter = new Floats(2);
        private final Floats pointwiseFilter = new Floats(3);
        private final Floats output = new Floats(4);
        private final Floats bias = new Floats(5);
        private final Floats residual = new Floats(6);

        @Override
        public void close() {
            List.of(input, filter, pointwiseFilter, output, bias, residual).forEach(Floats::close);
        }
    }

    private Subject(Problem problem, PlanningEffort effort, Data data) {
        this.problem = problem;
        this.data = data;
        this.input = data.input.tensor(problem.inputShape());
        this.output = data.output.tensor(problem.outputShape());
        this.residual = fused(problem).fusion().residual() ? data.residual.tensor(problem.outputShape()) : null;
        this.operation = operation(problem, effort, data);
        try {
            // An element that is not written is then seen by the check.
            output.fill(Float.NaN);
            long before = Depthwise4j.stats().nativeBytes();
            this.plan = operation.plan(problem.inputShape());
            this.firstMicros = callMicros();
            long kept = Depthwise4j.stats().nativeBytes() - before - plan.packedFilterBytes();
            this.workingBytes = Math.max(plan.scratchpadBytes(), kept);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Plans the problem and computes it once. */
    static Subject of(Problem problem, PlanningEffort effort, Data data) {
        return new Subject(problem, effort, data);
    }

    private static ConvolutionOperation operation(Problem problem, PlanningEffort effort, Data data) {
        if (problem instanceof SeparableProblem separable) {
            try (Tensor filter = data.filter.tensor(separable.depthwise().filterShape());
                    Tensor pointwise =
                            data.pointwiseFilter.tensor(separable.pointwise().filterShape())) {
                return configured(
                        SeparableConv2d.builder(filter, pointwise),
                        separable.depthwise().parameters(),
                        effort,
                        separable.pointwise(),
                        data);
            }
        }
        ConvolutionProblem single = (ConvolutionProblem) problem;
        try (Tensor filter = data.filter.tensor(single.filterShape())) {
            return single.operation() == Operation.CONV2D
                    ? configured(Conv2d.builder(filter), single.parameters(), effort, single, data)
                    : configured(DepthwiseConv2d.builder(filter), single.parameters(), effort, single, data);
        }
    }

    /** The convolution that has bias, residual and activation. */
    private static ConvolutionProblem fused(Problem problem) {
        return problem instanceof SeparableProblem separable ? separable.pointwise() : (ConvolutionProblem) problem;
    }

    private static <T extends ConvolutionOperation, B extends ConvolutionBuilder<T, B>> T configured(
            B builder, ConvolutionParameters parameters, PlanningEffort effort, ConvolutionProblem fused, Data data) {
        B configured = builder.strides(parameters.strideHeight(), parameters.strideWidth())
                .padding(parameters.padding())
                .dataFormat(parameters.dataFormat())
                .dilations(parameters.dilationHeight(), parameters.dilationWidth())
                .planning(effort)
                .parallelism(Parallelism.callerOnly())
                .activation(fused.fusion().activation());
        if (fused.fusion().residual()) {
            configured.residual();
        }
        try (Tensor bias = fused.hasBias() ? data.bias.tensor(fused.biasShape()) : null) {
            return configured.bias(bias).build();
        }
    }

    Problem problem() {
        return problem;
    }

    PlanDescription plan() {
        return plan;
    }

    /** The working memory that one call keeps or says it needs, whichever is larger. */
    long workingBytes() {
        return workingBytes;
    }

    /** The time of the first call, which touches new memory. */
    double firstMicros() {
        return firstMicros;
    }

    void run() {
        if (residual == null) {
            operation.run(input, output);
        } else {
            operation.run(input, residual, output);
        }
    }

    private double callMicros() {
        long begin = CpuClock.nanos();
        run();
        return (CpuClock.nanos() - begin) / 1e3;
    }

    /** What is wrong with some outputs of the calls so far; empty if nothing is. */
    Optional<SpotCheck.Finding> check(long seed) {
        Elements bias = fused(problem).hasBias() ? data.bias.elements() : null;
        Elements added = residual == null ? null : data.residual.elements();
        SpotCheck check = problem instanceof SeparableProblem separable
                ? SpotCheck.of(
                        separable,
                        data.input.elements(),
                        data.filter.elements(),
                        null,
                        data.pointwiseFilter.elements(),
                        bias,
                        added)
                : SpotCheck.of(
                        (ConvolutionProblem) problem, data.input.elements(), data.filter.elements(), bias, added);
        return check.check(data.output.elements(), samples(), seed);
    }

    private int samples() {
        long outputs = problem.outputShape().elementCount();
        long products = Math.max(1, problem.cost().multiplyAdds() / outputs);
        if (problem instanceof SeparableProblem separable) {
            products = Math.max(products, separable.pointwise().geometry().ic() * taps(separable.depthwise()));
        }
        return (int) Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, MOST_PRODUCTS / products));
    }

    private static long taps(ConvolutionProblem problem) {
        return (long) problem.geometry().kh() * problem.geometry().kw();
    }

    @Override
    public void close() {
        operation.close();
        input.close();
        output.close();
        if (residual != null) {
            residual.close();
        }
    }
}
