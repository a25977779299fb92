package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.LogCapture;
import org.junit.jupiter.api.Test;

/** The control of OpenMP's threads is wanted, not needed. */
class OpenMpThreadsTest {
    @Test
    void whateverKeepsItsFunctionsFromBeingBoundIsOneWarning() {
        String library = OneDnn.get().library();
        for (Throwable refusal : new Throwable[] {
            new UnsupportedOperationException("Failed to allocate closure"), new UnsatisfiedLinkError("no such symbol"),
            new IllegalArgumentException(), new NoClassDefFoundError("com/sun/jna/Some")
        }) {
            try (LogCapture log = LogCapture.of(OpenMpThreads.class)) {
                OpenMpThreads.bind(library, (functions, from) -> OpenMpThreadsTest.<RuntimeException>raise(refusal));
                assertThat(log.messages()).singleElement().satisfies(line -> assertThat(line)
                        .startsWith("WARNING")
                        .contains("OMP_NUM_THREADS=1"));
            }
        }
    }

    private static <T extends Throwable> void raise(Throwable refusal) throws T {
        @SuppressWarnings("unchecked")
        T unchecked = (T) refusal;
        throw unchecked;
    }
}
