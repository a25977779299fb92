package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.memory.NativeMemory;

/**
 * A filter and a bias in the layout that a plan needs. Immutable; its owner closes it after the last call that uses
 * it.
 */
public final class PackedFilter implements AutoCloseable {
    private final NativeMemory weights;
    private final NativeMemory bias;
    private final PackedFilter next;
    /** Null if the memory belongs to this object alone. */
    private final Loan loan;

    /** Memory that several plans use. */
    interface Loan {
        /** Ends the loan: the borrower no longer uses the memory. A second call does nothing. */
        void end();

        /** The number of borrowers. */
        int borrowers();
    }

    private PackedFilter(NativeMemory weights, NativeMemory bias, PackedFilter next, Loan loan) {
        this.weights = weights;
        this.bias = bias;
        this.next = next;
        this.loan = loan;
    }

    /**
     * A packed filter that owns this memory.
     *
     * @param weights the packed filter, or null if the plan needs none
     * @param bias one number per output channel, or null if the problem has none
     */
    static PackedFilter of(NativeMemory weights, NativeMemory bias) {
        return new PackedFilter(weights, bias, null, null);
    }

    /** The same memory, lent to one more plan. */
    PackedFilter lent(Loan to) {
        return new PackedFilter(weights, bias, next, to);
    }

    /** Both filters as one, which owns them. The other filter belongs to the convolution that follows. */
    PackedFilter followedBy(PackedFilter other) {
        return new PackedFilter(weights, bias, other, loan);
    }

    public NativeMemory weights() {
        return weights;
    }

    public NativeMemory bias() {
        return bias;
    }

    /** The address of the packed filter; 0 if the plan needs none. */
    public long weightsAddress() {
        return weights == null ? 0 : weights.address();
    }

    /** The address of the bias; 0 if the problem has none. */
    public long biasAddress() {
        return bias == null ? 0 : bias.address();
    }

    public PackedFilter next() {
        return next;
    }

    /** The native bytes that count for the owner of this. The bytes of lent memory are divided among its borrowers. */
    public long byteShare() {
        long bytes = (weights == null ? 0 : weights.byteSize()) + (bias == null ? 0 : bias.byteSize());
        long mine = loan == null ? bytes : bytes / Math.max(1, loan.borrowers());
        return next == null ? mine : mine + next.byteShare();
    }

    @Override
    public void close() {
        if (loan != null) {
            loan.end();
        } else {
            if (weights != null) {
                weights.close();
            }
            if (bias != null) {
                bias.close();
            }
        }
        if (next != null) {
            next.close();
        }
    }
}
