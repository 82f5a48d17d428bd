package dev.doge.benchmarks;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Session;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/**
 * What things of Doge's hold on the heap, and how the heap fares while ten million distinct requests go by.
 *
 * <pre>{@code
 * java -Xms2g -Xmx2g -cp benchmarks/target/benchmarks.jar dev.doge.benchmarks.Memory
 * }</pre>
 */
public final class Memory {
    private static final int MANY = 100_000;
    private static final int REQUESTS = 10_000_000;
    private static final int BATCH = 1_000;

    private Memory() {}

    /**
     * Measures.
     *
     * @param arguments none
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("JDK " + Runtime.version() + "\n\n| what | bytes |\n|---|---|");
        ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        SevenTasksGraph graph = SevenTasksGraph.of(new SevenTasks());
        try (DogeExecutor executor = DogeExecutor.create()) {
            executor.run(graph.page(1));
            executor.submit(graph.page(2)).join();
            row("an executor on a pool that is there", Heap.bytesOfEach(BATCH, i -> executor(pool)));
            row("a graph over task objects that are there", Heap.bytesOfEach(MANY, i -> graph()));
            row("a request of one input", Heap.bytesOfEach(MANY, i -> graph.page(MANY + i)));
            row("a session without results", Heap.bytesOfEach(MANY, i -> executor.openSession()));
            try (Session session = executor.openSession()) {
                row(
                        "a kept page: seven results of one key",
                        Heap.bytesOfEach(MANY, i -> session.run(graph.page(MANY + i))));
            }
            requests(executor, graph);
        } finally {
            pool.shutdown();
        }
    }

    private static Object executor(ForkJoinPool pool) {
        return DogeExecutor.builder().pool(pool).build();
    }

    private static Object graph() {
        return SevenTasksGraph.of(new SevenTasks());
    }

    private static void row(String what, double bytes) {
        System.out.printf(Locale.ROOT, "| %s | %.0f |%n", what, bytes);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
    private static void requests(DogeExecutor executor, SevenTasksGraph graph) throws InterruptedException {
        System.out.println("\n| distinct requests so far | kB in use |\n|---|---|");
        for (int done = 0; done <= REQUESTS; done += BATCH) {
            if (done % (REQUESTS / 10) == 0) {
                System.out.printf(Locale.ROOT, "| %,d | %,d |%n", done, Heap.used() / 1024);
            }
            Arrivals arrivals = new Arrivals(BATCH);
            for (int i = 0; i < BATCH; i++) {
                executor.submit(graph.page(1_000_000L + done + i)).whenComplete(arrivals);
            }
            arrivals.await();
        }
    }
}
