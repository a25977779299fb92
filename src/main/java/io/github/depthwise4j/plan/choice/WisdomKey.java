package io.github.depthwise4j.plan.choice;

import java.util.Comparator;

/**
 * The key of a known strategy.
 *
 * @param scope where the strategy was measured
 * @param problem the problem line, without a name
 */
record WisdomKey(WisdomScope scope, String problem) implements Comparable<WisdomKey> {
    private static final Comparator<WisdomKey> ORDER =
            Comparator.comparing(WisdomKey::scope).thenComparing(WisdomKey::problem);

    @Override
    public int compareTo(WisdomKey other) {
        return ORDER.compare(this, other);
    }
}
