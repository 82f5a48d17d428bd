package dev.doge.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Compares peers so that it can be believed: each fork a fresh JVM, the peers in turn, as ratios of neighbours with an interval.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -cp benchmarks/target/benchmarks.jar dev.doge.benchmarks.Compare [--quick] [--limit] [--forks N] [WORKLOAD ...]
 * }</pre>
 *
 * <p>After each workload it writes {@code benchmarks/target/report.md}, {@code report.json} and {@code report.html}. A budget is met if the whole interval
 * is within it, failed if the whole interval is beyond it, and otherwise not decided: run it again, with more forks. A workload is refused if
 * the baseline's quartiles are still more than 1.3x apart after 15 forks. Absolute times are of the machine at hand and decide nothing.
 *
 * <p>After the workloads come {@code growth} and {@code memory}, each in a JVM of its own, whose tables go into the same report and are compared
 * with nothing. {@code --quick} leaves them out.
 *
 * <p>Nothing else should run meanwhile. All of it takes hours; a workload from three to thirty minutes. {@code --limit} leaves of each workload its
 * baseline, Doge, and what else of Doge's has a budget, and lists the budgets that are then not compared. {@code --quick} takes less than five
 * minutes for all: it has the same, and one short fork of each, whose counts are exact and whose times are not judged. One benchmark alone, with
 * JMH's profilers: {@code java -jar benchmarks/target/benchmarks.jar SevenTaskLoad.doge -prof gc}.
 */
public final class Compare {
    private Compare() {}

    /**
     * Runs the comparison.
     *
     * @param arguments see above
     * @throws RunnerException if a fork fails
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        int forks = 0;
        boolean quick = false;
        boolean narrow = false;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--forks" -> forks = forks(i + 1 < arguments.length ? arguments[++i] : "");
                case "--quick" -> quick = true;
                case "--limit" -> narrow = true;
                default -> names.add(arguments[i]);
            }
        }
        known(names);
        List<Comparison> comparisons = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        List<Counts> counts = quick ? Counts.all() : List.of();
        for (Workload workload : chosen(Workloads.all(), Workload::name, names)) {
            System.err.println(workload.name());
            comparisons.add(
                    quick
                            ? Comparison.quick(workload.narrowed(), Math.max(forks, 1), Fork::quick)
                            : Comparison.of(
                                    narrow ? workload.narrowed() : workload,
                                    Math.max(forks, Comparison.FEWEST_FORKS),
                                    Fork::full));
            // after each: a long comparison that is stopped has not been for nothing
            new Report(title(arguments), comparisons, tables, counts).write(target());
        }
        for (Survey survey : quick ? List.<Survey>of() : chosen(Survey.all(), Survey::name, names)) {
            System.err.println(survey.name());
            tables.addAll(survey.tables());
            new Report(title(arguments), comparisons, tables, counts).write(target());
        }
        System.out.print(new Report(title(arguments), comparisons, tables, counts).toMarkdown());
    }

    private static void known(List<String> names) {
        List<String> known = Stream.concat(
                        Workloads.all().stream().map(Workload::name),
                        Survey.all().stream().map(Survey::name))
                .toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no workload " + name + "; there are " + String.join(", ", known));
            }
        }
    }

    private static <T> List<T> chosen(List<T> all, Function<T, String> name, List<String> names) {
        return all.stream()
                .filter(one -> names.isEmpty() || names.contains(name.apply(one)))
                .toList();
    }

    private static int forks(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("--forks takes a number from 1");
        }
        return Integer.parseInt(text);
    }

    private static String title(String[] arguments) {
        return "Compare " + String.join(" ", arguments) + " on JDK " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
    }

    /** Returns the directory of the jar that this runs from, wherever it was started. */
    private static Path target() {
        try {
            Path jar = Path.of(Compare.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
