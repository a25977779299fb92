package io.github.depthwise4j.problem;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Looks, guided by coverage, for what {@link ProblemCorpusTest} should be given. */
class ProblemFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void aLineIsReadOrRefused(byte[] bytes) {
        ProblemCorpusTest.readOrRefuse(bytes);
    }
}
