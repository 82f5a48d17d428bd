package dev.doge.benchmarks;

import static java.util.stream.Collectors.joining;

import dev.doge.benchmarks.counts.Count;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What comparisons found, for people and for programs.
 *
 * @param title what was run, and on what
 * @param comparisons the workloads
 * @param tables what was found beside
 * @param counts what was counted; empty if nothing was
 */
record Report(String title, List<Comparison> comparisons, List<Table> tables, List<Counts> counts) {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    Report {
        comparisons = List.copyOf(comparisons);
        tables = List.copyOf(tables);
        counts = List.copyOf(counts);
    }

    Report(String title, List<Comparison> comparisons) {
        this(title, comparisons, List.of(), List.of());
    }

    /** Writes {@code report.md}, {@code report.json} and {@code report.html}. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("report.md"), toMarkdown());
        Files.writeString(folder.resolve("report.json"), toJson());
        Files.writeString(folder.resolve("report.html"), toHtml());
    }

    // ---- for people ----

    String toMarkdown() {
        List<String> lines = new ArrayList<>(List.of("# " + title, ""));
        for (Comparison comparison : comparisons) {
            Workload workload = comparison.workload();
            lines.add("## " + workload.name());
            int forks = comparison.forks(workload.baseline()).size();
            lines.add(
                    comparison.hasty()
                            ? format("Measured briefly: no time is judged. Forks of each peer: %d.", forks)
                            : format(
                                    "%d forks of each peer; the quartiles of %s are %.2fx apart.",
                                    forks, workload.baseline(), comparison.spread()));
            if (!workload.pairs().isEmpty() || !workload.leftOut().isEmpty()) {
                lines.addAll(List.of(
                        "",
                        comparison.hasty()
                                ? "| pair | median | budget | verdict |"
                                : "| pair | median [95%] | budget | verdict |",
                        "|---|---|---|---|"));
            }
            workload.pairs().forEach(pair -> lines.add(row(comparison, pair)));
            workload.leftOut().forEach(pair -> lines.add(format("| %s | not compared | %s | |", pair, budget(pair))));
            lines.addAll(List.of(
                    "", format("| peer | ns %s | bytes %s |", workload.unit(), workload.unit()), "|---|---|---|"));
            workload.peers().forEach(peer -> lines.add(row(comparison, peer)));
            lines.add("");
            comparison
                    .bytesVerdict()
                    .ifPresent(verdict -> lines.addAll(List.of(
                            format(
                                    "Bytes, the most of any fork of Doge: %.0f, budget %.0f: %s",
                                    comparison.mostBytes().orElse(0),
                                    workload.bytes().orElse(0),
                                    verdict),
                            "")));
        }
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            if (i == 0 || !table.name().equals(tables.get(i - 1).name())) {
                lines.addAll(List.of("## " + table.name(), ""));
            }
            if (!table.caption().isEmpty()) {
                lines.addAll(List.of(table.caption(), ""));
            }
            lines.addAll(List.of(table.toMarkdown(), ""));
        }
        if (!counts.isEmpty()) {
            lines.addAll(List.of(
                    "## counts",
                    "Exact on any machine, of Doge's own code, per request of short tasks, or run of a built graph; and in how many of the rounds it was just that.",
                    ""));
            lines.add(Stream.of(Count.values()).map(Count::toString).collect(joining(" | ", "| what | ", " |")));
            lines.add("|---".repeat(Count.values().length + 1) + "|");
            counts.forEach(row -> lines.add(row.toString()));
            lines.add("");
        }
        return String.join("\n", lines);
    }

    private static String row(Comparison comparison, Pair pair) {
        return format(
                "| %s | %s | %s | %s |",
                pair,
                comparison
                        .found(pair)
                        .map(r -> (comparison.hasty()
                                        // a fork or two have no interval
                                        ? shown(r.median())
                                        : format("%s [%s, %s]", shown(r.median()), shown(r.low()), shown(r.high())))
                                + pair.by().unit())
                        .orElse("refused: the baseline is restless"),
                budget(pair),
                comparison.verdict(pair).map(Verdict::toString).orElse(""));
    }

    /** Writes so many digits as say something: nobody reads the fractions of a million nanoseconds. */
    private static String shown(double value) {
        return format(Math.abs(value) < 100 ? "%.3f" : "%,.0f", value);
    }

    private static String budget(Pair pair) {
        DecimalFormat few = new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return pair.budget().isPresent()
                ? few.format(pair.budget().getAsDouble()) + pair.by().unit()
                : "";
    }

