package dev.doge.benchmarks;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program of its own found, and is not compared: cells under columns.
 *
 * @param name the program
 * @param caption what stands before it; empty if nothing does
 * @param drawn the columns that are drawn, one along the other; the rows with the same first cell are a line, unless that is what it is drawn along
 * @param columns what stands above the columns
 * @param rows the cells by row
 */
record Table(String name, String caption, Drawn drawn, List<String> columns, List<List<String>> rows) {
    /** What is drawn along what. */
    record Drawn(String along, String figure) {}

    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Reads the tables of a text in Markdown, each with the last line before it; what else stands between them is left out. */
    static List<Table> of(String name, Drawn drawn, String markdown) {
        List<Table> tables = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        String caption = "";
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("|")) {
                rows.add(cells(line));
            } else if (!line.isBlank()) {
                addTo(tables, name, caption, drawn, rows);
                caption = line;
            } else if (!rows.isEmpty()) {
                addTo(tables, name, caption, drawn, rows);
                caption = "";
            }
        }
        addTo(tables, name, caption, drawn, rows);
        return tables;
    }

    private static void addTo(List<Table> tables, String name, String caption, Drawn drawn, List<List<String>> rows) {
        // the second is the rule between head and cells
        if (rows.size() > 1) {
            tables.add(new Table(name, caption, drawn, rows.get(0), rows.subList(2, rows.size())));
        }
        rows.clear();
    }

    private static List<String> cells(String line) {
        return Splitter.on('|').trimResults().splitToList(line.substring(1, line.lastIndexOf('|')));
    }

    String toMarkdown() {
        List<String> lines = new ArrayList<>(List.of(line(columns), "|---".repeat(columns.size()) + '|'));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
