package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.problem.Problem;

/**
 * What a call deserves: 2 us, its bytes at 4 GB/s, and its multiply-adds at 2.5 G/s; half of these speeds with SSE4.1.
 * A call that takes ten times as long fell off a cliff.
 *
 * @param slowdown what the time of bytes and multiply-adds is multiplied by
 */
public record Model(double slowdown) {
    /** For AVX2 and newer. */
    public static final Model FULL_SPEED = new Model(1);

    private static final Model HALF_SPEED = new Model(2);
    private static final double CALL_MICROS = 2;
    private static final double BYTES_PER_MICRO = 4e3;
    private static final double MULTIPLY_ADDS_PER_MICRO = 2.5e3;

    /** The model for a name that oneDNN has for an instruction set. */
    static Model of(String instructionSet) {
        return instructionSet.startsWith("SSE") ? HALF_SPEED : FULL_SPEED;
    }

    public double micros(Problem problem) {
        return micros(problem.cost());
    }

    public double micros(Cost cost) {
        return CALL_MICROS
                + slowdown * (cost.bytesMoved() / BYTES_PER_MICRO + cost.multiplyAdds() / MULTIPLY_ADDS_PER_MICRO);
    }
}
