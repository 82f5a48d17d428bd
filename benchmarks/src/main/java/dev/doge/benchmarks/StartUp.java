package dev.doge.benchmarks;

import dev.doge.runtime.DogeExecutor;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * How many nanoseconds the first result takes in a JVM that has just been started, from the first line of {@code main}, beside the same by hand on a
 * bare pool; and how many an executor takes to make in one that has made a thousand. Started by {@code Compare start-up}, once for each fork.
 */
public final class StartUp {
    private static final int EXECUTORS = 2_000;

    private StartUp() {}

    /**
     * Measures once, and prints the figure.
     *
     * @param arguments who is measured: {@code limit}, {@code doge}, {@code run} or {@code executor}
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if the request fails
     */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        switch (arguments[0]) {
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
            case "executor" -> System.out.println(executor());
            default -> throw new IllegalArgumentException("there is no peer " + arguments[0]);
        }
    }

    /** Returns the median of the latter half of many. */
    private static double executor() {
        double[] made = new double[EXECUTORS / 2];
        for (int i = -made.length; i < made.length; i++) {
            long start = System.nanoTime();
            DogeExecutor executor = DogeExecutor.create();
            long end = System.nanoTime();
            executor.close();
            if (i >= 0) {
                made[i] = end - start;
            }
        }
        return Interval.quantile(made, 0.5);
    }
}
