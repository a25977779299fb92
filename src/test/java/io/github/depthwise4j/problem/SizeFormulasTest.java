package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class SizeFormulasTest {
    @Test
    void samePaddingFollowsBothFormsOfTheDocumentedRule() {
        for (int in = 0; in <= 20; in++) {
            for (int filter = 1; filter <= 7; filter++) {
                for (int stride = 1; stride <= 9; stride++) {
                    checkSame(in, filter, stride, 1);
                    checkSame(in, filter, 1, stride);
                }
            }
        }
    }

    private static void checkSame(int in, int filter, int stride, int dilation) {
        SpatialAxis axis = width(Padding.SAME, in, filter, stride, dilation);
        int extent = (filter - 1) * dilation + 1;
        assertThat(axis.extent()).isEqualTo(extent);
        assertThat(axis.output()).isEqualTo((int) Math.ceil((double) in / stride));
        int zeros = axis.padBefore() + axis.padAfter();
        assertThat(zeros).isEqualTo(Math.max(0, (axis.output() - 1) * stride + extent - in));
        if (in > 0) {
            assertThat(zeros)
                    .as("in %d, filter %d, stride %d, dilation %d", in, filter, stride, dilation)
                    .isEqualTo(in % stride == 0 ? Math.max(extent - stride, 0) : Math.max(extent - in % stride, 0));
        }
        assertThat(axis.padAfter() - axis.padBefore()).as("the extra zero").isBetween(0, 1);
    }

    @Test
    void validAndExplicitPaddingCountTheWindowsThatFit() {
        for (int in = 0; in <= 12; in++) {
            for (int filter = 1; filter <= 5; filter++) {
                for (int stride = 1; stride <= 6; stride++) {
                    checkExplicit(in, filter, stride, 1, 0, 0);
                    checkExplicit(in, filter, stride, 1, 1, 3);
                    checkExplicit(in, filter, 1, stride, 7, 2);
                }
            }
        }
    }

    private static void checkExplicit(int in, int filter, int stride, int dilation, int before, int after) {
        Padding padding = before + after == 0
                ? Padding.VALID
                : Padding.explicit(new int[][] {{0, 0}, {0, 0}, {before, after}, {0, 0}});
        int extent = 1 + (filter - 1) * dilation;
        int windows = 0;
        while (windows * stride + extent <= before + in + after) {
            windows++;
        }
        if (windows == 0 && in == 0 && before + after == 0 && extent == 1) {
            assertThat(width(padding, in, filter, stride, dilation).output())
                    .as("one pixel of an image without pixels")
                    .isZero();
            return;
        }
        if (windows == 0) {
            assertThatExceptionOfType(InvalidProblemException.class)
                    .isThrownBy(() -> width(padding, in, filter, stride, dilation))
                    .extracting(InvalidProblemException::kind)
                    .isEqualTo("negative_output");
            return;
        }
        SpatialAxis axis = width(padding, in, filter, stride, dilation);
        assertThat(axis.output()).isEqualTo(windows);
        assertThat(axis.padBefore()).isEqualTo(before);
        assertThat(axis.padAfter()).isEqualTo(after);
    }

    @Test
    void theFirstTapOfTheFirstWindowLiesOnThePadding() {
        SpatialAxis axis = new SpatialAxis(9, 3, 2, 1, 1, 1, 5);
        assertThat(axis.position(0, 0)).isEqualTo(-1);
        assertThat(axis.position(2, 1)).isEqualTo(4);
        assertThat(new SpatialAxis(9, 3, 1, 4, 4, 4, 9).position(5, 2)).isEqualTo(9);
    }

    @Test
    void positionsOfTheLargestImageDoNotOverflow() {
        SpatialAxis axis = width(Padding.SAME, Integer.MAX_VALUE - 2, 1, Integer.MAX_VALUE - 3, 1);
        assertThat(axis.output()).isEqualTo(2);
        assertThat(axis.position(1, 0)).isEqualTo(Integer.MAX_VALUE - 3 - axis.padBefore());
    }

    @Test
    void shapesFollowTheDataFormat() {
        ConvolutionProblem last =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC VALID g3mb2ic3ih5iw7oc6kh2kw3sh1sw2");
        assertThat(last.inputShape()).isEqualTo(Shape.of(2, 5, 7, 3));
        assertThat(last.filterShape()).isEqualTo(Shape.of(2, 3, 3, 2));
        assertThat(last.outputShape()).isEqualTo(Shape.of(2, 4, 3, 6));
        assertThat(last.biasShape()).isEqualTo(Shape.of(6));
        ConvolutionProblem first =
                ConvolutionProblem.parse("depthwise_conv2d float32 NCHW VALID g3mb2ic3ih5iw7oc6kh2kw3sh1sw2");
        assertThat(first.inputShape()).isEqualTo(Shape.of(2, 3, 5, 7));
        assertThat(first.filterShape()).isEqualTo(Shape.of(2, 3, 3, 2));
        assertThat(first.outputShape()).isEqualTo(Shape.of(2, 6, 4, 3));
        assertThat(first.geometry()).isEqualTo(last.geometry());
    }

    @Test
    void theGeometryCountsGroupsAndElements() {
        ConvolutionGeometry geometry = ConvolutionProblem.parse(
                        "depthwise_conv2d float32 NHWC VALID g3mb2ic3ih5iw7oc6kh2kw3sh1sw2")
                .geometry();
        assertThat(geometry.g()).isEqualTo(3);
        assertThat(geometry.icPerGroup()).isEqualTo(1);
        assertThat(geometry.ocPerGroup()).isEqualTo(2);
        assertThat(geometry.srcElements()).isEqualTo(2 * 5 * 7 * 3);
        assertThat(geometry.dstElements()).isEqualTo(2 * 4 * 3 * 6);
    }

    @Test
    void leadingBatchAxesAreTakenTogetherAndKeptInTheOutput() {
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, DataFormat.NCHW, null, null);
        ConvolutionProblem problem = new ConvolutionProblem(
                parameters, DataType.FLOAT32, Shape.of(2, 3, 4, 1, 5, 7), Shape.of(1, 1, 1, 2), false);
        assertThat(problem.geometry().mb()).isEqualTo(24);
        assertThat(problem.outputShape()).isEqualTo(Shape.of(2, 3, 4, 2, 5, 7));
    }

    @Test
    void emptyBatchesAndImagesGiveEmptyOutputsOfTheRightShape() {
        assertThat(output(Padding.SAME, 0, 5, 7)).isEqualTo(Shape.of(0, 3, 4, 2));
        assertThat(output(Padding.VALID, 0, 5, 7)).isEqualTo(Shape.of(0, 2, 3, 2));
        assertThat(output(Padding.SAME, 2, 0, 7)).isEqualTo(Shape.of(2, 0, 4, 2));
        assertThat(output(Padding.SAME, 2, 5, 0)).isEqualTo(Shape.of(2, 3, 0, 2));
    }

    @Test
    void paddingMakesAnOutputOfAnEmptyImage() {
        Padding padding = Padding.explicit(new int[][] {{0, 0}, {2, 1}, {1, 2}, {0, 0}});
        assertThat(output(padding, 2, 0, 0)).isEqualTo(Shape.of(2, 1, 1, 2));
    }

    @Test
    void batchAxesWhoseProductNoLongHoldsAreFineWhereThereIsNothingToIndex() {
        long large = Integer.MAX_VALUE - 1;
        ConvolutionProblem problem = new ConvolutionProblem(
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, null, null, null),
                DataType.FLOAT32,
                Shape.of(large, large, large, 0, 3, 1),
                Shape.of(3, 3, 1, 2),
                false);
        assertThat(problem.geometry().dstElements()).isZero();
        assertThat(problem.outputShape()).isEqualTo(Shape.of(large, large, large, 0, 3, 2));
        assertThat(ConvolutionProblem.parse(problem.toString())).isEqualTo(problem);
    }

    @Test
    void nullMeansTensorFlowsDefaults() {
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 2, 3, 1}, Padding.SAME, null, null, null);
        assertThat(parameters.dataFormat()).isEqualTo(DataFormat.NHWC);
        assertThat(parameters.dilationHeight()).isEqualTo(1);
        assertThat(parameters.dilationWidth()).isEqualTo(1);
        assertThat(parameters.strideHeight()).isEqualTo(2);
        assertThat(parameters.strideWidth()).isEqualTo(3);
        assertThat(parameters.name()).isEmpty();
    }

    @Test
    void stridesAreReadInTheOrderOfTheDataFormat() {
        ConvolutionParameters parameters = ConvolutionParameters.depthwiseConv2d(
                new int[] {1, 1, 2, 3}, Padding.SAME, DataFormat.NCHW, null, null);
        assertThat(parameters.strideHeight()).isEqualTo(2);
        assertThat(parameters.strideWidth()).isEqualTo(3);
    }

    private static Shape output(Padding padding, int batch, int height, int width) {
        return new ConvolutionProblem(
                        ConvolutionParameters.depthwiseConv2d(new int[] {2, 2}, padding, null, null, null),
                        DataType.FLOAT32,
                        Shape.of(batch, height, width, 1),
                        Shape.of(3, 3, 1, 2),
                        false)
                .outputShape();
    }

    private static SpatialAxis width(Padding padding, int in, int filter, int stride, int dilation) {
        return new ConvolutionProblem(
                        ConvolutionParameters.depthwiseConv2d(
                                new int[] {1, stride}, padding, null, new int[] {1, dilation}, null),
                        DataType.FLOAT32,
                        Shape.of(1, 1, in, 1),
                        Shape.of(1, filter, 1, 1),
                        false)
                .geometry()
                .width();
    }
}
