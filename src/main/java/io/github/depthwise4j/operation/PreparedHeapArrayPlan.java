package io.github.depthwise4j.operation;

import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;

/** A plan for arrays of the Java heap together with the proof of its calls; owns the plan. */
final class PreparedHeapArrayPlan extends KeptPlan {
    private final HeapArrayPlan plan;
    /** Null where no call is to be checked. */
    private final SampledVerifier proof;
    /** What was packed, for the proof; belongs to the operation. */
    private final Tensor[] parameters;

    /** Takes over the plan. */
    PreparedHeapArrayPlan(HeapArrayPlan plan, SampledVerifier proof, Tensor... parameters) {
        this.plan = plan;
        this.proof = proof;
        this.parameters = parameters;
    }

    Shape inputShape() {
        return plan.inputShape();
    }

    void execute(float[] input, float[] output) {
        plan.execute(input, output);
        if (proof != null) {
            proof.afterCall(input, output, parameters);
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
