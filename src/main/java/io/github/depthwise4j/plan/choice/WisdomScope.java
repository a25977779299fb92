package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.settings.LibraryVersion;
import java.util.Comparator;

/**
 * Where a measured strategy may be used. Elsewhere there can be other candidates, or others can be faster.
 *
 * @param library the version of depthwise4j
 * @param oneDnn the version of oneDNN
 * @param isa the newest instruction set oneDNN uses
 */
record WisdomScope(String library, String oneDnn, String isa) implements Comparable<WisdomScope> {
    private static final Comparator<WisdomScope> ORDER = Comparator.comparing(WisdomScope::library)
            .thenComparing(WisdomScope::oneDnn)
            .thenComparing(WisdomScope::isa);

    /** The scope of this process. Loads oneDNN. */
    static WisdomScope current() {
        OneDnn oneDnn = OneDnn.get();
        return new WisdomScope(LibraryVersion.text(), oneDnn.version(), oneDnn.isa());
    }

    @Override
    public int compareTo(WisdomScope other) {
        return ORDER.compare(this, other);
    }
}
