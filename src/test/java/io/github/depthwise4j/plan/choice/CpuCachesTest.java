package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static List<String> names(ConvolutionProblem problem, long level2Bytes) {
        return Candidates.of(problem, new CpuCaches(level2Bytes), KernelFacts.ofOneDnn()).stream()
                .map(Strategy::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "NHWC SAME mb1ic64ih56iw56oc128kh3kw3",
        "NCHW SAME mb1ic256ih56iw56oc256kh3kw3",
    })
    void theSizesToTryOutDependOnTheCaches(String sizes) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 " + sizes);
        assertThat(names(problem, 4 << 20)).isNotEqualTo(names(problem, 512 << 10));
    }

    @Test
    void sizesFoundOnAMachineWithOtherCachesCanBeUsed() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic64ih56iw56oc128kh3kw3");
        for (String name : names(problem, 3 << 20)) {
            try (ConvolutionPlan plan = Planner.plan(problem, name)) {
                assertThat(plan.strategyName()).isEqualTo(name);
            }
        }
    }
}
