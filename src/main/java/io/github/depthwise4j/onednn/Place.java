package io.github.depthwise4j.onednn;

/**
 * Where the argument of a step is: at a distance, in bytes, from the beginning of an operand of the call, or at an
 * address that is the same in all calls.
 *
 * @param role the role of the argument
 * @param operand what the distance is measured from
 * @param offset the distance; the address, if the operand is {@link Operand#NONE}
 */
public record Place(Role role, Operand operand, long offset) {
    /** What a call passes. */
    public enum Operand {
        // The order is that of the operands in depthwise4j.c.
        NONE,
        SRC,
        WEIGHTS,
        BIAS,
        RESIDUAL,
        DST
    }

    /** An argument at an address that never changes. */
    public static Place at(Role role, long address) {
        return new Place(role, Operand.NONE, address);
    }
}
