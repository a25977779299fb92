package io.github.depthwise4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows of numbers and quoted texts, separated by commas. A quotation mark in a text becomes an apostrophe. */
public final class Csv {
    private static final Pattern CELL = Pattern.compile("\"([^\"]*)\"|([^,]+)|(?<=,|^)(?=,|$)");

    private Csv() {}

    /** {@return the row of these cells} */
    public static String line(List<?> cells) {
        return cells.stream()
                .map(cell -> cell instanceof Number
                        ? cell.toString()
                        : "\"" + cell.toString().replace('"', '\'') + "\"")
                .collect(Collectors.joining(","));
    }

    /** {@return the cells of a row, without quotation marks} */
    public static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Matcher matcher = CELL.matcher(line);
        while (matcher.find()) {
            cells.add(matcher.group(1) != null ? matcher.group(1) : matcher.group());
        }
        return cells;
    }
}
