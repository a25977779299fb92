package io.github.depthwise4j.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what was meant for this library and is no setting of it: a misspelt name would otherwise have no effect,
 * silently.
 */
final class UnknownNames {
    private static final String PROPERTIES = "depthwise4j.";
    private static final String VARIABLES = "DEPTHWISE4J_";
    /** Read by the library's own tests. */
    private static final String TESTS = "depthwise4j.test.";

    private UnknownNames() {}

    /** One sentence for each unknown name, in the order of the alphabet. */
    static List<String> in(Properties system, Map<String, String> environment) {
        List<String> sentences = new ArrayList<>();
        for (String name : new TreeSet<>(system.stringPropertyNames())) {
            if (name.startsWith(PROPERTIES) && !name.startsWith(TESTS)) {
                check("system property", name, Setting::property, sentences);
            }
        }
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(VARIABLES)) {
                check("environment variable", name, Setting::environmentVariable, sentences);
            }
        }
        return sentences;
    }

    private static void check(String kind, String name, Function<Setting, String> nameOf, List<String> sentences) {
        List<String> known = Stream.of(Setting.values()).map(nameOf).toList();
        if (!known.contains(name)) {
            sentences.add(kind + " " + name + " is no setting of depthwise4j and has no effect; did you mean "
                    + Spelling.nearestOf(name, known) + "?");
        }
    }
}
