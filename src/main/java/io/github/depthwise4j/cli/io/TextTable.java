package io.github.depthwise4j.cli.io;

import java.util.ArrayList;
import java.util.List;

/** A table of text. The first columns are aligned to the left, the others to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final int leftColumns;
    private final List<String[]> rows = new ArrayList<>();

    public TextTable(int leftColumns) {
        this.leftColumns = leftColumns;
    }

    /** Adds a row; all rows have the same number of cells. */
    public TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** The lines of the table, each with a line end. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                String space = " ".repeat(width(column) - row[column].length());
                line.append(column == 0 ? "" : GAP)
                        .append(column < leftColumns ? row[column] + space : space + row[column]);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }
}
