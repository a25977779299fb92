package io.github.depthwise4j.documentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of a page, in words, without its comment. */
record PageCommand(Page.Block block, List<String> words) {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    static PageCommand of(Page.Block block, String line) {
        return new PageCommand(block, split(line.replaceFirst("(^|\\s)#\\s.*", "")));
    }

    private static List<String> split(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group().replaceAll("[\"']", ""))
                .toList();
    }

    /** The value of a property that the command sets with -D; null if it sets none. */
    String property(String name) {
        return words.stream()
                .filter(word -> word.startsWith("-D" + name + "="))
                .map(word -> word.substring(name.length() + 3))
                .findFirst()
                .orElse(null);
    }

    /** The arguments for our command line, if that is what the command starts; null if it starts something else. */
    List<String> ofCommandLine() {
        if (words.get(0).equals("mvn") && words.contains("exec:java")) {
            String arguments = property("exec.args");
            return arguments == null ? List.of() : split(arguments);
        }
        Matcher jar = Pattern.compile("java -jar (?:target/)?depthwise4j-(.+)-cli\\.jar.*")
                .matcher(String.join(" ", words));
        return jar.matches() ? words.subList(3, words.size()) : null;
    }

    /** The folder under src whose class path the command starts Java with; null if it starts something else. */
    String classPath() {
        Matcher folder = Pattern.compile("java -cp \\$\\(ci/class-path\\.sh ([a-z]+)\\) .*")
                .matcher(String.join(" ", words));
        return folder.matches() ? folder.group(1) : null;
    }

    /** The version in the name of the jar that the command starts; null if it starts none. */
    String jarVersion() {
        Matcher jar = Pattern.compile(".*depthwise4j-([0-9.]+(?:-SNAPSHOT)?)-cli\\.jar.*")
                .matcher(String.join(" ", words));
        return jar.matches() ? jar.group(1) : null;
    }

    @Override
    public String toString() {
        return block + ": " + String.join(" ", words);
    }
}
