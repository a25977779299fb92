package io.github.depthwise4j.network.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where each result lies in the memory of a run. Results that are not needed at the same time share it: the largest
 * ones are placed first, each at the lowest place that no other one uses during its life.
 */
final class MemoryPlan {
    private static final long ALIGNMENT = 64;

    private final List<Block> placed = new ArrayList<>();
    private long byteSize;

    /** One piece of memory, and the first and the last step that use it. */
    static final class Block {
        private final long bytes;
        private final int first;
        private int last;
        private long offset = -1;

        Block(long bytes, int first, int last) {
            this.bytes = (bytes + ALIGNMENT - 1) & -ALIGNMENT;
            this.first = first;
            this.last = last;
        }

        /** Lets the block live longer. */
        void extendTo(int step) {
            last = Math.max(last, step);
        }

        int last() {
            return last;
        }

        boolean isOfSize(long size) {
            return bytes == ((size + ALIGNMENT - 1) & -ALIGNMENT);
        }

        long offset() {
            return offset;
        }

        private boolean meets(Block other) {
            return first <= other.last && other.first <= last;
        }
    }

    private MemoryPlan() {}

    /** Gives every block its offset, and returns the bytes of all of them together. */
    static long place(List<Block> blocks) {
        MemoryPlan plan = new MemoryPlan();
        blocks.stream()
                .sorted(Comparator.comparingLong((Block block) -> -block.bytes).thenComparingInt(block -> block.first))
                .forEach(plan::place);
        return plan.byteSize;
    }

    private void place(Block block) {
        long offset = 0;
        placed.sort(Comparator.comparingLong(other -> other.offset));
        for (Block other : placed) {
            if (block.meets(other) && other.offset < offset + block.bytes && offset < other.offset + other.bytes) {
                offset = other.offset + other.bytes;
            }
        }
        block.offset = offset;
        placed.add(block);
        byteSize = Math.max(byteSize, offset + block.bytes);
    }
}
