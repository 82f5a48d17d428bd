package dev.doge.benchmarks;

import static java.util.stream.Collectors.joining;

import dev.doge.benchmarks.counts.Count;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param counts what was counted; empty if nothing was
 */
record Report(String title, List<Comparison> comparisons, List<Counts> counts) {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    Report {
        comparisons = List.copyOf(comparisons);
        counts = List.copyOf(counts);
    }

    Report(String title, List<Comparison> comparisons) {
        this(title, comparisons, List.of());
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
            lines.add(format(
                    "%d forks of each peer; the quartiles of %s are %.2fx apart.%s",
                    comparison.forks(workload.baseline()).size(),
                    workload.baseline(),
                    comparison.spread(),
                    comparison.hasty() ? " Measured briefly: no time is judged." : ""));
            lines.addAll(List.of("", "| pair | [95%] | budget | verdict |", "|---|---|---|---|"));
            workload.pairs().forEach(pair -> lines.add(row(comparison, pair)));
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
        if (!counts.isEmpty()) {
            lines.addAll(
                    List.of("## counts", "Exact on any machine, of Doge's own code, per request of short tasks.", ""));
            lines.add(Stream.of(Count.values()).map(Count::toString).collect(joining(" | ", "| what | ", " |")));
            lines.add("|---".repeat(Count.values().length + 1) + "|");
            counts.forEach(row -> lines.add(row.toString()));
            lines.add("");
        }
        return String.join("\n", lines);
    }

    private static String row(Comparison comparison, Pair pair) {
        String unit = pair.by().unit();
        return format(
                "| %s | %s | %s | %s |",
                pair,
                comparison
                        .found(pair)
                        .map(r -> format("%.3f [%.3f, %.3f]%s", r.median(), r.low(), r.high(), unit))
                        .orElse("refused: the baseline is restless"),
                pair.budget().isPresent() ? format("%s%s", number(pair.budget()), unit) : "",
                comparison.verdict(pair).map(Verdict::toString).orElse(""));
    }

    private static String row(Comparison comparison, String peer) {
        List<Fork> forks = comparison.forks(peer);
        return format(
                "| %s | %.1f | %.0f |",
                peer, Interval.quantile(Fork.nanos(forks), 0.5), Interval.quantile(Fork.bytes(forks), 0.5));
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
                "{\"title\": \"%s\", \"workloads\": [%n%s%n], \"counts\": [%s]}%n",
                title,
                comparisons.stream().map(Report::json).collect(joining(",\n")),
                counts.stream().map(Report::json).collect(joining(", ")));
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
                        + " \"bytesVerdict\": %s,%n \"peers\": {%s},%n \"pairs\": [%s]}",
                workload.name(),
                workload.unit(),
                comparison.hasty(),
                comparison.spread(),
                number(comparison.mostBytes()),
                number(workload.bytes()),
                quoted(comparison.bytesVerdict().map(Verdict::toString).orElse("")),
                comparison.forks().entrySet().stream().map(Report::json).collect(joining(", ")),
                workload.pairs().stream().map(pair -> json(comparison, pair)).collect(joining(", ")));
    }

    private static String json(Map.Entry<String, List<Fork>> peer) {
        return format(
                "\"%s\": {\"nanos\": %s, \"bytes\": %s}",
                peer.getKey(),
                Arrays.toString(Fork.nanos(peer.getValue())),
                Arrays.toString(Fork.bytes(peer.getValue())));
    }

    private static String json(Comparison comparison, Pair pair) {
        return format(
                "{\"measured\": \"%s\", \"baseline\": \"%s\", \"by\": \"%s\", %s\"budget\": %s, \"verdict\": %s}",
                pair.measured(),
                pair.baseline(),
                pair.by().name().toLowerCase(Locale.ROOT),
                comparison
                        .found(pair)
                        .map(r -> format(
                                "\"median\": %.4f, \"low\": %.4f, \"high\": %.4f, ", r.median(), r.low(), r.high()))
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
