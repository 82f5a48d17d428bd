package dev.doge.benchmarks;

import dev.doge.benchmarks.shapes.ShapeRun;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Compares peers so that it can be believed: each fork a fresh JVM, the two sides in turn, as ratios of neighbours with an interval.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -cp benchmarks/target/benchmarks.jar dev.doge.benchmarks.Compare [--forks N] [--quick] [--blocking | --shapes]
 * }</pre>
 *
 * <p>It prints a table, and after each pair writes it to {@code benchmarks/target/report.md} and {@code report.json}. A budget is met if the whole interval
 * is within it, failed if the whole interval is beyond it, and otherwise not decided: run it again, with more forks. A pair is refused if
 * the baseline's quartiles are still more than 1.3x apart after 15 forks. Absolute times are of the machine at hand and decide nothing.
 *
 * <p>Nothing else should run meanwhile. It takes from nine to twenty minutes, as the machine is quiet or not. {@code --quick} takes three: it measures for a second and leaves out
 * Dagger Producers, which is not compiled that soon. {@code --blocking} compares requests that are waited for one at a time, {@code --shapes} whole
 * graphs: a chain, a fan, a grid, layers. One benchmark
 * alone, with JMH's profilers: {@code java -jar benchmarks/target/benchmarks.jar SevenTaskLoad.doge -prof gc}.
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
        int forks = Comparison.FEWEST_FORKS;
        boolean quick = false;
        List<Pair> pairs = underLoad();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--forks" -> forks = forks(i + 1 < arguments.length ? arguments[++i] : "");
                case "--quick" -> quick = true;
                case "--blocking" -> pairs = blocking();
                case "--shapes" -> pairs = shapes();
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (quick) {
            pairs = pairs.stream()
                    .filter(pair -> !pair.measured().equals("producers"))
                    .toList();
        }
        Fork.Measuring measuring = quick ? Fork::quick : Fork::full;
        List<Comparison> comparisons = new ArrayList<>();
        for (Pair pair : pairs) {
            System.err.println(pair);
            comparisons.add(Comparison.of(pair, forks, measuring));
            write(new Report(
                    title(arguments),
                    comparisons)); // after each: a long comparison that is stopped has not been for nothing
        }
        System.out.print(new Report(title(arguments), comparisons).toMarkdown());
    }

    private static void write(Report report) throws IOException {
        Path target = target();
        Files.writeString(target.resolve("report.md"), report.toMarkdown());
        Files.writeString(target.resolve("report.json"), report.toJson());
    }

    private static List<Pair> underLoad() {
        return List.of(
                Pair.of(SevenTaskLoad.class, "doge", "limit").within(2.0),
                Pair.of(SevenTaskLoad.class, "doge", "futures").within(0.6),
                Pair.of(SevenTaskLoad.class, "futures", "limit"),
                Pair.of(SevenTaskLoad.class, "producers", "limit"));
    }

    private static List<Pair> blocking() {
        return List.of(
                Pair.of(SevenTaskBlocking.class, "doge", "limit"),
                Pair.of(SevenTaskBlocking.class, "doge", "futures"),
                Pair.of(SevenTaskBlocking.class, "producers", "limit"));
    }

    private static List<Pair> shapes() {
        List<Pair> pairs = new ArrayList<>();
        Map<String, Double> budgets = new LinkedHashMap<>();
        budgets.put("chain:1000", 2.0);
        budgets.put("fan:1000", 2.0);
        budgets.put("grid:4096", 1.5);
        budgets.put("layered:10000", 1.5);
        budgets.forEach((shape, budget) -> {
            pairs.add(Pair.of(ShapeRun.class, "doge", "limit").with(shape).within(budget));
            pairs.add(Pair.of(ShapeRun.class, "doge", "futures").with(shape));
        });
        return pairs;
    }

    private static int forks(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < Comparison.FEWEST_FORKS) {
            throw new IllegalArgumentException("--forks takes a number from " + Comparison.FEWEST_FORKS);
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
