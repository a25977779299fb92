package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.Test;
import py4j.reflection.MethodInvoker;
import py4j.reflection.ReflectionEngine;

/**
 * Py4J, through which Python calls Java, finds what the page calls, with the types that it makes of Python's values: no
 * number is widened.
 */
class PythonTest {
    private static final Path PAGE = Path.of("src/site/markdown/spark.md");
    private static final Pattern CALL =
            Pattern.compile("^(?:\\w+ = )?(?:jvm\\.([\\w.]+)|transformer)\\.(\\w+)\\((.*)\\)$");

    private final ReflectionEngine engine = new ReflectionEngine();

    private static List<String> python() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int begin = lines.indexOf("```python") + 1;
        return lines.subList(begin, begin + lines.subList(begin, lines.size()).indexOf("```"));
    }

    /** A value of the type that Py4J gives Java for an argument as the page writes it. */
    private static Object argument(String python) throws IOException {
        if (python.startsWith("\"")) {
            return python;
        }
        if (python.startsWith("open(")) {
            return new byte[0];
        }
        if (python.matches("[0-9]+")) {
            return Integer.valueOf(python);
        }
        if (python.matches("[0-9./ ]+")) {
            return 0.5;
        }
        return switch (python) {
            case "options" -> NetworkOptions.defaults();
            case "model" ->
                NetworkSpec.read(Path.of("src/test/resources/models/relu.tflite"), NetworkOptions.defaults());
            default -> throw new AssertionError("an argument that the test does not know: " + python);
        };
    }

    private static Object[] arguments(String python) throws IOException {
        List<Object> values = new ArrayList<>();
        // A comma between quotes or brackets would belong to the argument; the page has none.
        for (String each : python.replace("\"model.tflite\", \"rb\"", "").split(", ")) {
            if (!each.isEmpty()) {
                values.add(argument(each));
            }
        }
        return values.toArray();
    }

    private MethodInvoker find(String owner, String name, Object... arguments) {
        if (owner == null) {
            return engine.getMethod(new NetworkTransformer(), name, arguments);
        }
        return Character.isUpperCase(name.charAt(0))
                ? engine.getConstructor(owner + "." + name, arguments)
                : engine.getMethod(owner, name, arguments);
    }

    @Test
    void py4jFindsWhatThePageCalls() throws IOException {
        List<String> found = new ArrayList<>();
        for (String line : python()) {
            Matcher call = CALL.matcher(line);
            if (call.matches()) {
                MethodInvoker invoker = find(call.group(1), call.group(2), arguments(call.group(3)));
                assertThat(invoker).as(line).isNotNull();
                found.add(call.group(2));
            }
        }
        assertThat(found).containsExactly("defaults", "of", "NetworkTransformer", "setNetwork", "setPixels");
        assertThat(NetworkTransformer.class).hasPublicMethods("transform");
        assertThat(String.join("\n", python())).contains("transformer.transform(pictures._jdf)");
    }

    /** What other programs in Python will call. */
    @Test
    void py4jFindsTheSettersWithTheTypesOfPython() {
        DepthwiseTransformer transformer = new DepthwiseTransformer();
        assertThat(engine.getMethod(transformer, "setShape", new Object[] {new ArrayList<>(List.of(1, 2, 3))}))
                .isNotNull();
        assertThat(engine.getMethod(transformer, "setBatchSize", new Object[] {8}))
                .isNotNull();
        assertThat(engine.getMethod(transformer, "setOutputBytes", new Object[] {true}))
                .isNotNull();
        assertThat(engine.getMethod(transformer, "setErrorMode", new Object[] {"null"}))
                .isNotNull();
        assertThat(engine.getMethod(DepthwiseTransformer.class, "transform", new Class<?>[] {Dataset.class}))
                .isNotNull();
    }
}
