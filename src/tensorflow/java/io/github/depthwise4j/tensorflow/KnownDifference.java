package io.github.depthwise4j.tensorflow;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.Shape;
import java.util.stream.Stream;

/** Where TensorFlow is known not to follow its own rules, so that there is nothing to compare. */
enum KnownDifference {
    /** The early return of {@code mkl_conv_ops.cc}; TensorFlow's pull request 127835 mends it. */
    SHAPE_OF_EMPTY_OUTPUT("an empty output, to which TensorFlow's oneDNN kernels give the shape of the input"),
    /** Split into sub-images, an image without rows or columns is smaller than the filter. */
    DILATED_WITHOUT_PIXELS(
            "a dilated filter on an image without pixels, where TensorFlow's split into sub-images fails"),
    /** In eager mode the pointwise part computes such an image. */
    POINTWISE_WITHOUT_PIXELS(
            "an image without pixels between two parts, of which TensorFlow's graphs refuse the pointwise one");

    private final String text;

    KnownDifference(String text) {
        this.text = text;
    }

    /** Null if the difference is not known. */
    static KnownDifference ofWrongShape(Convolution convolution, Kernels kernels, Shape shape) {
        boolean inputs = shape.equals(convolution.problem().inputShape());
        boolean known = isEmptyForOneDnn(convolution, kernels)
                // Of a dilated filter the kernel sees the sub-images, of a separable convolution the second part an
                // empty first.
                && (inputs || isDilated(convolution) || convolution.pointwise() != null);
        return known ? SHAPE_OF_EMPTY_OUTPUT : null;
    }

    /** Null if the difference is not known. */
    static KnownDifference ofRefusal(Convolution convolution, Kernels kernels) {
        ConvolutionProblem problem = convolution.problem();
        if (problem.operation() != Operation.DEPTHWISE_CONV2D) {
            return null;
        }
        boolean withoutPixels = Stream.of(
                        problem.geometry().height(), problem.geometry().width())
                .anyMatch(KnownDifference::isWithoutPixels);
        if (withoutPixels && isDilated(convolution)) {
            return DILATED_WITHOUT_PIXELS;
        }
        if (convolution.pointwise() == null) {
            return null;
        }
        if (withoutPixels) {
            return POINTWISE_WITHOUT_PIXELS;
        }
        // The second part refuses the wrong shape of the first.
        return isEmptyForOneDnn(convolution, kernels) ? SHAPE_OF_EMPTY_OUTPUT : null;
    }

    private static boolean isEmptyForOneDnn(Convolution convolution, Kernels kernels) {
        return kernels == Kernels.ONEDNN && convolution.problem().outputShape().elementCount() == 0;
    }

    private static boolean isDilated(Convolution convolution) {
        ConvolutionProblem problem = convolution.problem();
        return problem.operation() == Operation.DEPTHWISE_CONV2D
                && Math.max(
                                problem.parameters().dilationHeight(),
                                problem.parameters().dilationWidth())
                        > 1;
    }

    private static boolean isWithoutPixels(SpatialAxis axis) {
        return axis.input() == 0 && axis.output() == 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
