package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.Objects;

/**
 * The largest difference between a sum of products computed in {@code float} and the oracle's sum: a theorem, not a
 * tolerance. A larger error is a mistake, for every order of the additions, with or without fused multiply and add.
 *
 * <p>With {@code u = 2^-24}, {@code n} terms and {@code gamma(n) = n*u / (1 - n*u)},
 *
 * <pre>{@code
 * |computed - exact| <= gamma(n) * (sum of |x| * |w|)
 * }</pre>
 *
 * <p>(N. J. Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, 2nd edition, SIAM 2002, section 3.1: every
 * term takes part in at most {@code n} roundings, one of a product and {@code n - 1} of additions, of which the last
 * gives the result its type.) A bias is one more term, and so is a residual. Taps on the padding add zeros, without an
 * error, so counting them is safe. Methods that compute with sums of inputs (Winograd) or in a narrower type are not
 * covered.
 *
 * <p>The theorem is about exact sums and numbers without limits. Three things are added to it:
 *
 * <ul>
 *   <li>The oracle's own roundings. Products of two {@code float} are exact in {@code double}; sums are not, and
 *       neither are the sum of absolute values and the difference that is compared with the bound. Together they stay
 *       below {@code 2 * gamma(n + 1)}, taken with {@code 2^-53} for {@code u}.
 *   <li>Underflow. A product, or a fused multiply and add, whose result is below {@code 2^-126} has an absolute error
 *       of at most {@code 2^-150}; an addition alone has none. Twice that for each term, {@code n * 2^-149}, also
 *       covers how later roundings magnify it. Arithmetic that flushes such numbers to zero is not covered.
 *   <li>Overflow. If the sum of absolute values reaches {@link Float#MAX_VALUE}, a partial sum may overflow: then the
 *       bound is infinite and every result is accepted.
 * </ul>
 *
 * <p><b>Separable convolutions.</b> The input of the second part is itself computed, and its element {@code x} may have
 * the error {@code bound(x)}. That changes the exact sum by at most {@code inherited = sum of bound(x) * |w|}, and
 * enlarges the rounded terms. So the bound is {@code inherited + gamma(n) * (sum of |x| * |w| + inherited)}.
 *
 * <p><b>Activations.</b> With {@code B} the bound of the sum and {@code L} the steepest slope of the function
 * {@code f}, the bound of {@code f(x)} is {@code L * B} (and {@code 2^-16} of that, because the actual sum is not
 * {@code x}) plus the error of oneDNN's own approximation of {@code f}. That part is not a theorem, because oneDNN
 * guarantees no error. For functions of exact operations it was derived. For the others it was measured with oneDNN
 * 3.11 over six million numbers of all sizes, after a depthwise and an ordinary convolution, with SSE4.1, AVX2 and
 * AVX-512, and set at least a fifth above the largest measured error, which is in brackets:
 *
 * <table>
 * <caption>The error allowed to the approximation, with u = 2^-24, about 6e-8, and y = f(x)</caption>
 * <tr><th>activation</th><th>L</th><th>allowed error, and where it comes from</th></tr>
 * <tr><td>none, relu, relu6, clip</td><td>1</td><td>0: nothing is rounded</td></tr>
 * <tr><td>leaky_relu(a)</td><td>max(1, |a|)</td><td>0 for x &gt;= 0 and where a is a power of two, else one rounding, u
 * |y|</td></tr>
 * <tr><td>elu</td><td>1</td><td>4 u [2.03 u]: exp is computed and 1 subtracted</td></tr>
 * <tr><td>sigmoid</td><td>1/4</td><td>(5 + 1.5 max(0, -x)) u |y| [2.8 u |y| for x &gt; 0, 12.4 u |y| at -8.7]: the
 * error of exp grows with its argument</td></tr>
 * <tr><td>swish</td><td>1.09985</td><td>as sigmoid [3.5 u |y| for x &gt; 0]</td></tr>
 * <tr><td>hard_swish</td><td>1.5</td><td>3 u |y| + u min(|x|, 3): roundings of 1/6, of x/6 + 1/2 and of the
 * product</td></tr>
 * <tr><td>hard_sigmoid</td><td>1/6</td><td>1.5 u [0.67 u]: roundings of 1/6 and of x/6 + 1/2</td></tr>
 * <tr><td>tanh</td><td>1</td><td>5 u |y| [2.7 u |y|]</td></tr>
 * <tr><td>gelu_tanh</td><td>1.12907</td><td>3 u |y| + 2 u min(|x|, 5) [2.5 u |y| for x &gt; 0; 2.5 u at -4.2, where 1 +
 * tanh cancels]</td></tr>
 * <tr><td>gelu_erf</td><td>1.12891</td><td>2 u |y| + 7 u min(|x|, 4) [20.2 u at 3.43 with AVX-512: an approximation of
 * erf good to some 7 u]; from 2^127 on everything, because oneDNN overflows there</td></tr>
 * </table>
 *
 * <p>Functions that use oneDNN's exp return 0 for results below {@code 2^-118}; this is allowed too. For subnormal
 * results, {@code 2^-149} is allowed.
 *
 * <p>If a NaN is expected, the result must be a NaN; if an infinity is expected, the same infinity. The sign of a zero
 * is not compared.
 *
 * <p>Immutable; any number of threads may use it.
 */
public final class ErrorBound {
    private static final double FLOAT_ROUNDOFF = 0x1p-24;
    private static final double DOUBLE_ROUNDOFF = 0x1p-53;
    private static final double UNDERFLOW_PER_TERM = 0x1p-149;

    /** How much the approximation's error may change between two sums, per unit of their distance. */
    private static final double SLOPE_OF_APPROXIMATION = 0x1p-16;

