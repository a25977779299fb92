package io.github.depthwise4j.operation;

import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.tensor.Tensor;

/**
 * A plan for one input shape together with the filter packed for it; owns the plan, and the filter or its share of it.
 *
 * @param <P> the plan
 */
public final class PreparedPlan<P extends Plan> extends KeptPlan {
    private final P plan;
    private final PackedFilter filter;
    /** Null where no call is to be checked. */
    private final SampledVerifier proof;
    /** What was packed, for the proof; belongs to the operation. */
    private final Tensor[] parameters;

    /** Takes over the plan and the packed filter. */
    public PreparedPlan(P plan, PackedFilter filter, SampledVerifier proof, Tensor... parameters) {
        this.plan = plan;
        this.filter = filter;
        this.proof = proof;
        this.parameters = parameters;
    }

    public P plan() {
        return plan;
    }

    public void execute(Tensor input, Tensor residual, Tensor output) {
        plan.execute(input, filter, residual, output);
        if (proof != null) {
            proof.afterCall(input, residual, output, parameters);
        }
    }

    /** Executes the plan into a new tensor. */
    public Tensor execute(Tensor input, Tensor residual) {
        Tensor output =
                Tensor.uninitialized(input.dataType(), plan.outputShape().dims());
        try {
            execute(input, residual, output);
            return output;
        } catch (RuntimeException | Error e) {
            output.close();
            throw e;
        }
    }

    @Override
    public long fixedBytes() {
        return plan.fixedBytes() + filter.byteShare();
    }

    @Override
    public long idleBytes() {
        return plan.idleBytes();
    }

    @Override
    public void trim() {
        plan.trim();
    }

    @Override
    public void destroy() {
        filter.close();
        plan.close();
    }
}
