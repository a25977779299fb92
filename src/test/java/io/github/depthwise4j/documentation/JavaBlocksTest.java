package io.github.depthwise4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java on the pages compiles, runs, and prints what the page says. */
class JavaBlocksTest {
    /** A program that does not end by itself; a test of its own runs it. */
    static final String SERVER = "LayerServer";

    /** Programs that need Spark, which the tests in src/spark run. */
    static final String SPARK = "import org.apache.spark.";

    /** What the pages call model.tflite. */
    static final Path MODEL = Path.of("src/test/resources/models/selfie_segmentation_landscape.tflite");

    @TempDir
    private Path directory;

    static Stream<Page.Block> programs() {
        return Page.blocks("java").stream()
                .filter(block -> !block.text().contains(SERVER) && !block.text().contains(SPARK));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aBlockOfJavaCompilesAndPrintsWhatThePageSays(Page.Block block) throws Exception {
        PageProgram program = PageProgram.of(block.text());
        program.compileTo(directory);
        Files.copy(MODEL, directory.resolve("model.tflite"));
        String printed = ChildJvm.ofThisClassPath()
                .withFirst(directory)
                .allowingNativeCode()
                .in(directory)
                .run(program.name());
        assertThat(printed).as("what %s prints", block).isNotBlank();
        assertThat(block.expected()).as("the block \"output\" after %s", block).isPresent();
        assertThat(printed)
                .as("what %s prints", block)
                .contains(block.expected().orElseThrow());
    }

    @Test
    void everyCallInTheTableOfTensorFlowsCallsCompiles() throws Exception {
        List<String> calls = Page.read(Page.README).prose().stream()
                .filter(line ->
                        line.startsWith("| `tf.") || line.startsWith("| `padding") || line.startsWith("| `data"))
                .map(line -> line.substring(line.indexOf("| `", 2) + 3, line.lastIndexOf('`')))
                .toList();
        assertThat(calls).hasSizeGreaterThan(5);
        StringBuilder source = new StringBuilder("""
                import io.github.depthwise4j.*;
                import io.github.depthwise4j.problem.*;
                import io.github.depthwise4j.tensor.*;
                public final class Snippet {
                    static void take(Object any) {}
                    static void calls(
                            Tensor x, Tensor f, Tensor d, Tensor p, Tensor b, DepthwiseConv2d.Builder builder) {
                """);
        calls.forEach(call -> source.append("take(").append(call).append(");\n"));
        new PageProgram("Snippet", source.append("}\n}\n").toString()).compileTo(directory);
    }
}
