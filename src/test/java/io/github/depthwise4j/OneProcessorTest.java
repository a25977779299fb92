package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.settings.RuntimeSettings;
import org.junit.jupiter.api.Test;

class OneProcessorTest {
    @Test
    void testsHaveAHelperThreadWhateverTheMachine() {
        assertThat(RuntimeSettings.current().threads()).isGreaterThan(1);
    }
}
