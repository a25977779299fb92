package io.github.depthwise4j.operation;

import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.tensor.Tensor;

/**
 * A plan the one-shot calls share, which bring their filters with them; owns the plan.
 *
 * @param <P> the plan
 */
public final class OneShotPlan<P extends Plan> extends KeptPlan {
    private final P plan;
    /** Null where no call is to be checked. */
    private final SampledVerifier proof;

    private OneShotPlan(P plan, SampledVerifier proof) {
        this.plan = plan;
        this.proof = proof;
    }

    /** Takes over the plan of a problem. */
    static <P extends Plan> OneShotPlan<P> of(Problem problem, P plan) {
        try {
            RuntimeVerification verification = StandardVerification.of(RuntimeSettings.current());
            return new OneShotPlan<>(plan, SampledVerifier.of(verification, problem, plan));
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    public P plan() {
        return plan;
    }

    /** Executes the plan into a new tensor; the parameters are what was packed. */
    public Tensor execute(PackedFilter packed, Tensor input, Tensor... parameters) {
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
    public long fixedBytes() {
        return plan.fixedBytes();
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
    void destroy() {
        plan.close();
    }
}
