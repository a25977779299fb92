package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;

/** Cuts out of a depthwise filter and its bias what belongs to some of the input channels. */
final class FilterChannels {
    private FilterChannels() {}

    /** The shape of the filter for this number of input channels. A problem that is not depthwise has all of them. */
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

    /** The filter of a chunk, which the caller closes; {@code all} is the filter of the whole problem. */
    static Tensor filter(Tensor all, ConvolutionProblem chunk, int firstChannel) {
        float[] values = all.toFloatArray();
        if (chunk.filterShape().equals(all.shape())) {
            return Tensor.of(values, all.shape().dims());
        }
        int taps = chunk.geometry().kh() * chunk.geometry().kw();
        int multiplier = chunk.geometry().ocPerGroup();
        int perTap = values.length / taps;
        int count = chunk.geometry().oc();
        float[] some = new float[taps * count];
        for (int tap = 0; tap < taps; tap++) {
            System.arraycopy(values, tap * perTap + firstChannel * multiplier, some, tap * count, count);
        }
        return Tensor.of(some, chunk.filterShape().dims());
    }

    /** The bias of a chunk, which the caller closes; null if there is none. */
    static Tensor bias(Tensor all, ConvolutionProblem chunk, int firstChannel) {
        if (all == null) {
            return null;
        }
        int first = firstChannel * chunk.geometry().ocPerGroup();
        float[] some = Arrays.copyOfRange(
                all.toFloatArray(), first, first + chunk.geometry().oc());
        return Tensor.of(some, some.length);
    }
}
