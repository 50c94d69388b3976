// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints rows with their columns under each other. Widths are counted in code points, so that addresses beyond ASCII stay in line.
 */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param title      shown above it
     * @param maximum    longer texts are cut, with a mark
     * @param rightward  whether texts stand at the right edge, as numbers do
     */
    public record Column(String title, int maximum, boolean rightward) {
    }

    /** Adds a row; it must have as many texts as there are columns. */
    public void add(List<String> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(row.size() + " texts for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(row));
    }

    public void print(PrintStream out) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            int longest = rows.stream().mapToInt(row -> length(row.get(at))).max().orElse(0);
            widths.add(Math.max(length(columns.get(i).title()), Math.min(longest, columns.get(i).maximum())));
        }
        out.println(line(columns.stream().map(Column::title).toList(), widths));
        out.println(line(widths.stream().map("-"::repeat).toList(), widths));
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private String line(List<String> texts, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String text = cut(texts.get(i), widths.get(i));
            String padding = " ".repeat(widths.get(i) - length(text));
            line.append(i == 0 ? "" : GAP).append(columns.get(i).rightward() ? padding + text : text + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        return length(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
