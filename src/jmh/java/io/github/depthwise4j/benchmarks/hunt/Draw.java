package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A kind of random problems. A seed and an index give the same problem on every machine, whatever was drawn before it.
 */
public enum Draw {
    /** Depthwise convolutions of all kinds. */
    DEPTHWISE(RandomSizes::depthwise),
    /** Ordinary convolutions of all kinds, also with groups. */
    CONV2D(RandomSizes::conv2d),
    /** Separable convolutions of all kinds. */
    SEPARABLE(RandomSizes::separable),
    /**
     * Depthwise convolutions of moderate sizes: both formats, 1 to 320 channels, kernels up to 15, paddings up to 8,
     * dilations up to 8.
     */
    MODERATE(RandomSizes::moderate);

    /** The most elements of an input, an output, and what is between the parts of a separable convolution. */
    static final long MOST_ELEMENTS = 32_000_000;
    /** The most elements of a filter. */
    static final long MOST_WEIGHTS = 8_000_000;
    /** The longest time of the model, so that a problem far above the model does not stop the hunt. */
    static final double MOST_MICROS = 100_000;

    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;
    private static final long INDEX_STEP = 0xBF58476D1CE4E5B9L;

    private final Function<RandomSizes, Sizes> sizes;

    Draw(Function<RandomSizes, Sizes> sizes) {
        this.sizes = sizes;
    }

    /** The draw of a name, as {@code depthwise}. */
    public static Draw of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public Problem problem(long seed, int index) {
        RandomSizes random = new RandomSizes(random(seed, index));
        while (true) {
            Optional<Problem> problem =
                    sizes.apply(random).with(random.fusion()).problem();
            if (problem.isPresent() && fits(problem.get())) {
                return problem.get();
            }
        }
    }

    /** A sequence of random numbers that differs between neighbouring seeds and indices. */
    static Random random(long seed, int index) {
        long mixed = (seed + 1) * SEED_STEP + (index + 1) * INDEX_STEP;
        return new Random(mixed ^ mixed >>> 31);
    }

    /** Whether memory and time of a problem are bounded. */
    static boolean fits(Problem problem) {
        Cost cost = problem.cost();
        long between = problem instanceof SeparableProblem separable
                ? separable.depthwise().outputShape().elementCount()
                : 0;
        long images = Math.max(
                problem.inputShape().elementCount(), problem.outputShape().elementCount());
        return Math.max(images, between) <= MOST_ELEMENTS
                && cost.parameters() <= MOST_WEIGHTS
                && Model.FULL_SPEED.micros(cost) <= MOST_MICROS;
    }

    /** The name in files and tables. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
