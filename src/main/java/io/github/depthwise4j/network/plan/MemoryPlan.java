package io.github.depthwise4j.network.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where each result lies in the memory of a run. The memory is divided into slots, each for one result at a time.
 *
 * <p>The results of a slot have the same middle, whatever their sizes. So the first half of the rows of each result
 * lies in the first half of the slot. That is why two threads, of which each computes its half of every layer, each
 * write where they have written before: a core writes much slower to what lies in the cache of another one. The price
 * is memory: some 10 to 30 % more for networks, because several small results do not share the place of a large one.
 */
final class MemoryPlan {
    private static final long ALIGNMENT = 64;

    private final List<Slot> slots = new ArrayList<>();

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

    /** Blocks of which no two are used at the same time. The first one is the largest. */
    private static final class Slot {
        private final List<Block> blocks = new ArrayList<>();

        boolean isFreeFor(Block block) {
            return blocks.stream().noneMatch(block::meets);
        }

        long byteSize() {
            return blocks.get(0).bytes;
        }

        void placeAt(long offset) {
            for (Block block : blocks) {
                block.offset = offset + ((byteSize() - block.bytes) / 2 & -ALIGNMENT);
            }
        }
    }

    private MemoryPlan() {}

    /** Gives every block its offset, and returns the bytes of all slots together. */
    static long place(List<Block> blocks) {
        MemoryPlan plan = new MemoryPlan();
        blocks.stream()
                .sorted(Comparator.comparingLong((Block block) -> -block.bytes).thenComparingInt(block -> block.first))
                .forEach(plan::addToSlot);
        long offset = 0;
        for (Slot slot : plan.slots) {
            slot.placeAt(offset);
            offset += slot.byteSize();
        }
        return offset;
    }

    private void addToSlot(Block block) {
        for (Slot slot : slots) {
            if (slot.isFreeFor(block)) {
                slot.blocks.add(block);
                return;
            }
        }
        Slot slot = new Slot();
        slot.blocks.add(block);
        slots.add(slot);
    }
}
