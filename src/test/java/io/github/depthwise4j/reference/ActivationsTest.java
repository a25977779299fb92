package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Activation.Kind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    static Stream<Activation> activations() {
        return Arrays.stream(Kind.values()).flatMap(kind -> switch (kind) {
            case LEAKY_RELU -> Stream.of(Activation.leakyRelu(0.3f), Activation.leakyRelu(-2));
            case CLIP -> Stream.of(Activation.clip(-1.5f, 2.5f), Activation.clip(Float.NEGATIVE_INFINITY, 0));
            default -> Stream.of(new Activation(kind, 0, 0));
        });
    }

    /** Computed to forty digits elsewhere, and rounded. */
    @ParameterizedTest
    @CsvSource({
        "none, -2.5, -2.5",
        "relu, -2.5, 0",
        "relu, 2.5, 2.5",
        "relu6, -1, 0",
        "relu6, 5.5, 5.5",
        "relu6, 7, 6",
        "leaky_relu(0.25), -8, -2",
        "leaky_relu(0.25), 8, 8",
        "'clip(-1.0,2.0)', -3, -1",
        "'clip(-1.0,2.0)', 0.5, 0.5",
        "'clip(-1.0,2.0)', 3, 2",
        "elu, 1, 1",
        "elu, -1, -0.6321205588285576784",
        "elu, -1e-10, -0.99999999995e-10",
        "sigmoid, 0, 0.5",
        "sigmoid, 1, 0.7310585786300048793",
        "sigmoid, -40, 4.248354255291589e-18",
        "swish, 1, 0.7310585786300048793",
        "swish, -1, -0.2689414213699951207",
        "hard_swish, -3, 0",
        "hard_swish, -1, -0.3333333333333333333",
        "hard_swish, 1, 0.6666666666666666667",
        "hard_swish, 4, 4",
        "hard_sigmoid, -3, 0",
        "hard_sigmoid, 0, 0.5",
        "hard_sigmoid, 1, 0.6666666666666666667",
        "hard_sigmoid, 4, 1",
        "tanh, 1, 0.7615941559557648881",
        "tanh, -0.5, -0.4621171572600097585",
        "gelu_tanh, 1, 0.8411919906082767048",
        "gelu_tanh, -1, -0.1588080093917232952",
        "gelu_erf, 1, 0.8413447460685429486",
        "gelu_erf, -1, -0.1586552539314570514",
        "gelu_erf, 2, 1.954499736103641586"
    })
    void knownValues(String activation, double x, double expected) {
        assertThat(Activations.apply(Activation.parse(activation), x))
                .isCloseTo(expected, within(Math.abs(expected) * 1e-13));
    }

    @Test
    void theErrorFunctionAndItsComplementHaveTheirKnownValues() {
        assertThat(ErrorFunction.erf(0)).isZero();
        assertThat(ErrorFunction.erf(0.5)).isCloseTo(0.5204998778130465377, within(1e-15));
        assertThat(ErrorFunction.erf(-1)).isCloseTo(-0.8427007929497148693, within(1e-15));
        assertThat(ErrorFunction.erf(3)).isCloseTo(0.9999779095030014146, within(1e-15));
        assertThat(ErrorFunction.erfc(2)).isCloseTo(4.677734981047265838e-3, within(1e-16));
        assertThat(ErrorFunction.erfc(5)).isCloseTo(1.537459794428034850e-12, within(1e-25));
        assertThat(ErrorFunction.erfc(-5)).isCloseTo(2 - 1.537459794428e-12, within(1e-15));
    }

    /** The derivative of erf is 2 / sqrt(pi) exp(-z^2); Simpson's rule adds it up. */
    @Test
    void theErrorFunctionIsTheIntegralOfItsDerivative() {
        double step = 1e-3;
        double sum = 0;
        for (int i = 0; i < 4000; i++) {
            double z = i * step;
            sum += step / 6 * (bell(z) + 4 * bell(z + step / 2) + bell(z + step));
            assertThat(ErrorFunction.erf(z + step)).isCloseTo(sum, within(1e-13));
            assertThat(ErrorFunction.erfc(z + step)).isCloseTo(1 - sum, within(1e-13));
        }
    }

    private static double bell(double z) {
        return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z);
    }

    @Test
    void theFormulasAgreeWithOtherWaysOfWritingThem() {
        for (double x = -20; x <= 20; x += 0.01) {
            double sigmoid = (1 + Math.tanh(x / 2)) / 2;
            assertThat(apply(Kind.SIGMOID, x)).isCloseTo(sigmoid, within(1e-15));
            assertThat(apply(Kind.SWISH, x)).isCloseTo(x * sigmoid, within(2e-14));
            assertThat(apply(Kind.TANH, x)).isCloseTo(1 - 2 / (Math.exp(2 * x) + 1), within(1e-15));
            double cubic = Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3));
            assertThat(apply(Kind.GELU_TANH, x)).isCloseTo(x / 2 * (1 + Math.tanh(cubic)), within(2e-14));
            assertThat(apply(Kind.GELU_ERF, x))
                    .isCloseTo(x / 2 * (1 + ErrorFunction.erf(x / Math.sqrt(2))), within(2e-14));
            double ramp = x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5;
            assertThat(apply(Kind.HARD_SIGMOID, x)).isCloseTo(ramp, within(1e-15));
            assertThat(apply(Kind.HARD_SWISH, x)).isCloseTo(x * ramp, within(1e-14));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void noSlopeIsSteeperThanTheSteepestAndOneComesClose(Activation activation) {
        double steepest = 0;
        double step = 1e-4;
        for (double x = -12; x < 12; x += step) {
            double rise = Activations.apply(activation, x + step) - Activations.apply(activation, x);
            steepest = Math.max(steepest, Math.abs(rise) / step);
        }
        double stated = Activations.steepestSlope(activation);
        assertThat(steepest).isBetween(stated * 0.9999, stated * (1 + 1e-9));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void aNanStaysANan(Activation activation) {
        assertThat(Activations.apply(activation, Double.NaN)).isNaN();
    }

    @Test
    void infinitiesGiveWhatTheFormulasGive() {
        for (Kind kind :
                new Kind[] {Kind.NONE, Kind.RELU, Kind.ELU, Kind.SWISH, Kind.HARD_SWISH, Kind.GELU_TANH, Kind.GELU_ERF
                }) {
            assertThat(apply(kind, INFINITY)).as("%s", kind).isEqualTo(INFINITY);
        }
        for (Kind kind : new Kind[] {Kind.SWISH, Kind.HARD_SWISH, Kind.GELU_TANH, Kind.GELU_ERF}) {
            assertThat(apply(kind, -INFINITY)).as("%s", kind).isNaN();
        }
        assertThat(apply(Kind.NONE, -INFINITY)).isEqualTo(-INFINITY);
        assertThat(apply(Kind.RELU, -INFINITY)).isZero();
        assertThat(apply(Kind.RELU6, INFINITY)).isEqualTo(6);
        assertThat(apply(Kind.ELU, -INFINITY)).isEqualTo(-1);
        assertThat(apply(Kind.SIGMOID, -INFINITY)).isZero();
        assertThat(apply(Kind.SIGMOID, INFINITY)).isEqualTo(1);
        assertThat(apply(Kind.HARD_SIGMOID, INFINITY)).isEqualTo(1);
        assertThat(apply(Kind.TANH, -INFINITY)).isEqualTo(-1);
        assertThat(Activations.apply(Activation.leakyRelu(0.5f), -INFINITY)).isEqualTo(-INFINITY);
        assertThat(Activations.apply(Activation.clip(-1, 2), INFINITY)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void bothZerosGiveTheSame(Activation activation) {
        assertThat(Activations.apply(activation, -0.0) == Activations.apply(activation, 0.0))
                .isTrue();
    }

    @Test
    void integersAreKeptByThoseThatOnlyCompareOrShift() {
        assertThat(activations().filter(Activations::keepsIntegers))
                .containsExactly(
                        Activation.NONE,
                        Activation.RELU,
                        Activation.RELU6,
                        Activation.leakyRelu(-2),
                        Activation.clip(Float.NEGATIVE_INFINITY, 0));
        assertThat(Activations.grain(Activation.leakyRelu(0.25f))).isEqualTo(0.25);
        assertThat(Activations.grain(Activation.leakyRelu(-2))).isEqualTo(1);
        assertThat(Activations.grain(Activation.leakyRelu(0))).isEqualTo(1);
    }

    /** As oneDNN's would be at best: the function, rounded. */
    @ParameterizedTest
    @MethodSource("activations")
    void theAllowedErrorCoversOneRoundingAndStaysNearTheScaleOfFloat(Activation activation) {
        for (double x = -80; x <= 80; x += 0.0371) {
            double value = Activations.apply(activation, (float) x);
            double allowed = ApproximationError.of(activation, (float) x, value);
            assertThat(Math.abs((float) value - value))
                    .as("%s of %s", activation, x)
                    .isLessThanOrEqualTo(allowed);
            assertThat(allowed)
                    .as("%s of %s", activation, x)
                    .isLessThanOrEqualTo(2.5e-6 * Math.max(1, Math.abs(value)));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void noFunctionPassesForAnother(Activation activation) {
        activations().filter(other -> !other.equals(activation)).forEach(other -> {
            boolean toldApart = false;
            for (double x = -8; x <= 8; x += 0.25) {
                double value = Activations.apply(activation, x);
                double distance = Math.abs(Activations.apply(other, x) - value);
                toldApart |= distance > 1e-4 && distance > 10 * ApproximationError.of(activation, x, value);
            }
            assertThat(toldApart).as("%s and %s", activation, other).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("activations")
    void nothingIsAllowedWhereNoNumberIsExpected(Activation activation) {
        for (double x : new double[] {Double.NaN, INFINITY, -INFINITY}) {
            double value = Activations.apply(activation, x);
            if (!Double.isFinite(value)) {
                assertThat(ApproximationError.of(activation, x, value)).isZero();
            } else {
                assertThat(ApproximationError.of(activation, x, value)).isLessThan(1e-6);
            }
        }
    }

    private static double apply(Kind kind, double x) {
        return Activations.apply(new Activation(kind, 0, 0), x);
    }
}
