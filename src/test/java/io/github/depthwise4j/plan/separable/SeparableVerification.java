package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;

/** Compares what a plan computes with the oracle. */
final class SeparableVerification {
    private SeparableVerification() {}

    static Verification of(SeparablePlan plan, long seed) {
        Verifier verifier = new Verifier(
                (problem, input, filter, bias, residual, output) -> {
                    throw new AssertionError("not separable: " + problem);
                },
                (problem, input, depthwise, depthwiseBias, pointwise, pointwiseBias, residual, output) -> {
                    try (PackedFilter packed = plan.pack(depthwise, depthwiseBias, pointwise, pointwiseBias)) {
                        // Twice: the copy of the first box can follow that of the last one.
                        plan.execute(input, packed, residual, output);
                        plan.execute(input, packed, residual, output);
                    }
                });
        return verifier.verify(plan.problem(), seed);
    }
}
