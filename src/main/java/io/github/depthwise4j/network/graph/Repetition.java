package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How the numbers of the smaller operand of an arithmetic layer are repeated to fill the shape of the result. The
 * result is seen as {@code [blocks, rows, columns]}.
 *
 * @param kind what is repeated
 * @param blocks how many blocks the result has; each is computed by a call of its own
 * @param rows the rows of a block
 * @param columns the numbers of a row
 * @param blockStride the distance in the smaller operand from the numbers of one block to those of the next
 */
public record Repetition(Kind kind, long blocks, long rows, long columns, long blockStride) {
    /** More calls than this would take longer than to write the repeated operand out. */
    private static final int MOST_BLOCKS = 32;

    /** What is repeated. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** The only number. */
        NUMBER,
        /** A row, for all rows of a block. */
        ROW,
        /** A column, for all columns of a block. */
        COLUMN,
        /** Anything else, or too many blocks; rows and columns then say nothing. */
        OTHER
    }

    /** Neighbouring axes that are all repeated, or all not. */
    private record Group(boolean repeated, long length) {}

    /** The repetition of a shape, which has axes of length 1, or no axis, where the result repeats it. */
    public static Repetition of(Shape smaller, Shape result) {
        List<Group> groups = groups(smaller, result);
        int count = groups.size();
        long all = result.elementCount();
        if (count == 0 || count == 1) {
            boolean one = count == 1 && groups.get(0).repeated;
            return new Repetition(one ? Kind.NUMBER : Kind.NONE, 1, 1, all, 0);
        }
        long blocks = count == 2 ? 1 : groups.get(0).length;
        long columns = groups.get(count - 1).length;
        boolean column = groups.get(count - 1).repeated;
        if (count > 3 || blocks > MOST_BLOCKS) {
            return new Repetition(Kind.OTHER, 1, 1, all, 0);
        }
        return new Repetition(
                column ? Kind.COLUMN : Kind.ROW, blocks, all / blocks / columns, columns, column ? 0 : columns);
    }

    private static List<Group> groups(Shape smaller, Shape result) {
        List<Group> groups = new ArrayList<>();
        int missing = result.rank() - smaller.rank();
        for (int axis = 0; axis < result.rank(); axis++) {
            long length = result.dim(axis);
            boolean repeated = axis < missing || smaller.dim(axis - missing) < length;
            int last = groups.size() - 1;
            if (length != 1 && last >= 0 && groups.get(last).repeated == repeated) {
                groups.set(last, new Group(repeated, groups.get(last).length * length));
            } else if (length != 1) {
                groups.add(new Group(repeated, length));
            }
        }
        return groups;
    }
}
