package io.github.depthwise4j.numpy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Looks, guided by coverage, for what {@link NpzCorpusTest} should be given. */
class NpzFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void anArchiveIsReadOrRefused(byte[] bytes) throws IOException {
        NpzCorpusTest.readOrRefuse(bytes);
    }
}
