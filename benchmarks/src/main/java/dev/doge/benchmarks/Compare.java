package dev.doge.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares with the limit as it can be believed: fork by fork in turn, as ratios of pairs, with their interval.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.doge.benchmarks.Compare [--forks N]} prints a table and writes it to
 * {@code benchmarks/target/report.md}. A fork takes about ten seconds, and there are two per pair and peer. Nothing else should run.
 */
public final class Compare {
    private static final int FEWEST_FORKS = 5;
    private static final int MOST_FORKS = 15;
    private static final double STEADY = 1.3;

    /** What one fork measured. */
    private record Fork(double nanos, double bytes) {}

    private final int forks;

    private Compare(int forks) {
        this.forks = forks;
    }

    /**
     * Runs the comparison.
     *
     * @param arguments {@code --forks N}
     * @throws RunnerException if a fork fails
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        int forks =
                arguments.length == 2 && arguments[0].equals("--forks") ? Integer.parseInt(arguments[1]) : FEWEST_FORKS;
        String report = new Compare(forks).run();
        System.out.print(report);
        Path target = Path.of("benchmarks", "target");
        if (Files.isDirectory(target)) {
            Files.writeString(target.resolve("report.md"), report);
        }
    }

    private String run() throws RunnerException {
        StringBuilder report = new StringBuilder(String.format(
                Locale.ROOT,
                "Seven-task request under load, JDK %s, %d cores%n%n| | ratio to the limit [95%%] | bytes per request |%n|---|---|---|%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors()));
        Map<String, double[]> measured = new LinkedHashMap<>();
        for (String peer : List.of("doge", "futures", "producers")) {
            List<Fork> limits = new ArrayList<>();
            List<Fork> peers = new ArrayList<>();
            while (limits.size() < forks || (!isSteady(limits) && limits.size() < MOST_FORKS)) {
                limits.add(fork("limit"));
                peers.add(fork(peer));
            }
            if (!isSteady(limits)) {
                report.append(String.format(
                        Locale.ROOT,
                        "| %s | not reported: the limit's quartiles spread %.2fx | |%n",
                        peer,
                        Ratios.spread(nanos(limits))));
                continue;
            }
            Ratios ratios = Ratios.of(nanos(peers), nanos(limits));
            measured.put(peer, nanos(peers));
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %s%s | %.0f |%n",
                    peer,
                    ratios,
                    peer.equals("doge") ? ", budget 2.0: " + ratios.verdict(2) + ", 1.5: " + ratios.verdict(1.5) : "",
                    Ratios.quantile(peers.stream().mapToDouble(Fork::bytes).toArray(), 0.5)));
        }
        double[] doge = measured.get("doge");
        double[] futures = measured.get("futures");
        if (doge != null && futures != null && doge.length == futures.length) {
            Ratios ratios = Ratios.of(doge, futures);
            report.append(String.format(
                    Locale.ROOT, "%nDoge to CompletableFuture: %s, budget 0.6: %s%n", ratios, ratios.verdict(0.6)));
        }
        return report.toString();
    }

    private static boolean isSteady(List<Fork> limits) {
        return limits.size() >= 2 && Ratios.spread(nanos(limits)) <= STEADY;
    }

    private static double[] nanos(List<Fork> forks) {
        return forks.stream().mapToDouble(Fork::nanos).toArray();
    }

    private static Fork fork(String peer) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(SevenTaskLoad.class.getName() + "\\." + peer + "$")
                        .forks(1)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        double bytes = result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .map(Map.Entry::getValue)
                .mapToDouble(Result::getScore)
                .findFirst()
                .orElse(Double.NaN);
        return new Fork(result.getPrimaryResult().getScore(), bytes);
    }
}
