package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors without elements: never an error, always the right shape. */
class EmptyTensorsTest {
    private static final int GUARDS = 1_000;
    private static final float GUARD = 7e7f;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // No images, no rows, no columns, neither, no images along one of several batch axes.
                "NHWC SAME mb0ic3ih5iw4oc6kh3kw3sh2sw2 | 0 3 2 6",
                "NCHW SAME mb0ic3ih5iw4oc6kh3kw3sh2sw2 bias | 0 6 3 2",
                "NHWC VALID mb0ic3ih5iw4oc3kh3kw3 | 0 3 2 3",
                "NHWC SAME mb2ic3ih0iw4oc6kh3kw3 bias | 2 0 4 6",
                "NHWC SAME mb2ic3ih4iw0oc6kh3kw3sh2sw2 | 2 2 0 6",
                "NCHW SAME mb2ic3ih0iw0oc6kh3kw3 | 2 6 0 0",
                "NHWC SAME mb0ic1ih4iw4oc1kh3kw3 batch=2x0x3 | 2 0 3 4 4 1",
            })
    void anEmptyOutputHasItsShape(String line, String shape) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 " + line);
        Shape expected = Shape.of(
                Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray());
        float[] filter = Numbers.integers(problem.filterShape(), 1);
        try (Tensor input = Tensor.of(new float[0], problem.inputShape().dims());
                DepthwiseConv2d operation = Convolve.operation(problem, filter, Numbers.bias(problem, 2))) {
            assertThat(operation.outputShape(problem.inputShape())).isEqualTo(expected);
            try (Tensor output = operation.run(input);
                    Tensor own = Tensor.of(new float[0], expected.dims())) {
                assertThat(output.shape()).isEqualTo(expected);
                assertThat(output.toFloatArray()).isEmpty();
                operation.run(input, own);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NHWC [[0,0],[2,2],[1,1],[0,0]] mb2ic3ih0iw4oc6kh3kw3 bias",
                "NHWC [[0,0],[2,2],[3,1],[0,0]] mb2ic3ih0iw0oc3kh3kw3",
                "NCHW [[0,0],[0,0],[1,1],[4,2]] mb1ic2ih5iw0oc8kh2kw3sh2sw1 bias",
                "NCHW [[0,0],[0,0],[1,1],[4,2]] mb1ic2ih5iw0oc8kh2kw3sh2sw1",
                // Padding behind the image alone.
                "NHWC [[0,0],[0,2],[1,1],[0,0]] mb1ic3ih0iw4oc3kh1kw3 bias",
                "NCHW [[0,0],[0,0],[1,0],[0,3]] mb2ic4ih2iw0oc8kh2kw1 bias"
            })
    void anEmptyImageWithPaddingGivesTheBiasOrZeros(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 " + line);
        float[] filter = Numbers.integers(problem.filterShape(), 1);
        float[] bias = Numbers.bias(problem, 2);
        float[] output = runBesideGuards(problem, filter, bias);
        assertThat(output).isNotEmpty();
        for (int oc = 0; oc < problem.geometry().oc(); oc++) {
            for (int n = 0; n < problem.geometry().mb(); n++) {
                for (int row = 0; row < problem.geometry().oh(); row++) {
                    for (int column = 0; column < problem.geometry().ow(); column++) {
                        assertThat(output[Numbers.outputIndex(problem, n, oc, row, column)])
                                .isEqualTo(bias == null ? 0 : bias[oc]);
                    }
                }
            }
        }
    }

    /** What is computed; nothing behind it may be written. */
    private static float[] runBesideGuards(ConvolutionProblem problem, float[] filter, float[] bias) {
        float[] output = new float[(int) problem.outputShape().elementCount()];
        FloatBuffer all = ByteBuffer.allocateDirect((output.length + GUARDS) * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < all.capacity(); i++) {
            all.put(i, GUARD);
        }
        try (Tensor in = Tensor.of(new float[0], problem.inputShape().dims());
                Tensor out = Tensor.wrap(
                        all.slice(0, output.length), problem.outputShape().dims());
                DepthwiseConv2d operation = Convolve.operation(problem, filter, bias)) {
            operation.run(in, out);
        }
        all.get(0, output);
        float[] behind = new float[GUARDS];
        all.get(output.length, behind);
        assertThat(behind).as("behind the output").containsOnly(GUARD);
        return output;
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 4, 0 5 4 6", "2, 0, 4, 2 0 4 6", "2, 5, 0, 2 5 0 6"})
    void theOneShotCallReturnsEmptyTensorsToo(long images, long rows, long columns, String shape) {
        try (Tensor input = Tensor.of(new float[0], images, rows, columns, 3);
                Tensor filter = Tensor.of(Numbers.integers(Shape.of(3, 3, 3, 2), 1), 3, 3, 3, 2);
                Tensor output = Nn.depthwiseConv2d(input, filter, new int[] {1, 1, 1, 1}, Padding.SAME)) {
            assertThat(output.shape()).hasToString("[" + shape.replace(" ", ", ") + "]");
        }
    }
}
