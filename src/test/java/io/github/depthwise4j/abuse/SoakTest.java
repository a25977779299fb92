package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The short form of {@code ci/soak.sh}, which also looks at the memory of the process. */
class SoakTest {
    @BeforeAll
    static void load() {
        Depthwise4j.load();
    }

    @Test
    void manyExecutionsOverChangingShapesLeaveNothingBehind() throws Exception {
        Counts before = Counts.settled();
        new Soak(0, 20_000, 0).run();
        before.assertBack();
    }
}
