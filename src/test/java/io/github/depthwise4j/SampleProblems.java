package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.stream.Stream;

/** Small problems that reach different code inside oneDNN, each in both data formats. */
final class SampleProblems {
    private static final List<String> NHWC = List.of(
            // Whole vector registers, then a rest, then less than one register.
            "SAME mb2ic32ih14iw14oc32kh3kw3",
            "SAME mb1ic17ih9iw11oc17kh3kw3sh2sw2 bias",
            "VALID mb1ic3ih12iw10oc3kh3kw2",
            "SAME mb1ic24ih13iw12oc24kh3kw3dh1dw1",
            // More padding than the filter is large, and unequal.
            "[[0,0],[4,3],[5,0],[0,0]] mb1ic16ih7iw8oc16kh3kw3",
            // Most outputs see only padding.
            "[[0,0],[90,60],[40,80],[0,0]] mb2ic16ih7iw8oc16kh3kw3 bias",
            // Channel multipliers, and one channel, which is an ordinary convolution.
            "SAME mb1ic8ih10iw10oc16kh3kw3 bias",
            "SAME mb1ic16ih8iw8oc128kh3kw3",
            "SAME mb1ic3ih16iw15oc24kh3kw2sh2sw2",
            "VALID mb2ic5ih11iw9oc15kh2kw3dh2dw1 bias",
            "SAME mb2ic1ih12iw13oc1kh5kw5",
            "SAME mb1ic1ih12iw13oc8kh3kw3 bias",
            "VALID mb1ic1ih12iw5oc3kh3kw3sh1sw4",
            "SAME mb1ic1ih10iw9oc5kh3kw3dh1dw2",
            // Rows only, one pixel at a time, a filter beyond the image, unequal strides, a stride beyond the filter.
            "SAME mb1ic40ih1iw33oc40kh1kw7",
            "VALID mb1ic48ih9iw9oc48kh1kw1",
            "SAME mb1ic64ih5iw5oc64kh11kw11",
            "SAME mb1ic9ih17iw16oc9kh3kw3sh1sw4",
            "SAME mb1ic16ih16iw16oc16kh1kw1sh3sw3 bias",
            "SAME mb6ic20ih6iw5oc40kh5kw5 batch=3x2");

    private SampleProblems() {}

    static Stream<ConvolutionProblem> all() {
        return NHWC.stream()
                .map(line -> ConvolutionProblem.parse("depthwise_conv2d float32 NHWC " + line))
                .flatMap(problem -> Stream.of(problem, channelsFirst(problem)));
    }

    static Stream<ConvolutionProblem> withoutBias() {
        return all().map(problem -> new ConvolutionProblem(
                problem.parameters(), problem.dataType(), problem.inputShape(), problem.filterShape(), false));
    }

    private static ConvolutionProblem channelsFirst(ConvolutionProblem problem) {
        ConvolutionParameters parameters = problem.parameters();
        Padding padding = parameters.padding();
        if (padding.isExplicit()) {
            int[][] pairs = padding.pairs();
            padding = Padding.explicit(new int[][] {pairs[0], pairs[3], pairs[1], pairs[2]});
        }
        long[] dims = problem.inputShape().dims();
        int last = dims.length - 1;
        long channels = dims[last];
        dims[last] = dims[last - 1];
        dims[last - 1] = dims[last - 2];
        dims[last - 2] = channels;
        return new ConvolutionProblem(
                new ConvolutionParameters(
                        parameters.operation(),
                        parameters.strideHeight(),
                        parameters.strideWidth(),
                        padding,
                        DataFormat.NCHW,
                        parameters.dilationHeight(),
                        parameters.dilationWidth(),
                        ""),
                problem.dataType(),
                Shape.of(dims),
                problem.filterShape(),
                problem.hasBias());
    }
}
