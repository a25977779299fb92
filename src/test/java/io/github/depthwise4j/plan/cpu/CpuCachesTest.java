package io.github.depthwise4j.plan.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuCachesTest {
    @TempDir
    private Path directory;

    private void cache(int index, String level, String type, String size) throws IOException {
        Path cache = Files.createDirectories(directory.resolve("index" + index));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
    }

    @Test
    void theLevel2CacheIsReadFromWhatLinuxSays() throws IOException {
        cache(0, "1", "Data", "32K");
        cache(1, "1", "Instruction", "32K");
        cache(2, "2", "Unified", "512K");
        cache(3, "3", "Unified", "32768K");
        assertThat(CpuCaches.readFrom(directory).level2Bytes()).isEqualTo(512 << 10);
    }

    @ParameterizedTest
    @CsvSource({"2M, 2097152", "1280K, 1310720", "1048576, 1048576"})
    void sizesHaveUnits(String size, long bytes) throws IOException {
        cache(2, "2", "Unified", size);
        assertThat(CpuCaches.readFrom(directory).level2Bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0K", "4K", "999999999M", "lots", "''", "-1K", "1G", "99999999999K"})
    void sizesThatNoCacheHasAreNotBelieved(String size) throws IOException {
        cache(2, "2", "Unified", size);
        assertThat(CpuCaches.readFrom(directory)).isEqualTo(CpuCaches.USUAL);
    }

    @Test
    void whereTheSystemSaysNothingTheUsualCachesAreTaken() throws IOException {
        assertThat(CpuCaches.readFrom(directory.resolve("none"))).isEqualTo(CpuCaches.USUAL);
        assertThat(CpuCaches.readFrom(directory)).isEqualTo(CpuCaches.USUAL);
        Files.createDirectories(directory.resolve("index0"));
        assertThat(CpuCaches.readFrom(directory)).isEqualTo(CpuCaches.USUAL);
        cache(1, "2", "Instruction", "2M");
        assertThat(CpuCaches.readFrom(directory)).isEqualTo(CpuCaches.USUAL);
    }
}
