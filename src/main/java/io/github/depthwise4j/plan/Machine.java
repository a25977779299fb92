package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.settings.LibraryVersion;
import java.util.Comparator;

/**
 * Where a measured choice holds: elsewhere there may be other ways to compute a problem, or others may be faster.
 *
 * @param library the version of depthwise4j
 * @param oneDnn the version of oneDNN
 * @param isa the newest instruction set oneDNN uses
 */
record Machine(String library, String oneDnn, String isa) implements Comparable<Machine> {
    private static final Comparator<Machine> ORDER = Comparator.comparing(Machine::library)
            .thenComparing(Machine::oneDnn)
            .thenComparing(Machine::isa);

    /** This process; loads oneDNN. */
    static Machine current() {
        OneDnn oneDnn = OneDnn.get();
        return new Machine(LibraryVersion.text(), oneDnn.version(), oneDnn.isa());
    }

    @Override
    public int compareTo(Machine other) {
        return ORDER.compare(this, other);
    }
}
