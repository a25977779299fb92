package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader can rely on in all sources, also those of tests, benchmarks and examples. */
class SourceFilesTest {
    private static final int MOST_COLUMNS = 120;
    private static final int MOST_LINES = 400;
    private static final int MOST_FILES = 28;

    @Test
    void noLineIsWiderThanAScreen() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path file : javaFiles()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > MOST_COLUMNS) {
                    wide.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            long lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES) {
                tooLong.add(file + ": " + lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** The tests of a package are in its other folder, and need not be few. */
    @Test
    void noPackageHasMoreFilesThanAReaderCanKnow() throws IOException {
        Map<Path, Integer> files = new TreeMap<>();
        for (Path file : javaFiles()) {
            if (!file.toString().contains("test/java")) {
                files.merge(file.getParent(), 1, Integer::sum);
            }
        }
        files.values().removeIf(count -> count <= MOST_FILES);
        assertThat(files).isEmpty();
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> java = files.filter(
                            file -> file.toString().endsWith(".java") && !file.startsWith(Path.of("src/target")))
                    .toList();
            assertThat(java).hasSizeGreaterThan(500);
            return java;
        }
    }
}
