package io.github.depthwise4j.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the value of a setting may look like: the rule, in words for messages, and the test. It has no lambdas, streams
 * or patterns: each process reads the settings, and Java needs some 15 ms to prepare those.
 */
final class ValueKind {
    /** More than any machine has: 512 pebibytes. */
    private static final long MOST_BYTES = 1L << 59;

    private static final int MOST_DIGITS = 18;
    private static final String UNITS = "kmgt";

    /** What may stand in the name of an implementation beside letters and digits. */
    private static final String SIGNS = "_:+.*-";

    private enum Form {
        TEXT,
        NUMBER,
        SIZE,
        WORD,
        IMPLEMENTATIONS,
        PATH
    }

    private final String rule;
    private final Form form;
    private final int minimum;
    /** Allowed in any case, in capitals or not. */
    private final List<String> words;

    private ValueKind(String rule, Form form, int minimum, List<String> words) {
        this.rule = rule;
        this.form = form;
        this.minimum = minimum;
        this.words = words;
    }

    /** Any text; its user checks it. */
    static ValueKind text() {
        return new ValueKind("any text", Form.TEXT, 0, List.of());
    }

    static ValueKind number(int minimum) {
        return new ValueKind("a whole number, " + minimum + " or more", Form.NUMBER, minimum, List.of());
    }

    /** A number of bytes, as {@code 512m}. */
    static ValueKind size() {
        String rule = "a number of bytes from 1 to " + MOST_BYTES
                + ", as 1048576, 512m or 2g (k, m, g and t are powers of 1024)";
        return new ValueKind(rule, Form.SIZE, 0, List.of());
    }

    /** One of these words, in capitals or not. */
    static ValueKind oneOf(String... words) {
        return new ValueKind("one of " + String.join(", ", words), Form.WORD, 0, List.of(words));
    }

    /** Names of oneDNN's implementations, in which a {@code *} may stand for anything, with commas between them. */
    static ValueKind implementations() {
        String rule = "a list, with commas, of names of oneDNN's implementations, as brdgmm_dw:avx512_core or jit_dw* "
                + "(letters, digits, _ : + - . and * for anything)";
        return new ValueKind(rule, Form.IMPLEMENTATIONS, 0, List.of());
    }

    static ValueKind path() {
        return new ValueKind("a path", Form.PATH, 0, List.of());
    }

    /** The same, or this word, in capitals or not. */
    ValueKind orWord(String word) {
        return or(word, word);
    }

    /** The same, or nothing at all. */
    ValueKind orEmpty() {
        return or("", "empty");
    }

    private ValueKind or(String word, String name) {
        String[] all = words.toArray(new String[words.size() + 1]);
        all[words.size()] = word;
        return new ValueKind(rule + ", or " + name, form, minimum, List.of(all));
    }

    boolean allows(String text) {
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return true;
            }
        }
        return switch (form) {
            case TEXT -> true;
            case NUMBER -> isNumber(text, minimum);
            case SIZE -> bytes(text) > 0;
            case WORD -> false;
            case IMPLEMENTATIONS -> areImplementations(text);
            case PATH -> isPath(text);
        };
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

    private static boolean areImplementations(String text) {
        for (String name : text.split(",", -1)) {
            if (!isImplementation(name.strip())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isImplementation(String name) {
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            boolean letter = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
            if (!letter && !isDigit(each) && SIGNS.indexOf(each) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
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
        int digits = 0;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        boolean hasUnit = digits == text.length() - 1;
        int unit = hasUnit ? UNITS.indexOf(Character.toLowerCase(text.charAt(digits))) : -1;
        if (digits == 0 || digits > MOST_DIGITS || digits < text.length() && unit < 0) {
            return -1;
        }
        long number = Long.parseLong(text.substring(0, digits));
        int shift = 10 * (unit + 1);
        return number > MOST_BYTES >> shift ? -1 : number << shift;
    }
}
