package io.github.depthwise4j.numpy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Looks, guided by coverage, for what {@link NpyCorpusTest} should be given. */
class NpyFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void anArrayIsReadOrRefused(byte[] bytes) throws IOException {
        NpyCorpusTest.readOrRefuse(bytes);
    }
}
