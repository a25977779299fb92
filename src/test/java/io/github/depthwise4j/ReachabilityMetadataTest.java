package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What native-image is told: without it, a class that is found by name is missing in an image, and the library does not
 * start. An image is not built here.
 */
class ReachabilityMetadataTest {
    private static final String FILE =
            "/META-INF/native-image/io.github.depthwise4j/depthwise4j/reachability-metadata.json";

    private static List<String> listed(String kind, String field) throws IOException {
        List<String> values = new ArrayList<>();
        try (InputStream in = ReachabilityMetadataTest.class.getResourceAsStream(FILE)) {
            for (JsonNode entry : new ObjectMapper().readTree(in).path(kind)) {
                values.add(entry.path(field).asText());
            }
        }
        return values;
    }

    @Test
    void everyClassThatIsFoundByNameIsListed() throws Exception {
        List<String> types = listed("reflection", "type");
        List<String> own = Stream.of(PublicClasses.names())
                .map(name -> "io.github.depthwise4j." + name)
                .toList();
        assertThat(types).doesNotHaveDuplicates().containsAll(own);
        for (String type : types) {
            assertThat(Class.forName(type, false, getClass().getClassLoader())).isNotNull();
        }
    }

    @Test
    void everyListedResourceIsThere() throws Exception {
        List<String> globs = listed("resources", "glob");
        assertThat(globs).isNotEmpty();
        for (String glob : globs) {
            String name = glob.endsWith("/**") ? glob.substring(0, glob.length() - 3) : glob;
            assertThat(getClass().getResource("/" + name)).as(glob).isNotNull();
        }
    }

    /** JNI finds native methods by their names, but not a class that native code asks for. */
    @Test
    void ourNativeCodeAsksForNoClass() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/native"))) {
            List<Path> files = sources.filter(Files::isRegularFile).toList();
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain("FindClass", "MethodID(", "FieldID(");
            }
        }
    }
}
