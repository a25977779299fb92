package io.github.depthwise4j.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the value of a setting may look like: the rule, in words for messages, and the test. */
final class ValueKind {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([kmgt]?)");

    /** More than any machine has: 512 pebibytes. */
    private static final long MOST_BYTES = 1L << 59;

    private static final Pattern IMPLEMENTATION = Pattern.compile("[A-Za-z0-9_:+.*-]+");

    private final String rule;
    private final Predicate<String> allowed;

    private ValueKind(String rule, Predicate<String> allowed) {
        this.rule = rule;
        this.allowed = allowed;
    }

    /** Any text; its user checks it. */
    static ValueKind text() {
        return new ValueKind("any text", text -> true);
    }

    static ValueKind number(int minimum) {
        return new ValueKind("a whole number, " + minimum + " or more", text -> isNumber(text, minimum));
    }

    /** A number of bytes, as {@code 512m}. */
    static ValueKind size() {
        return new ValueKind(
                "a number of bytes from 1 to " + MOST_BYTES
                        + ", as 1048576, 512m or 2g (k, m, g and t are powers of 1024)",
                text -> bytes(text) > 0);
    }

    /** One of these words, in capitals or not. */
    static ValueKind oneOf(String... words) {
        return new ValueKind(
                "one of " + String.join(", ", words), text -> Stream.of(words).anyMatch(text::equalsIgnoreCase));
    }

    /** Names of oneDNN's implementations, in which a {@code *} may stand for anything, with commas between them. */
    static ValueKind implementations() {
        return new ValueKind(
                "a list, with commas, of names of oneDNN's implementations, as brdgmm_dw:avx512_core or "
                        + "jit_dw* (letters, "
                        + "digits, _ : + - . and * for anything)",
                text -> Stream.of(text.split(",", -1))
                        .allMatch(name -> IMPLEMENTATION.matcher(name.strip()).matches()));
    }

    static ValueKind path() {
        return new ValueKind("a path", ValueKind::isPath);
    }

    /** The same, or this word, in capitals or not. */
    ValueKind orWord(String word) {
        return new ValueKind(rule + ", or " + word, text -> word.equalsIgnoreCase(text) || allowed.test(text));
    }

    /** The same, or nothing at all. */
    ValueKind orEmpty() {
        return new ValueKind(rule + ", or empty", text -> text.isEmpty() || allowed.test(text));
    }

    boolean allows(String text) {
        return allowed.test(text);
    }

    /** What a value has to be, to follow the word "is". */
    String rule() {
        return rule;
    }

    private static boolean isNumber(String text, int minimum) {
        try {
            return Integer.parseInt(text) >= minimum;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isPath(String text) {
        try {
            return !text.isEmpty() && !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** What a text of the kind {@link #size()} means; -1 if it is none, or more than allowed. */
    static long bytes(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return -1;
        }
        long number = Long.parseLong(size.group(1));
        int shift = size.group(2).isEmpty() ? 0 : 10 * (1 + "kmgt".indexOf(size.group(2)));
        return number > MOST_BYTES >> shift ? -1 : number << shift;
    }
}
