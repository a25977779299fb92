package io.github.depthwise4j.problem;

/**
 * The cost of computing a problem, counted from its sizes. It is not measured, and is the same on every machine.
 *
 * <p>A multiply-add is one multiplication and the addition of its product, which profilers and papers about networks
 * count as one (or, as "FLOPs", as two). Adding a bias, a residual, and applying an activation are not counted.
 *
 * @param multiplyAdds {@code mb * oh * ow * oc * kh * kw * (ic / g)}: every tap of every window, also taps on
 *     padding, as TensorFlow's profiler and most papers count
 * @param multiplyAddsInside the multiply-adds whose tap lies on the input, without products with padding
 * @param parameters the numbers in filter and bias
 * @param bytesMoved the bytes of input, filter, bias, residual and output, each once: the least that must move
 *     between memory and processor if nothing is in a cache
 */
public record Cost(long multiplyAdds, long multiplyAddsInside, long parameters, long bytesMoved) {
    /** Nothing at all. */
    public static final Cost NONE = new Cost(0, 0, 0, 0);

    /** {@return the floating-point operations, two for each multiply-add, padding included} */
    public long flops() {
        return 2 * multiplyAdds;
    }

    /**
     * {@return the floating-point operations for each byte moved} If it is below the number of operations that a
     * machine computes while it moves a byte (about 5 to 50), memory limits the speed; otherwise arithmetic does. 0 if
     * nothing is moved.
     */
    public double arithmeticIntensity() {
        return bytesMoved == 0 ? 0 : 2.0 * multiplyAdds / bytesMoved;
    }

    /**
     * {@return the sum of two costs, for example of two layers}
     *
     * @param other the other
     */
    public Cost plus(Cost other) {
        return new Cost(
                multiplyAdds + other.multiplyAdds,
                multiplyAddsInside + other.multiplyAddsInside,
                parameters + other.parameters,
                bytesMoved + other.bytesMoved);
    }

    static Cost of(ConvolutionProblem problem) {
        ConvolutionGeometry sizes = problem.geometry();
        long perTap = sizes.dstElements() == 0 ? 0 : (long) sizes.mb() * sizes.oc() * sizes.icPerGroup();
        long parameters = problem.filterShape().elementCount() + (problem.hasBias() ? sizes.oc() : 0);
        long images = problem.inputShape().elementCount()
                + (problem.fusion().residual() ? 2 : 1) * problem.outputShape().elementCount();
        return new Cost(
                perTap * sizes.oh() * sizes.kh() * sizes.ow() * sizes.kw(),
                perTap * tapsInside(sizes.height()) * tapsInside(sizes.width()),
                parameters,
                (images + parameters) * problem.dataType().byteSize());
    }

    static Cost of(SeparableProblem problem) {
        Cost both = of(problem.depthwise()).plus(of(problem.pointwise()));
        long between = problem.depthwise().outputShape().elementCount()
                * problem.depthwise().dataType().byteSize();
        // The first part writes the intermediate and the second part reads it: it can stay in the cache.
        return new Cost(both.multiplyAdds, both.multiplyAddsInside, both.parameters, both.bytesMoved - 2 * between);
    }

    /** The taps of all windows along an axis that lie on the input. */
    private static long tapsInside(SpatialAxis axis) {
        long inside = 0;
        for (int tap = 0; tap < axis.filter(); tap++) {
            // The position of this tap in window 0. In each further window it lies one stride further.
            long start = (long) tap * axis.dilation() - axis.padBefore();
            long first = start >= 0 ? 0 : (-start + axis.stride() - 1) / axis.stride();
            long end = start >= axis.input() ? 0 : (axis.input() - 1 - start) / axis.stride() + 1;
            inside += Math.max(0, Math.min(end, axis.output()) - first);
        }
        return inside;
    }
}
