package io.github.depthwise4j;

import io.github.depthwise4j.memory.Counted;
import io.github.depthwise4j.plan.PackedFilter;
import io.github.depthwise4j.plan.Plan;
import io.github.depthwise4j.tensor.Tensor;

/**
 * A plan for one input shape together with the filter packed for it; owns both.
 *
 * @param <P> the plan
 */
final class PreparedPlan<P extends Plan> extends Counted {
    private final P plan;
    private final PackedFilter filter;

    PreparedPlan(P plan, PackedFilter filter) {
        this.plan = plan;
        this.filter = filter;
    }

    P plan() {
        return plan;
    }

    void execute(Tensor input, Tensor residual, Tensor output) {
        plan.execute(input, filter, residual, output);
    }

    Tensor execute(Tensor input, Tensor residual) {
        return execute(plan, filter, input, residual);
    }

    /** Executes a plan into a new tensor. */
    static Tensor execute(Plan plan, PackedFilter filter, Tensor input, Tensor residual) {
        Tensor output =
                Tensor.uninitialized(input.dataType(), plan.outputShape().dims());
        try {
            plan.execute(input, filter, residual, output);
            return output;
        } catch (RuntimeException | Error e) {
            output.close();
            throw e;
        }
    }

    @Override
    protected void free() {
        filter.close();
        plan.close();
    }
}
