package dev.doge.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a comparison found, for people and for programs.
 *
 * @param title what was run, and on what
 * @param comparisons the pairs
 */
record Report(String title, List<Comparison> comparisons) {
    /** What a request may allocate. */
    static final double BYTES = 700;

    Report {
        comparisons = List.copyOf(comparisons);
    }

    String toMarkdown() {
        List<String> lines = new ArrayList<>(List.of(
                title,
                "",
                "| pair | ratio [95%] | budget | verdict | forks | spread | ns a request | of the baseline | bytes a request |",
                "|---|---|---|---|---|---|---|---|---|"));
        comparisons.forEach(comparison -> lines.add(row(comparison)));
        lines.add("");
        mostBytes().ifPresent(most -> lines.add(bytesVerdict(most)));
        lines.add("");
        return String.join("\n", lines);
    }

    private static String row(Comparison comparison) {
        OptionalDouble budget = comparison.pair().budget();
        return format(
                "| %s | %s | %s | %s | %d | %.2f | %.0f | %.0f | %.0f |",
                comparison.pair(),
                comparison
                        .ratios()
                        .map(r -> format("%.3f [%.3f, %.3f]", r.median(), r.low(), r.high()))
                        .orElse("refused: the baseline is restless"),
                budget.isPresent() ? format("%.1f", budget.getAsDouble()) : "",
                comparison.verdict().map(Verdict::toString).orElse(""),
                comparison.baseline().size(),
                comparison.spread(),
                Ratios.quantile(Fork.nanos(comparison.measured()), 0.5),
                Ratios.quantile(Fork.nanos(comparison.baseline()), 0.5),
                Ratios.quantile(Fork.bytes(comparison.measured()), 0.5));
    }

    /** Judges the hungriest fork of Doge: what is counted needs no interval. */
    private static String bytesVerdict(double most) {
        return format(
                "Bytes a request under load, the most of any fork of Doge: %.0f, budget %.0f: %s",
                most, BYTES, most <= BYTES ? Verdict.MET : Verdict.FAILED);
    }

    /** Returns what the hungriest fork allocated per request under load, which is what the budget is for. */
    OptionalDouble mostBytes() {
        return comparisons.stream()
                .filter(comparison -> comparison.pair().measured().equals("doge"))
                .filter(comparison -> comparison.pair().workload() == SevenTaskLoad.class)
                .flatMapToDouble(comparison -> Arrays.stream(Fork.bytes(comparison.measured())))
                .max();
    }

    String toJson() {
        return format(
                "{\"title\": \"%s\", \"mostBytes\": %s, \"bytesBudget\": %.0f, \"pairs\": [%n%s%n]}%n",
                title,
                mostBytes().isPresent() ? format("%.1f", mostBytes().getAsDouble()) : "null",
                BYTES,
                comparisons.stream().map(Report::json).collect(Collectors.joining(",\n")));
    }

    private static String json(Comparison comparison) {
        Pair pair = comparison.pair();
        return format(
                "{\"workload\": \"%s\", \"shape\": \"%s\", \"measured\": \"%s\", \"baseline\": \"%s\", %s\"budget\": %s, \"verdict\": %s, \"nanos\": %s,"
                        + " \"baselineNanos\": %s, \"bytes\": %s, \"baselineBytes\": %s}",
                pair.workload().getSimpleName(),
                pair.shape(),
                pair.measured(),
                pair.baseline(),
                comparison
                        .ratios()
                        .map(r -> format(
                                "\"median\": %.4f, \"low\": %.4f, \"high\": %.4f, ", r.median(), r.low(), r.high()))
                        .orElse(""),
                pair.budget().isPresent() ? String.valueOf(pair.budget().getAsDouble()) : "null",
                comparison.verdict().map(v -> "\"" + v + '"').orElse("null"),
                Arrays.toString(Fork.nanos(comparison.measured())),
                Arrays.toString(Fork.nanos(comparison.baseline())),
                Arrays.toString(Fork.bytes(comparison.measured())),
                Arrays.toString(Fork.bytes(comparison.baseline())));
    }

    @SuppressWarnings("AnnotateFormatMethod") // would be a dependency for one private method
    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
