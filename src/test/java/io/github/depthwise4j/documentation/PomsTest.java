package io.github.depthwise4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The product's pom and those of what is built on it: the product inherits from none of them, so they repeat versions.
 */
class PomsTest {
    private static final Pattern VERSION = Pattern.compile("<([a-z0-9.-]+\\.version)>([^<$]+)</\\1>");
    private static final Pattern PROJECT =
            Pattern.compile("<artifactId>depthwise4j[a-z0-9_.-]*</artifactId>\\s*<version>([^<$]+)</version>");

    @Test
    void aVersionIsTheSameInEveryPomThatNamesIt() throws IOException {
        Map<String, Set<String>> versions = new TreeMap<>();
        for (Path pom : poms()) {
            String text = Files.readString(pom);
            VERSION.matcher(text).results().forEach(match -> versions.computeIfAbsent(
                            match.group(1), name -> new TreeSet<>())
                    .add(match.group(2)));
            PROJECT.matcher(text).results().forEach(match -> versions.computeIfAbsent(
                            "the project's own version", name -> new TreeSet<>())
                    .add(match.group(1)));
        }
        assertThat(versions)
                .hasSizeGreaterThan(20)
                .allSatisfy((name, values) -> assertThat(values).as(name).hasSize(1));
    }

    @Test
    void theProductKnowsNothingThatIsBuiltOnIt() throws IOException {
        String product = Files.readString(Path.of("pom.xml"));
        for (Path pom : poms()) {
            if (pom.getParent() != null && !pom.getParent().equals(Path.of("src"))) {
                assertThat(product).doesNotContain(pom.getParent().toString());
            }
        }
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src"))) {
            List<Path> poms = Stream.concat(
                            Stream.of(Path.of("pom.xml"), Path.of("src/pom.xml")),
                            folders.map(folder -> folder.resolve("pom.xml")))
                    .filter(Files::exists)
                    .toList();
            assertThat(poms).hasSizeGreaterThan(5);
            return poms;
        }
    }
}
