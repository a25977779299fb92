package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the page compiles, runs, and prints what the page says. */
class PageTest {
    private static final Path PAGE = Path.of("src/site/markdown/spark.md");
    private static final int PICTURES = 11;

    @TempDir
    private Path folder;

    private static List<String> block(String language) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int begin = lines.indexOf("```" + language);
        assertThat(begin).as("the block " + language).isPositive();
        return lines.subList(
                begin + 1, begin + lines.subList(begin, lines.size()).indexOf("```"));
    }

    /** A program, with the folder of the test instead of the current one. */
    private String program() throws IOException {
        List<String> imports = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (String line : block("java")) {
            (line.startsWith("import ") ? imports : statements)
                    .add(line.replace("\"pictures\"", text("pictures")).replace("\"edges.parquet\"", text("edges")));
        }
        return imports.stream().collect(Collectors.joining("\n"))
                + "\npublic final class Edges {\npublic static void main(String[] arguments) {\n"
                + String.join("\n", statements)
                + "\n}\n}\n";
    }

    private String text(String name) {
        return '"' + folder.resolve(name).toString() + '"';
    }

    @Test
    void theProgramOfThePagePrintsWhatThePageSays() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Work.writePictures(pictures, PICTURES, 48, 64);
        Files.write(pictures.resolve("broken"), new byte[] {1, 2, 3});
        Path source = Files.writeString(folder.resolve("Edges.java"), program());
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(failed).as("the compiler").isZero();
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setProperty("spark.master", "local[2]");
        System.setProperty("spark.ui.enabled", "false");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Edges").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
            System.clearProperty("spark.master");
            SparkSession.builder().master("local[2]").getOrCreate().stop();
            SparkSession.clearActiveSession();
            SparkSession.clearDefaultSession();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(String.join("\n", block("output")));
    }
}