    private static String row(Comparison comparison, String peer) {
        List<Fork> forks = comparison.forks(peer);
        double bytes = Interval.quantile(Fork.bytes(forks), 0.5);
        return format(
                "| %s | %,.1f | %s |",
                peer, Interval.quantile(Fork.nanos(forks), 0.5), Double.isNaN(bytes) ? "" : format("%,.0f", bytes));
    }

    /** Returns a page that needs nothing beside itself. */
    String toHtml() throws IOException {
        return text("report.html")
                .replace("/*uplot.css*/", text(UPLOT + "uPlot.min.css"))
                .replace("/*uplot.js*/", text(UPLOT + "uPlot.iife.min.js"))
                .replace("/*report*/", toJson().replace("<", "\\u003c"));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Report.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // ---- for programs ----

    String toJson() {
        return format(
                "{\"title\": \"%s\", \"workloads\": [%n%s%n], \"tables\": [%s], \"counts\": [%s]}%n",
                title,
                comparisons.stream().map(Report::json).collect(joining(",\n")),
                tables.stream().map(Report::json).collect(joining(", ")),
                counts.stream().map(Report::json).collect(joining(", ")));
    }

    private static String json(Table table) {
        return format(
                "{\"name\": \"%s\", \"caption\": \"%s\", \"along\": \"%s\", \"figure\": \"%s\", \"columns\": %s, \"rows\": [%s]}",
                table.name(),
                table.caption(),
                table.drawn().along(),
                table.drawn().figure(),
                json(table.columns()),
                table.rows().stream().map(Report::json).collect(joining(", ")));
    }

    private static String json(List<String> texts) {
        return texts.stream().collect(joining("\", \"", "[\"", "\"]"));
    }

    private static String json(Counts counted) {
        return Stream.of(Count.values())
                .map(count -> format("\"%s\": %.4f", count, counted.of(count)))
                .collect(joining(", ", "{\"what\": \"" + counted.what() + "\", \"counts\": {", "}}"));
    }

    private static String json(Comparison comparison) {
        Workload workload = comparison.workload();
        return format(
                "{\"name\": \"%s\", \"unit\": \"%s\", \"briefly\": %b, \"spread\": %.4f, \"mostBytes\": %s, \"bytesBudget\": %s,"
                        + " \"bytesVerdict\": %s, \"leftOut\": [%s],%n \"peers\": {%s},%n \"pairs\": [%s]}",
                workload.name(),
                workload.unit(),
                comparison.hasty(),
                comparison.spread(),
                number(comparison.mostBytes()),
                number(workload.bytes()),
                quoted(comparison.bytesVerdict().map(Verdict::toString).orElse("")),
                workload.leftOut().stream()
                        .map(pair -> format("{\"pair\": \"%s\", \"budget\": \"%s\"}", pair, budget(pair)))
                        .collect(joining(", ")),
                comparison.forks().entrySet().stream().map(Report::json).collect(joining(", ")),
                workload.pairs().stream().map(pair -> json(comparison, pair)).collect(joining(", ")));
    }

    private static String json(Map.Entry<String, List<Fork>> peer) {
        return format(
                "\"%s\": {\"nanos\": %s, \"bytes\": %s}",
                peer.getKey(),
                Arrays.toString(Fork.nanos(peer.getValue())),
                peer.getValue().stream()
                        .map(fork -> Double.isNaN(fork.bytes()) ? "null" : String.valueOf(fork.bytes()))
                        .collect(joining(", ", "[", "]")));
    }

    private static String json(Comparison comparison, Pair pair) {
        return format(
                "{\"measured\": \"%s\", \"baseline\": \"%s\", \"by\": \"%s\", %s\"budget\": %s, \"verdict\": %s}",
                pair.measured(),
                pair.baseline(),
                pair.by().name().toLowerCase(Locale.ROOT),
                comparison
                        .found(pair)
                        .map(r -> comparison.hasty()
                                ? format("\"median\": %.4f, ", r.median())
                                : format(
                                        "\"median\": %.4f, \"low\": %.4f, \"high\": %.4f, ",
                                        r.median(), r.low(), r.high()))
                        .orElse(""),
                number(pair.budget()),
                quoted(comparison.verdict(pair).map(Verdict::toString).orElse("")));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(value.getAsDouble()) : "null";
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "null" : '"' + text + '"';
    }

    @SuppressWarnings("AnnotateFormatMethod") // would be a dependency for one private method
    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
