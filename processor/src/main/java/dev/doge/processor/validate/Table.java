package dev.doge.processor.validate;

import java.util.ArrayList;
import java.util.List;

/** Aligns the columns of the lines that say why. */
final class Table {
    private final int[] gaps;
    private final List<String[]> rows = new ArrayList<>();

    /** Makes a table whose columns are at least so far apart. */
    Table(int... gaps) {
        this.gaps = gaps;
    }

    Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    List<String> lines() {
        int[] widths = new int[gaps.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length && i < gaps.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length() + gaps[i]);
            }
        }
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < row.length; i++) {
                        line.append(row[i]);
                        if (i < row.length - 1) {
                            line.append(" ".repeat(widths[i] - row[i].length()));
                        }
                    }
                    return line.toString();
                })
                .toList();
    }
}
