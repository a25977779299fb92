package io.github.depthwise4j.pictures;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Looks, guided by coverage, for what {@link PictureCorpusTest} should be given. */
class PictureFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void aPictureIsReadOrRefused(byte[] bytes) throws IOException {
        PictureCorpusTest.readOrRefuse(bytes);
    }
}
