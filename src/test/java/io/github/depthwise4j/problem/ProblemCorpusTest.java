package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a problem line says, it is a problem that can be written and read back, or refused. */
class ProblemCorpusTest {
    /**
     * Returns whether the bytes are read, and not refused as documented; {@code ci/fuzz.sh} looks for bytes for which
     * it does not.
     */
    static boolean readOrRefuse(byte[] bytes) {
        Problem problem;
        try {
            problem = Problem.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (InvalidProblemException e) {
            assertThat(e.kind()).isNotBlank();
            return false;
        }
        assertThat(Problem.parse(problem.toString())).isEqualTo(problem);
        return true;
    }

    static Stream<byte[]> files() {
        return Corpus.files(
                ProblemCorpusTest.class, "/io/github/depthwise4j/problem/ProblemFuzzTestInputs/aLineIsReadOrRefused");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aLineIsReadOrRefused(byte[] bytes) throws IOException {
        Corpus.readMutations(bytes, ProblemCorpusTest::readOrRefuse);
    }

    @Test
    void ofTheFilesSomeAreReadAndOthersRefused() throws IOException {
        Corpus.assertSomeAreReadAndOthersRefused(files(), ProblemCorpusTest::readOrRefuse);
    }
}
