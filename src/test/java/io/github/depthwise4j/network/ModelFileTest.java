package io.github.depthwise4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    /** To open one waits until somebody writes to it, which may never happen: then this test ends by its time limit. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aNamedPipeIsRefusedAndNotWaitedFor(@TempDir Path directory) throws Exception {
        Path pipe = directory.resolve("pipe.tflite");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> Network.load(pipe))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("regular file");
    }
}
