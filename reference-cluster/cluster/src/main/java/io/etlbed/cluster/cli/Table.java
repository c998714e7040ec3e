package io.etlbed.cluster.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text, padded to the widest cell. A long table is printed in parts as it comes; a column then never gets
 * narrower from one part to the next.
 */
final class Table {

    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... headings) {
        widths = new int[headings.length];
        row(headings);
    }

    void row(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].codePointCount(0, cells[i].length()));
        }
        rows.add(List.of(cells));
    }

    int waiting() {
        return rows.size();
    }

    void print(PrintStream out) {
        StringBuilder line = new StringBuilder();
        for (List<String> row : rows) {
            line.setLength(0);
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                line.append(cell);
                if (i < row.size() - 1) {
                    line.append(" ".repeat(widths[i] + GAP - cell.codePointCount(0, cell.length())));
                }
            }
            out.append(line).append('\n');
        }
        rows.clear();
    }
}
