package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.plan.base.SubstitutePlan;

/** The plan of a problem that is computed in another form: it presents the plan of the form, which it owns. */
public final class ReformedPlan extends SubstitutePlan {
    private final FilterArrangement arrangement;

    private ReformedPlan(Form form, ConvolutionPlan plan) {
        super(form.problem(), plan);
        this.arrangement = form.filter();
    }

    /**
     * The plan of a problem, which the caller owns.
     *
     * @param form the form in which the problem is computed
     * @param plan a plan of the form, which this takes over; null if there is none
     * @return null if there is no plan of the form
     */
    public static ConvolutionPlan of(Form form, ConvolutionPlan plan) {
        if (plan == null || form.isSame()) {
            return plan;
        }
        try {
            return new ReformedPlan(form, plan);
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    @Override
    public Slices slicesOrNull() {
        return plan().slicesOrNull();
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        plan().compute(srcArray, src, filter, residual, dstArray, dst);
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        if (arrangement.isWhole()) {
            return plan().packWeights(filter);
        }
        float[] values = new float[(int) problem().filterShape().elementCount()];
        filter.read(0, values, 0, values.length);
        float[] arranged = arrangement.filter(values);
        try (NativeMemory copy = NativeMemory.allocate((long) arranged.length * Float.BYTES)) {
            copy.write(arranged, 0, 0, arranged.length);
            return plan().packWeights(copy);
        }
    }

    @Override
    public float[] orderBias(float[] bias) {
        return plan().orderBias(arrangement.isWhole() ? bias : arrangement.bias(bias));
    }

    /** If the filter stays as it is, a plan of the form itself packs alike. */
    @Override
    public ConvolutionPlan packer() {
        return arrangement.isWhole() ? plan().packer() : this;
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        if (arrangement.isWhole()) {
            return plan().packsLike(other);
        }
        return other.packer() instanceof ReformedPlan reformed
                && arrangement.equals(reformed.arrangement)
                && plan().packsLike(reformed.plan());
    }

    @Override
    public ConvolutionDescription describe() {
        return plan().describe().presentedAs(problem());
    }
}
