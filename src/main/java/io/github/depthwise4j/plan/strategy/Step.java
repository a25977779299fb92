package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import java.util.ArrayList;
import java.util.List;

/** Makes the steps of a plan. */
final class Step {
    private Step() {}

    /** A copy from one layout to another; the places have the roles {@code SRC} and {@code DST}. */
    static Steps.Step reorder(Execution execution, Place from, Place to) {
        return new Steps.Step(execution, List.of(from, to));
    }

    /** The copy of the residual of a call into its output. */
    static Steps.Step copyResidual(Execution execution) {
        return reorder(execution, new Place(Role.SRC, Operand.RESIDUAL, 0), new Place(Role.DST, Operand.DST, 0));
    }

    /** The activation of what lies at {@code dst}. */
    static Steps.Step activate(Execution execution, Place dst) {
        return reorder(execution, new Place(Role.SRC, dst.operand(), dst.offset()), dst);
    }

    /**
     * A convolution.
     *
     * @param weights the distance of its weights from those of the call
     * @param bias the distance of its bias from that of the call, if there is one
     * @param residual the place of the residual; null if there is none
     */
    static Steps.Step convolve(Execution execution, Place src, long weights, long bias, Place residual, Place dst) {
        List<Place> places = new ArrayList<>(List.of(src, new Place(Role.WEIGHTS, Operand.WEIGHTS, weights)));
        if (execution.takes(Role.BIAS)) {
            places.add(new Place(Role.BIAS, Operand.BIAS, bias));
        }
        if (residual != null) {
            places.add(residual);
        }
        places.add(dst);
        return new Steps.Step(execution, places);
    }

    /** A convolution from the input to the output of a call. */
    static Steps.Step convolve(Execution execution) {
        return convolve(execution, new Place(Role.SRC, Operand.SRC, 0));
    }

    /** The same from another place. */
    static Steps.Step convolve(Execution execution, Place src) {
        return convolve(
                execution,
                src,
                0,
                0,
                execution.takes(Role.RESIDUAL) ? new Place(Role.RESIDUAL, Operand.RESIDUAL, 0) : null,
                new Place(Role.DST, Operand.DST, 0));
    }
}
