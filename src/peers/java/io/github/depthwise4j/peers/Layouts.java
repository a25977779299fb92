package io.github.depthwise4j.peers;

import io.github.depthwise4j.benchmarks.engines.Unsupported;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;

/** What several libraries want in another form than TensorFlow. */
final class Layouts {
    private Layouts() {}

    /** A filter {@code [height, width, channels, multiplier]} as {@code [channels * multiplier, 1, height, width]}. */
    static float[] outputChannelsFirst(ConvolutionProblem problem, float[] filter) {
        ConvolutionGeometry geometry = problem.geometry();
        int taps = geometry.kh() * geometry.kw();
        float[] turned = new float[filter.length];
        for (int tap = 0; tap < taps; tap++) {
            for (int channel = 0; channel < geometry.oc(); channel++) {
                turned[channel * taps + tap] = filter[tap * geometry.oc() + channel];
            }
        }
        return turned;
    }

    static void require(ConvolutionProblem problem, DataFormat format) throws Unsupported {
        if (problem.dataFormat() != format) {
            throw new Unsupported("takes " + format + " only");
        }
    }

    /** What is added behind the last row or column. */
    static int padAfter(SpatialAxis axis) {
        return ReducedAxis.of(axis).padAfter();
    }
}
