package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The packed filters of one operation. Plans that need the same part of the same filter in the same layout share one.
 * It is freed when the last of these plans closes it. For any number of threads.
 */
public final class PackedFilters {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Shared> shared = new ArrayList<>();

    /** One packed filter and the plans that use it. The plans stay open while they are in the list. */
    private static final class Shared {
        private final Tensor filter;
        private final int firstChannel;
        private final Shape part;
        private final PackedFilter packed;
        private final List<ConvolutionPlan> users = new ArrayList<>();
        /** The number of users, for readers without the lock. */
        private volatile int borrowers;

        Shared(Tensor filter, int firstChannel, Shape part, PackedFilter packed) {
            this.filter = filter;
            this.firstChannel = firstChannel;
            this.part = part;
            this.packed = packed;
        }

        boolean suits(ConvolutionPlan plan, Tensor wanted, int channel) {
            return filter == wanted
                    && firstChannel == channel
                    && part.equals(plan.problem().filterShape())
                    && users.get(0).packsLike(plan);
        }
    }

    /**
     * The filter for a plan; the plan stays open until the result is closed.
     *
     * @param filter the operation's filter; plans share what is packed from the same tensor, with the same bias
     * @param firstChannel the first input channel of the part of the filter that the plan needs
     * @param packing packs the filter; called if no other plan has packed it
     */
    public PackedFilter share(ConvolutionPlan plan, Tensor filter, int firstChannel, Supplier<PackedFilter> packing) {
        // The lock is held while a filter is packed, so that two threads do not pack the same filter.
        lock.lock();
        try {
            for (Shared each : shared) {
                if (each.suits(plan, filter, firstChannel)) {
                    return lend(each, plan);
                }
            }
            PackedFilter packed = packing.get();
            Shared added = new Shared(filter, firstChannel, plan.problem().filterShape(), packed);
            try {
                PackedFilter lent = lend(added, plan);
                shared.add(added);
                return lent;
            } catch (RuntimeException | Error e) {
                packed.close();
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private PackedFilter lend(Shared from, ConvolutionPlan plan) {
        PackedFilter lent = from.packed.lent(new PackedFilter.Loan() {
            @Override
            public void end() {
                giveBack(from, plan);
            }

            @Override
            public int borrowers() {
                return from.borrowers;
            }
        });
        from.users.add(plan);
        from.borrowers = from.users.size();
        return lent;
    }

    private void giveBack(Shared to, ConvolutionPlan plan) {
        lock.lock();
        try {
            if (to.users.remove(plan)) {
                to.borrowers = to.users.size();
                if (to.users.isEmpty()) {
                    shared.remove(to);
                    to.packed.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
