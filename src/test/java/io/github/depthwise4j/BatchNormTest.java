package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNormTest {
    private static final float EPSILON = 1e-3f;
    private static final int SIZE = 6;
    private static final int TAPS = 3;

    /** Batch norm of a convolution; each tensor that is not given is null. */
    private static final class Case implements AutoCloseable {
        final Operation operation;
        final int inputs;
        final int groups;
        final int channels;
        final Tensor input;
        final Tensor filter;
        final Tensor bias;
        final Tensor gamma;
        final Tensor beta;
        final Tensor mean;
        final Tensor variance;

        Case(Operation operation, int inputs, int groups, int channels, boolean everything) {
            this.operation = operation;
            this.inputs = inputs;
            this.groups = groups;
            this.channels = channels;
            input = Data.random(1, 1, SIZE, SIZE, inputs);
            filter = operation == Operation.CONV2D
                    ? Data.random(2, TAPS, TAPS, inputs / groups, channels)
                    : Data.random(2, TAPS, TAPS, inputs, channels / inputs);
            bias = everything ? Data.random(3, channels) : null;
            gamma = everything ? Data.random(4, channels) : null;
            beta = everything ? Data.random(5, channels) : null;
            mean = Data.random(6, channels);
            float[] positive = Data.values(Shape.of(channels), 7);
            for (int i = 0; i < channels; i++) {
                positive[i] = i == 0 ? 0 : positive[i] * positive[i];
            }
            variance = Tensor.of(positive, channels);
        }

        BatchNorm.Folded fold() {
            return BatchNormTest.fold(operation, filter, bias, gamma, beta, mean, variance, EPSILON);
        }

        Tensor run(BatchNorm.Folded folded) {
            if (operation == Operation.CONV2D) {
                try (Conv2d conv =
                        Conv2d.builder(folded.filter()).bias(folded.bias()).build()) {
                    return conv.run(input);
                }
            }
            try (DepthwiseConv2d conv =
                    DepthwiseConv2d.builder(folded.filter()).bias(folded.bias()).build()) {
                return conv.run(input);
            }
        }

        /** The filter's index of a tap on an input channel of the group, for an output channel. */
        int weight(int row, int column, int inGroup, int channel) {
            int perGroup = inputs / groups;
            return ((row * TAPS + column) * (operation == Operation.CONV2D ? perGroup : 1) + inGroup) * channels
                    + channel;
        }

        @Override
        public void close() {
            for (Tensor tensor : new Tensor[] {input, filter, bias, gamma, beta, mean, variance}) {
                if (tensor != null) {
                    tensor.close();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DEPTHWISE_CONV2D,4,4,4,true",
        "DEPTHWISE_CONV2D,3,3,6,true",
        "DEPTHWISE_CONV2D,1,1,5,false",
        "CONV2D,3,1,8,true",
        "CONV2D,4,2,6,true",
        "CONV2D,5,1,1,false"
    })
    void computesTheConvolutionFollowedByBatchNorm(
            Operation operation, int inputs, int groups, int channels, boolean everything) {
        try (Case that = new Case(operation, inputs, groups, channels, everything);
                BatchNorm.Folded folded = that.fold();
                Tensor output = that.run(folded)) {
            float[] computed = output.toFloatArray();
            int positions = SIZE - TAPS + 1;
            assertThat(computed).hasSize(positions * positions * channels);
            for (int i = 0; i < computed.length; i++) {
                assertElement(that, i / channels / positions, i / channels % positions, i % channels, computed[i]);
            }
        }
    }

    /** Convolution and batch norm one after the other in double, and the distance that roundings can make. */
    private static void assertElement(Case that, int y, int x, int channel, float computed) {
        float[] input = that.input.toFloatArray();
        float[] filter = that.filter.toFloatArray();
        int perGroup = that.inputs / that.groups;
        int firstInput = channel / (that.channels / that.groups) * perGroup;
        double sum = 0;
        double absolute = 0;
        for (int row = 0; row < TAPS; row++) {
            for (int column = 0; column < TAPS; column++) {
                for (int c = 0; c < perGroup; c++) {
                    int at = ((y + row) * SIZE + x + column) * that.inputs + firstInput + c;
                    double term = (double) input[at] * filter[that.weight(row, column, c, channel)];
                    sum += term;
                    absolute += Math.abs(term);
                }
            }
        }
        double bias = number(that.bias, channel, 0);
        double mean = number(that.mean, channel, 0);
        double beta = number(that.beta, channel, 0);
        double scale = number(that.gamma, channel, 1) / Math.sqrt(number(that.variance, channel, 0) + (double) EPSILON);
        double expected = (sum + bias - mean) * scale + beta;

        int terms = TAPS * TAPS * perGroup + 1;
        double folded = absolute * Math.abs(scale) + Math.abs((bias - mean) * scale + beta);
        double inDouble = (absolute + Math.abs(bias) + Math.abs(mean)) * Math.abs(scale) + Math.abs(beta);
        // Each weight and the bias is rounded once, which changes them by 2^-24; the convolution adds its own
        // roundings.
        double bound = ErrorBound.ofTerms(terms).of(folded * (1 + 0x1p-24))
                + folded * 0x1p-24
                + (terms + 10) * inDouble * 0x1p-53;
        assertThat(Math.abs(computed - expected)).isLessThanOrEqualTo(bound);
    }

    private static double number(Tensor tensor, int channel, double otherwise) {
        return tensor == null ? otherwise : tensor.toFloatArray()[channel];
    }

    @Test
    void foldsNumbersThatCanBeFollowedByHand() {
        try (Tensor filter = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 1, 2);
                Tensor bias = Tensor.of(new float[] {5, 6}, 2);
                Tensor gamma = Tensor.of(new float[] {2, 3}, 2);
                Tensor beta = Tensor.of(new float[] {10, 20}, 2);
                Tensor mean = Tensor.of(new float[] {1, 4}, 2);
                Tensor variance = Tensor.of(new float[] {3.75f, 0}, 2);
                BatchNorm.Folded folded =
                        BatchNormTest.fold(Operation.CONV2D, filter, bias, gamma, beta, mean, variance, 0.25f)) {
            // 2 / sqrt(3.75 + 0.25) = 1, and 3 / sqrt(0 + 0.25) = 6
            assertThat(folded.filter().shape()).isEqualTo(filter.shape());
            assertThat(folded.filter().toFloatArray()).containsExactly(1, 12, 3, 24);
            assertThat(folded.bias().toFloatArray()).containsExactly(14, 32);
            assertThat(filter.toFloatArray()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void aPlainBatchNormOfMeanZeroAndVarianceOneChangesNothing() {
        try (Tensor filter = Data.random(1, 3, 3, 2, 2);
                Tensor mean = Tensor.allocate(DataType.FLOAT32, 4);
                Tensor variance = Tensor.of(new float[] {1, 1, 1, 1}, 4);
                BatchNorm.Folded folded =
                        BatchNormTest.fold(Operation.DEPTHWISE_CONV2D, filter, null, null, null, mean, variance, 0)) {
            assertThat(folded.filter().toFloatArray()).isEqualTo(filter.toFloatArray());
            assertThat(folded.bias().toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void theResultIsTheHoldersToClose() {
        try (Case that = new Case(Operation.CONV2D, 2, 1, 3, true)) {
            long before = LiveBlocks.settled();
            BatchNorm.Folded folded = that.fold();
            assertThat(Depthwise4j.stats().nativeBlocks()).isEqualTo(before + 2);
            folded.close();
            folded.close();
            assertThat(Depthwise4j.stats().nativeBlocks()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e-6f, Float.NaN, Float.NEGATIVE_INFINITY})
    void aVarianceThatIsNoneIsRefused(float variance) {
        try (Tensor filter = Data.random(1, 1, 1, 2, 1);
                Tensor mean = Data.random(1, 2);
                Tensor bad = Tensor.of(new float[] {1, variance}, 2)) {
            assertRefused(
                    "variance[1] = " + variance + " with epsilon = 0.001, but",
                    () -> BatchNormTest.fold(Operation.DEPTHWISE_CONV2D, filter, null, null, null, mean, bad, EPSILON));
        }
    }

    @Test
    void aVarianceOfZeroNeedsAnEpsilon() {
        try (Tensor filter = Data.random(1, 1, 1, 1, 1);
                Tensor mean = Data.random(1, 1);
                Tensor zero = Tensor.allocate(DataType.FLOAT32, 1)) {
            assertRefused(
                    "more than 0 together with epsilon",
                    () -> BatchNormTest.fold(Operation.CONV2D, filter, null, null, null, mean, zero, 0));
            BatchNormTest.fold(Operation.CONV2D, filter, null, null, null, mean, zero, 1e-30f)
                    .close();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e-9f, Float.NaN, Float.POSITIVE_INFINITY})
    void anEpsilonThatIsNoneIsRefused(float epsilon) {
        try (Case that = new Case(Operation.CONV2D, 1, 1, 2, false)) {
            assertRefused(
                    "epsilon = " + epsilon,
                    () -> BatchNormTest.fold(
                            that.operation, that.filter, null, null, null, that.mean, that.variance, epsilon));
        }
    }

    @Test
    void vectorsOfAnotherLengthAreRefusedByName() {
        try (Case that = new Case(Operation.DEPTHWISE_CONV2D, 2, 2, 4, true);
                Tensor two = Data.random(1, 2);
                Tensor column = Data.random(1, 4, 1)) {
            assertRefused(
                    "BatchNorm.fold: gamma shape = [2], but batch norm has one number per output channel; pass a "
                            + "tensor of shape [4].",
                    () -> BatchNormTest.fold(
                            that.operation, that.filter, null, two, null, that.mean, that.variance, EPSILON));
            assertRefused(
                    "mean shape = [4, 1]",
                    () -> BatchNormTest.fold(that.operation, that.filter, null, null, null, column, that.variance, 0));
            assertThatThrownBy(() -> BatchNormTest.fold(
                            that.operation, that.filter, two, null, null, that.mean, that.variance, EPSILON))
                    .isInstanceOf(InvalidProblemException.class)
                    .hasMessageContaining("depthwise_conv2d: bias shape = [2]");
            assertThatThrownBy(() -> BatchNormTest.fold(
                            that.operation, that.mean, null, null, null, that.mean, that.variance, EPSILON))
                    .isInstanceOf(InvalidProblemException.class)
                    .hasMessageContaining("filter shape = [4]");
        }
    }

    @Test
    void closedTensorsAreRefusedByName() {
        Case that = new Case(Operation.CONV2D, 2, 1, 3, true);
        that.filter.close();
        assertThatThrownBy(that::fold)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("filter of shape");
        that.beta.close();
        assertThatThrownBy(that::fold)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("beta of shape [3]");
        that.close();
        assertThatThrownBy(() -> BatchNorm.builder().fold(that.operation, null, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("filter");
    }

    @Test
    void whatHasNoDefaultMustBeSet() {
        try (Case that = new Case(Operation.CONV2D, 2, 1, 3, false)) {
            assertThatThrownBy(
                            () -> BatchNorm.builder().variance(that.variance).fold(that.operation, that.filter, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "BatchNorm.fold: mean is not set, and it has no default; call mean(tensor) on the builder");
            assertThatThrownBy(() -> BatchNorm.builder().mean(that.mean).fold(that.operation, that.filter, null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("variance is not set");
        }
    }

    @Test
    void epsilonIsThatOfKerasUnlessSet() {
        try (Case that = new Case(Operation.CONV2D, 2, 1, 3, true);
                BatchNorm.Folded standard = BatchNorm.builder()
                        .mean(that.mean)
                        .variance(that.variance)
                        .fold(that.operation, that.filter, null);
                BatchNorm.Folded set =
                        fold(that.operation, that.filter, null, null, null, that.mean, that.variance, 0.001f)) {
            assertThat(standard.filter().toFloatArray()).isEqualTo(set.filter().toFloatArray());
            assertThat(standard.bias().toFloatArray()).isEqualTo(set.bias().toFloatArray());
        }
    }

    private static BatchNorm.Folded fold(
            Operation operation,
            Tensor filter,
            Tensor bias,
            Tensor gamma,
            Tensor beta,
            Tensor mean,
            Tensor variance,
            float epsilon) {
        return BatchNorm.builder()
                .gamma(gamma)
                .beta(beta)
                .mean(mean)
                .variance(variance)
                .epsilon(epsilon)
                .fold(operation, filter, bias);
    }

    private static void assertRefused(String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidProblemException.class, e -> assertThat(e.kind()).isEqualTo("batch_norm"))
                .hasMessageContaining(words);
    }
}
