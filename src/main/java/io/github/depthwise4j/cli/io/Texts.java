package io.github.depthwise4j.cli.io;

import java.util.List;
import java.util.Locale;

/** Formats numbers and blocks of text. */
public final class Texts {
    private Texts() {}

    /** A duration in microseconds, milliseconds or seconds, with one to four digits before the decimal point. */
    public static String duration(long nanos) {
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f us", nanos / 1e3);
        }
        if (nanos < 10_000_000_000L) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** A ratio as a percentage. */
    public static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", ratio * 100);
    }

    /** Two blocks of lines side by side, each under its title. */
    public static String beside(String leftTitle, String left, String rightTitle, String right) {
        List<String> leftLines = lines(leftTitle, left);
        List<String> rightLines = lines(rightTitle, right);
        int width = leftLines.stream().mapToInt(String::length).max().orElse(0) + 4;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.max(leftLines.size(), rightLines.size()); i++) {
            String first = i < leftLines.size() ? leftLines.get(i) : "";
            String second = i < rightLines.size() ? rightLines.get(i) : "";
            String padding = second.isEmpty() ? "" : " ".repeat(width - first.length());
            out.append(first).append(padding).append(second).append('\n');
        }
        return out.toString();
    }

    private static List<String> lines(String title, String block) {
        return (title + "\n" + block).lines().toList();
    }

    /** The text on one line. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