    private final double relative;
    private final double underflow;
    private final Activation activation;

    private ErrorBound(double relative, double underflow, Activation activation) {
        this.activation = activation;
        this.relative = relative;
        this.underflow = underflow;
    }

    /**
     * {@return the bound for the outputs of a problem} Its terms are the taps of the input channels of one group, the
     * bias and the residual.
     *
     * @param problem the problem
     */
    public static ErrorBound of(ConvolutionProblem problem) {
        Objects.requireNonNull(problem, "problem");
        ConvolutionGeometry geometry = problem.geometry();
        long terms = (long) geometry.kh() * geometry.kw() * geometry.icPerGroup()
                + (problem.hasBias() ? 1 : 0)
                + (problem.fusion().residual() ? 1 : 0);
        return of(terms, problem.fusion().activation());
    }

    /**
     * {@return the bound for the outputs of a separable convolution} It is the bound of the second part; the error of
     * the first part is in {@link ReferenceResult#inheritedError}.
     *
     * @param problem the problem
     */
    public static ErrorBound of(SeparableProblem problem) {
        Objects.requireNonNull(problem, "problem");
        return of(problem.pointwise());
    }

    /**
     * {@return the bound for sums with a number of terms}
     *
     * @param terms the number of terms, 0 or more; from {@code 2^24} on the bound is infinite
     * @throws IllegalArgumentException if it is negative
     */
    public static ErrorBound ofTerms(long terms) {
        return of(terms, Activation.NONE);
    }

    private static ErrorBound of(long terms, Activation activation) {
        if (terms < 0) {
            throw new IllegalArgumentException("terms = " + terms + ", but must be 0 or more");
        }
        double relative = gamma(terms, FLOAT_ROUNDOFF) + 2 * gamma(terms + 1, DOUBLE_ROUNDOFF);
        return new ErrorBound(relative, terms * UNDERFLOW_PER_TERM, activation);
    }

    private static double gamma(long terms, double roundoff) {
        double product = terms * roundoff;
        return product < 1 ? product / (1 - product) : Double.POSITIVE_INFINITY;
    }

    /**
     * The largest error of a sum, before an activation, that is not a mistake.
     *
     * @param absoluteSum the sum of {@code |x| * |w|} over the terms of one output, {@link ReferenceResult#absoluteSum}
     * @return 0 if every term is 0 (nothing is rounded), or if a term is a NaN or infinite (then only the expected
     *     value is right); infinity if there is no bound
     */
    public double of(double absoluteSum) {
        if (absoluteSum == 0 || Double.isNaN(absoluteSum) || Double.isInfinite(absoluteSum)) {
            return 0;
        }
        double bound = relative * absoluteSum + underflow;
        return absoluteSum + bound >= Float.MAX_VALUE ? Double.POSITIVE_INFINITY : bound;
    }

    /**
     * {@return the largest error of one output that is not a mistake; infinity if there is no bound}
     *
     * @param expected what the oracle computed
     * @param index the index of the output in row-major order
     * @throws IndexOutOfBoundsException if there is no such output
     */
    public double of(ReferenceResult expected, int index) {
        double inherited = expected.inheritedError(index);
        double sumBound = of(expected.absoluteSum(index) + inherited) + inherited;
        return Double.isNaN(sumBound)
                ? Double.POSITIVE_INFINITY
                : activated(sumBound, expected.sum(index), expected.value(index));
    }

    /** The same for sums without rounding before the activation. */
    double ofExactSum(ReferenceResult expected, int index) {
        return activated(0, expected.sum(index), expected.value(index));
    }

    private double activated(double sumBound, double sum, double value) {
        return activated(activation, sumBound, sum, value);
    }

    /** The bound of an activation of a sum that has this bound itself. */
    static double activated(Activation activation, double sumBound, double sum, double value) {
        if (activation.kind() == Activation.Kind.NONE || Double.isInfinite(sumBound)) {
            return sumBound;
        }
        double bound = Activations.steepestSlope(activation) * (1 + SLOPE_OF_APPROXIMATION) * sumBound
                + ApproximationError.of(activation, sum, value)
                + (sumBound > 0 ? UNDERFLOW_PER_TERM : 0);
        boolean mayOverflow = Double.isFinite(value) && Math.abs(value) + bound >= Float.MAX_VALUE;
        return mayOverflow ? Double.POSITIVE_INFINITY : bound;
    }

    /**
     * {@return the distance from the expected value} It is infinite if there is none, as between a number and a NaN,
     * and 0 between two NaN or two equal infinities.
     *
     * @param actual the result
     * @param expected the expected value
     */
    public static double error(float actual, double expected) {
        if (Double.isNaN(expected)) {
            return Float.isNaN(actual) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (actual == expected) {
            return 0;
        }
        return Float.isNaN(actual) ? Double.POSITIVE_INFINITY : Math.abs(actual - expected);
    }

    /**
     * {@return whether the error of an output is within its bound}
     *
     * @param actual the output
     * @param expected what the oracle computed
     * @param index the index of the output in row-major order
     * @throws IndexOutOfBoundsException if there is no such output
     */
    public boolean accepts(float actual, ReferenceResult expected, int index) {
        return error(actual, expected.value(index)) <= of(expected, index);
    }

    /**
     * {@return whether the error of a sum, before an activation, is within its bound}
     *
     * @param actual the sum
     * @param expected the oracle's sum, {@link ReferenceResult#sum}
     * @param absoluteSum the sum of {@code |x| * |w|} over its terms, {@link ReferenceResult#absoluteSum}
     */
    public boolean accepts(float actual, double expected, double absoluteSum) {
        return error(actual, expected) <= of(absoluteSum);
    }
}
