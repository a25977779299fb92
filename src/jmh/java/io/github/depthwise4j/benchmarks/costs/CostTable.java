package io.github.depthwise4j.benchmarks.costs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text of a table of costs.
 *
 * @param nanos for each subject, the nanoseconds of each of what there is to do for it
 */
record CostTable(Map<String, Map<String, Double>> nanos) {
    private static final MathContext DIGITS = new MathContext(3);
    private static final String INDENTATION = " ".repeat(12);
    private static final int COLUMNS = 116;
    private static final String BETWEEN = " | ";
    private static final String NOTHING = "nothing 0";

    /** One line for each subject, as {@link io.github.depthwise4j.plan.choice.Costs#parse} reads it. */
    String lines() {
        return nanos.keySet().stream()
                .map(subject -> subject + BETWEEN + String.join(BETWEEN, cells(subject)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What a text block of Java contains; the same as {@link #lines} for the compiler. */
    String textBlock() {
        StringBuilder text = new StringBuilder();
        for (String subject : nanos.keySet()) {
            StringBuilder line = new StringBuilder(INDENTATION).append(subject);
            for (String cell : cells(subject)) {
                if (line.length() + BETWEEN.length() + cell.length() + BETWEEN.length() > COLUMNS) {
                    text.append(line).append(" |\\\n");
                    line = new StringBuilder(INDENTATION).append("  ").append(cell);
                } else {
                    line.append(BETWEEN).append(cell);
                }
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private List<String> cells(String subject) {
        List<String> cells = new ArrayList<>();
        nanos.get(subject).forEach((what, each) -> {
            if (each > 0) {
                cells.add(what + " "
                        + new BigDecimal(each)
                                .round(DIGITS)
                                .stripTrailingZeros()
                                .toPlainString());
            }
        });
        return cells.isEmpty() ? List.of(NOTHING) : cells;
    }
}
