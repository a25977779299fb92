package io.github.depthwise4j.network.tflite;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Looks, guided by coverage, for what {@link TfliteCorpusTest} should be given. */
class TfliteFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void aModelIsReadOrRefused(byte[] bytes) {
        TfliteCorpusTest.readOrRefuse(bytes);
    }
}
