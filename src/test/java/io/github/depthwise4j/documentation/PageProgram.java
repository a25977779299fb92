package io.github.depthwise4j.documentation;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A block of Java as a program: a whole class as it is, and statements as the main method of a class. */
record PageProgram(String name, String source) {
    private static final Pattern CLASS = Pattern.compile("^public final class (\\w+)", Pattern.MULTILINE);

    static PageProgram of(String text) {
        Matcher whole = CLASS.matcher(text);
        return whole.find() ? new PageProgram(whole.group(1), text) : ofStatements(text);
    }

    private static PageProgram ofStatements(String text) {
        String imports = text.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String statements =
                text.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return new PageProgram(
                "Snippet",
                imports + "\npublic final class Snippet {\n"
                        + "public static void main(String[] arguments) throws Exception {\n" + statements + "\n}\n}\n");
    }

    /** Compiles it into a directory; the assertion error holds what the compiler says. */
    void compileTo(Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "--release",
                "17");
        if (!compiler.getTask(said, null, null, options, null, List.of(file)).call()) {
            throw new AssertionError(said + "\n" + source);
        }
    }
}
