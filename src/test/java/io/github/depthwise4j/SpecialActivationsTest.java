package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation of {@link Activation} says of NaN, infinities and zeros. */
@Tag("isa")
class SpecialActivationsTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float[] INPUTS = {NAN, INFINITY, -INFINITY, -0f, 0f, 100f, -100f};
    private static final int CHANNELS = 16;

    static Stream<Arguments> functions() {
        return Stream.of(
                Arguments.of(Activation.NONE, new float[] {NAN, INFINITY, -INFINITY, 0, 0, 100, -100}),
                Arguments.of(Activation.RELU, new float[] {0, INFINITY, 0, 0, 0, 100, 0}),
                Arguments.of(Activation.RELU6, new float[] {0, 6, 0, 0, 0, 6, 0}),
                Arguments.of(Activation.leakyRelu(0.25f), new float[] {NAN, INFINITY, -INFINITY, 0, 0, 100, -25}),
                Arguments.of(Activation.clip(-1, 2), new float[] {-1, 2, -1, 0, 0, 2, -1}),
                Arguments.of(Activation.ELU, new float[] {NAN, INFINITY, -1, 0, 0, 100, -1}),
                Arguments.of(Activation.SIGMOID, new float[] {NAN, 1, 0, 0.5f, 0.5f, 1, 0}),
                Arguments.of(Activation.SWISH, new float[] {NAN, INFINITY, NAN, 0, 0, 100, -0f}),
                Arguments.of(Activation.HARD_SWISH, new float[] {NAN, INFINITY, NAN, 0, 0, 100, -0f}),
                Arguments.of(Activation.HARD_SIGMOID, new float[] {1, 1, 0, 0.5f, 0.5f, 1, 0}),
                Arguments.of(Activation.TANH, new float[] {NAN, 1, -1, 0, 0, 1, -1}),
                Arguments.of(Activation.GELU_TANH, new float[] {NAN, INFINITY, NAN, 0, 0, 100, -0f}));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void specialNumbersComeOutAsDocumented(Activation activation, float[] expected) {
        float[] actual = apply(activation);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s of %s", activation, INPUTS[i]).satisfies(equalTo(expected[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("gelu")
    void geluOfInfinityIsInfinityUnlessTheCpuHasAvx512(Activation activation) {
        float[] actual = apply(activation);
        assertThat(actual[0]).isNaN();
        assertThat(actual[1])
                .isEqualTo(
                        Depthwise4j.load().instructionSet().startsWith("AVX512")
                                ? Float.valueOf(NAN)
                                : Float.valueOf(INFINITY));
        assertThat(actual[2]).isNaN();
        assertThat(Arrays.copyOfRange(actual, 3, 6)).containsExactly(0, 0, 100);
        assertThat(Math.abs(actual[6])).isZero();
    }

    static Stream<Activation> gelu() {
        return Stream.of(Activation.GELU_ERF);
    }

    /** Bits count, but for the sign of a result that vanished, and for the payload of a NaN. */
    private static Consumer<Float> equalTo(float expected) {
        return actual -> {
            if (expected == 0) {
                assertThat(Math.abs(actual)).isZero();
            } else {
                assertThat(actual).isEqualTo(Float.valueOf(expected));
            }
        };
    }

    private static float[] apply(Activation activation) {
        float[] input = new float[INPUTS.length * CHANNELS];
        for (int i = 0; i < input.length; i++) {
            input[i] = INPUTS[i / CHANNELS];
        }
        float[] ones = new float[CHANNELS];
        Arrays.fill(ones, 1);
        try (Tensor in = Tensor.of(input, 1, 1, INPUTS.length, CHANNELS);
                Tensor filter = Tensor.of(ones, 1, 1, CHANNELS, 1);
                DepthwiseConv2d op =
                        DepthwiseConv2d.builder(filter).activation(activation).build();
                Tensor out = op.run(in)) {
            float[] all = out.toFloatArray();
            float[] first = new float[INPUTS.length];
            for (int i = 0; i < first.length; i++) {
                first[i] = all[i * CHANNELS];
            }
            return first;
        }
    }
}
