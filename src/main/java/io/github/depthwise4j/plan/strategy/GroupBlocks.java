package io.github.depthwise4j.plan.strategy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The blocks of groups of a problem: equal ones, and behind them at most two others. They have no entries of their own,
 * because there can be millions.
 *
 * @param size the groups of the equal blocks
 * @param equal the number of equal blocks
 * @param others the groups of the others
 */
record GroupBlocks(int size, int equal, List<Integer> others) {
    /**
     * The blocks of a number of groups.
     *
     * @param block the groups of a block of the layout
     * @param oneIsTooSmall whether a single group that is left over joins others
     */
    static GroupBlocks of(int groups, int size, int block, boolean oneIsTooSmall) {
        int equal = groups / size;
        int left = groups % size;
        if (left == 0) {
            return new GroupBlocks(size, equal, List.of());
        }
        if (left > 1 || equal == 0 || !oneIsTooSmall) {
            return new GroupBlocks(size, equal, List.of(left));
        }
        // The last of the equal ones takes it, and leaves what fills the layout to the block before.
        return block > 1 && size > block
                ? new GroupBlocks(size, equal - 1, List.of(size - block, block + 1))
                : new GroupBlocks(size, equal - 1, List.of(size + 1));
    }

    int count() {
        return equal + others.size();
    }

    int groupsOf(int block) {
        return block < equal ? size : others.get(block - equal);
    }

    /** The first group of a block. */
    int firstOf(int block) {
        int first = Math.min(block, equal) * size;
        for (int other = equal; other < block; other++) {
            first += groupsOf(other);
        }
        return first;
    }

    /** The different numbers of groups, in the order of the first blocks that have them. */
    List<Integer> kinds() {
        Set<Integer> kinds = new LinkedHashSet<>();
        if (equal > 0) {
            kinds.add(size);
        }
        kinds.addAll(others);
        return List.copyOf(kinds);
    }
}
