package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.LogCapture;
import org.junit.jupiter.api.Test;

/** The control of OpenMP's threads is wanted, not needed. */
class OpenMpThreadsTest {
    @Test
    void aFunctionThatIsNotFoundIsOneWarning() {
        OneDnn.get();
        try (LogCapture log = LogCapture.of(OpenMpThreads.class)) {
            OpenMpThreads.bind(function -> function.equals("omp_set_num_threads") ? 0 : 1);
            assertThat(log.messages())
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("WARNING").contains("OMP_NUM_THREADS=1"));
        }
    }
}
