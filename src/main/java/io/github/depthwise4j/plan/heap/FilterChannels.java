package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;

/** The part of a depthwise filter and of its bias that belongs to some of the input channels. */
final class FilterChannels {
    private FilterChannels() {}

    /** The shape of the filter for so many of the problem's input channels; all of them where it is not depthwise. */
    static Shape shape(ConvolutionProblem problem, int channels) {
        Shape all = problem.filterShape();
        if (channels == problem.geometry().ic()) {
            return all;
        }
        int multiplier = problem.geometry().ocPerGroup();
        return problem.operation() == Operation.DEPTHWISE_CONV2D
                ? Shape.of(all.dim(0), all.dim(1), channels, multiplier)
                : Shape.of(all.dim(0), all.dim(1), 1, (long) channels * multiplier);
    }

    /** The filter of a part, which the caller closes; {@code all} is the filter of the whole. */
    static Tensor filter(Tensor all, ConvolutionProblem part, int firstChannel) {
        float[] values = all.toFloatArray();
        if (part.filterShape().equals(all.shape())) {
            return Tensor.of(values, all.shape().dims());
        }
        int taps = part.geometry().kh() * part.geometry().kw();
        int multiplier = part.geometry().ocPerGroup();
        int perTap = values.length / taps;
        int count = part.geometry().oc();
        float[] some = new float[taps * count];
        for (int tap = 0; tap < taps; tap++) {
            System.arraycopy(values, tap * perTap + firstChannel * multiplier, some, tap * count, count);
        }
        return Tensor.of(some, part.filterShape().dims());
    }

    /** The bias of a part, which the caller closes; null if there is none. */
    static Tensor bias(Tensor all, ConvolutionProblem part, int firstChannel) {
        if (all == null) {
            return null;
        }
        int first = firstChannel * part.geometry().ocPerGroup();
        float[] some = Arrays.copyOfRange(
                all.toFloatArray(), first, first + part.geometry().oc());
        return Tensor.of(some, some.length);
    }
}
