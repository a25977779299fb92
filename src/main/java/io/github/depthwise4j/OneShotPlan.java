package io.github.depthwise4j;

import io.github.depthwise4j.memory.Counted;
import io.github.depthwise4j.plan.PackedFilter;
import io.github.depthwise4j.plan.Plan;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.tensor.Tensor;

/**
 * A plan the one-shot calls share, which bring their filters with them; owns the plan.
 *
 * @param <P> the plan
 */
final class OneShotPlan<P extends Plan> extends Counted {
    private final P plan;
    /** Null where no call is to be checked. */
    private final PlanProof proof;

    OneShotPlan(Problem problem, P plan) {
        this.plan = plan;
        this.proof = PlanProof.of(RuntimeVerification.ofSettings(RuntimeSettings.current()), problem, plan);
    }

    P plan() {
        return plan;
    }

    /** Executes the plan into a new tensor; the parameters are what was packed. */
    Tensor execute(PackedFilter packed, Tensor input, Tensor... parameters) {
        Tensor output =
                Tensor.uninitialized(input.dataType(), plan.outputShape().dims());
        try {
            plan.execute(input, packed, null, output);
            if (proof != null) {
                proof.afterCall(input, null, output, parameters);
            }
            return output;
        } catch (RuntimeException | Error e) {
            output.close();
            throw e;
        }
    }

    @Override
    protected void free() {
        plan.close();
    }
}
