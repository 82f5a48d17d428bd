package dev.doge.benchmarks;

import dev.doge.runtime.DogeExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * How long the first result takes in a cold JVM, from the first line of {@code main}, beside the same by hand on a bare pool; and how long an executor takes to make in a warm
 * one. Twenty starts of each, in turn.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.doge.benchmarks.StartUp
 * }</pre>
 */
public final class StartUp {
    private static final int STARTS = 20;
    private static final int WARM_UPS = 2_000;
    private static final double MILLI = 1e6;

    private StartUp() {}

    /**
     * Measures.
     *
     * @param arguments none; the started JVMs get the name of a peer
     * @throws IOException if a JVM cannot be started
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if the request fails
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        long start = System.nanoTime();
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "limit" -> {
                ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
                SevenTaskLimit.start(pool, 1).get();
                System.out.println(System.nanoTime() - start);
                pool.shutdown();
            }
            case "doge" -> {
                DogeExecutor executor = DogeExecutor.create();
                executor.submit(SevenTasksGraph.of(new SevenTasks()).page(1)).get();
                System.out.println(System.nanoTime() - start);
                executor.close();
            }
            case "run" -> {
                DogeExecutor executor = DogeExecutor.create();
                executor.run(SevenTasksGraph.of(new SevenTasks()).page(1));
                System.out.println(System.nanoTime() - start);
                executor.close();
            }
            default -> report();
        }
    }

    private static void report() throws IOException, InterruptedException {
        List<Double> limit = new ArrayList<>();
        List<Double> doge = new ArrayList<>();
        List<Double> run = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            limit.add(start("limit"));
            doge.add(start("doge"));
            run.add(start("run"));
        }
        double[] made = new double[WARM_UPS];
        for (int i = 0; i < WARM_UPS; i++) {
            long start = System.nanoTime();
            DogeExecutor executor = DogeExecutor.create();
            made[i] = (System.nanoTime() - start) / MILLI;
            executor.close();
        }
        System.out.printf(
                Locale.ROOT,
                "JDK %s, medians of %d starts, ms%n%n| what | ms | beyond the limit [95%%] |%n|---|---|---|%n"
                        + "| limit | %.1f | |%n| submit | %.1f | %s |%n| run | %.1f | %s |%n"
                        + "| an executor, in a warm JVM (last %d of %d) | %.3f | |%n",
                Runtime.version(),
                STARTS,
                Interval.quantile(array(limit), 0.5),
                Interval.quantile(array(doge), 0.5),
                beyond(doge, limit),
                Interval.quantile(array(run), 0.5),
                beyond(run, limit),
                WARM_UPS / 2,
                WARM_UPS,
                Interval.quantile(Arrays.copyOfRange(made, WARM_UPS / 2, WARM_UPS), 0.5));
    }

    private static String beyond(List<Double> measured, List<Double> limit) {
        Interval found = Pair.By.DIFFERENCE.of(array(measured), array(limit));
        return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", found.median(), found.low(), found.high());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns how many milliseconds a fresh JVM says that its first result took. */
    private static double start(String peer) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartUp.class.getName(),
                        peer)
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (jvm.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return Long.parseLong(said) / MILLI;
    }
}
