package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.problem.SpatialAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bands along one axis. Those inside the image are alike and equally far apart: they have one entry together,
 * because there can be many millions.
 */
final class AxisBands {
    private static final int FIELDS = 3;

    private final SpatialAxis axis;
    private final List<Kind> kinds = new ArrayList<>();
    /** For each entry: the number of its kind, and the first position in the input and in the output. */
    private int[] entries = new int[3 * FIELDS];

    private int entryCount;
    /** The entry of the bands that are alike, and their number. */
    private int alikeEntry;

    private int alikeCount = 1;
    private int alikeSize;
    private int count;

    /**
     * What can differ between bands.
     *
     * @param before the positions of padding before the input of the band
     * @param after the same behind it
     * @param inputs the positions of the input that the band reads
     */
    record Kind(int before, int after, int inputs) {
        // Written out for a fast start: see the page of package problem.
        @Override
        public boolean equals(Object other) {
            return other instanceof Kind that && before == that.before && after == that.after && inputs == that.inputs;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * before + after) + inputs;
        }
    }

    private AxisBands(SpatialAxis axis) {
        this.axis = axis;
    }

    /**
     * Bands of a number of outputs. A band that would read padding only is joined with the next one that reads a
     * position of the image. Null if there are more kinds than {@code mostKinds}.
     */
    static AxisBands ofSizeOrNull(SpatialAxis axis, int size, int mostKinds) {
        AxisBands bands = new AxisBands(axis);
        return bands.divide(size, mostKinds) ? bands : null;
    }

    /** One band of all outputs. */
    static AxisBands undivided(SpatialAxis axis) {
        AxisBands bands = new AxisBands(axis);
        bands.addWhole();
        return bands;
    }

    private boolean divide(int size, int mostKinds) {
        int from = 0;
        long end = size;
        while (end < axis.output()) {
            int alike = end - from == size ? alikeFrom(from, size) : 0;
            if (alike > 1) {
                add(from, (int) end);
                alikeEntry = entryCount - 1;
                alikeCount = alike;
                alikeSize = size;
                count += alike - 1;
                from += alike * size;
                end = (long) from + size;
            } else {
                int to = (int) end;
                if (readsImage(from, to) && readsImage(to, axis.output())) {
                    add(from, to);
                    from = to;
                }
                end += size;
            }
            if (kinds.size() > mostKinds) {
                return false;
            }
        }
        if (from == 0) {
            addWhole();
        } else {
            add(from, axis.output());
        }
        return kinds.size() <= mostKinds;
    }

    /** The number of bands, one behind the other from here, that read no padding and are not the last ones. */
    private int alikeFrom(int from, int size) {
        long last = (long) axis.input() - 1 + axis.padBefore();
        if ((long) from * axis.stride() < axis.padBefore() || last < axis.extent() - 1L) {
            return 0;
        }
        // The next band reads a position of the image, and no window of this one ends behind it.
        long mostTo = Math.min(last / axis.stride(), (last - axis.extent() + 1) / axis.stride() + 1);
        return (int) Math.max(0, (Math.min(mostTo, axis.output() - 1L) - from) / size);
    }

    /** Whether some outputs have a position of the image between their first and last tap. */
    private boolean readsImage(int from, int to) {
        return axis.position(to - 1, axis.filter() - 1) >= 0 && axis.position(from, 0) < axis.input();
    }

    private void add(int from, int to) {
        int first = axis.position(from, 0);
        int last = axis.position(to - 1, axis.filter() - 1);
        int src = Math.max(first, 0);
        int srcEnd = Math.min(last + 1, axis.input());
        add(new Kind(src - first, last + 1 - srcEnd, srcEnd - src), src, from);
    }

    private void addWhole() {
        add(new Kind(axis.padBefore(), axis.padAfter(), axis.input()), 0, 0);
    }

    private void add(Kind kind, int src, int dst) {
        // Bands with padding differ all from each other, and there can be many.
        int number = kind.before == 0 && kind.after == 0 ? kinds.indexOf(kind) : -1;
        if (number < 0) {
            number = kinds.size();
            kinds.add(kind);
        }
        int at = entryCount * FIELDS;
        if (at == entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        entries[at] = number;
        entries[at + 1] = src;
        entries[at + 2] = dst;
        entryCount++;
        count++;
    }

    SpatialAxis axis() {
        return axis;
    }

    /** The different bands, in the order of their first ones. */
    List<Kind> kinds() {
        return kinds;
    }

    /** The number of bands. */
    int count() {
        return count;
    }

    /** The number of the kind of a band. */
    int kindOf(int band) {
        return entries[entryOf(band) * FIELDS];
    }

    /** The first position of the input that a band reads. */
    int src(int band) {
        int entry = entryOf(band);
        int src = entries[entry * FIELDS + 1];
        return entry == alikeEntry ? src + (band - alikeEntry) * alikeSize * axis.stride() : src;
    }

    /** The first position of the output that a band writes. */
    int dst(int band) {
        int entry = entryOf(band);
        int dst = entries[entry * FIELDS + 2];
        return entry == alikeEntry ? dst + (band - alikeEntry) * alikeSize : dst;
    }

    private int entryOf(int band) {
        if (band <= alikeEntry) {
            return band;
        }
        return Math.max(alikeEntry, band - alikeCount + 1);
    }
}
