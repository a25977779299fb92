package io.github.depthwise4j;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Looks, guided by coverage, for what {@link WisdomCorpusTest} should be given. */
class WisdomFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void aFileIsLoadedOrRefused(byte[] bytes) throws IOException {
        WisdomCorpusTest.readOrRefuse(bytes);
    }
}
