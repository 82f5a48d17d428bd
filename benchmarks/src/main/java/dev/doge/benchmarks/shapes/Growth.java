package dev.doge.benchmarks.shapes;

import com.google.common.base.Splitter;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import dev.doge.benchmarks.Heap;
import dev.doge.benchmarks.Jvm;
import dev.doge.runtime.BuiltGraph;
import dev.doge.runtime.DogeExecutor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.openjdk.jol.info.GraphLayout;

/**
 * How the cost of a task grows with the graph, from ten tasks to a million: the time to build and to run it, beside the limit in the same
 * process, and what the heap holds of it after the run.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -cp benchmarks/target/benchmarks.jar dev.doge.benchmarks.shapes.Growth [SHAPE...]
 * }</pre>
 *
 * <p>Every shape is measured in {@value #FORKS} JVMs of its own, one after the other; what is printed is the median of them, and how far those from a
 * thousand tasks on lie apart. In each a graph is built and run as often as makes about three million tasks, at least seven and at most ten thousand
 * times, after as many times for warming up; what that JVM found is the median, too. A run that is waited for wakes a worker and then the thread that
 * waits; of a small graph that is most of its time, whoever runs it. So it is also run several times in a row, each time as soon as the last has
 * ended, without a thread that waits in between: a hundred thousand tasks together. The heap is that of the built graph alone after it has run; JOL
 * counts what is reached from it before. Both without its keys, which are the user's.
 */
public final class Growth {
    private static final List<String> SHAPES = List.of("chain", "fan", "grid", "layered", "sparse");

    /** G1 puts an array of more than half a region apart, into memory that no cache knows: regions are large enough for those of a million tasks. */
    private static final List<String> JVM =
            List.of("-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch", "-XX:G1HeapRegionSize=32m");

    private static final int FORKS = 5;
    private static final int[] SIZES = {10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /** A grid is only about as large as it was asked for. */
    private static final int LARGE = 900;

    private static final int TASKS = 3_000_000;
    private static final int ROW = 100_000;
    private static final int FEWEST = 7;
    private static final int MOST = 10_000;

    private Growth() {}

    /**
     * Measures.
     *
     * @param shapes which; all if there are none
     */
    public static void main(String[] shapes) {
        System.out.println(
                "JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
                        + " processors; nanoseconds and bytes a task, medians of " + FORKS + " JVMs\n");
        System.out.println(
                "| shape | tasks | build | run | run by hand | ratio | in a row | in a row by hand | ratio | heap | JOL |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        List<String> grown = new ArrayList<>();
        for (String shape : shapes.length == 0 ? SHAPES : List.of(shapes)) {
            List<Row> rows = medians(shape);
            rows.forEach(System.out::println);
            grown.add(grown(rows));
        }
        System.out.println("\nThe largest over the least, from a thousand tasks on:\n");
        System.out.println(
                "| shape | run | run by hand | in a row | in a row by hand | heap |\n|---|---|---|---|---|---|");
        grown.forEach(System.out::println);
    }

    private static List<Row> medians(String shape) {
        ListMultimap<Integer, Row> found =
                MultimapBuilder.treeKeys().arrayListValues().build();
        for (int i = 0; i < FORKS; i++) {
            Jvm.run(Fork.class, JVM, List.of(shape))
                    .lines()
                    .filter(line -> line.startsWith(shape))
                    .map(Row::parse)
                    .forEach(row -> found.put(row.tasks, row));
        }
        return Multimaps.asMap(found).values().stream().map(Row::median).toList();
    }

    /** One JVM of those that are measured in. */
    static final class Fork {
        private Fork() {}

        /**
         * Measures one shape, and prints a row for each size.
         *
         * @param shape its name
         * @throws ExecutionException if a task fails
         * @throws InterruptedException if interrupted
         */
        public static void main(String[] shape) throws ExecutionException, InterruptedException {
            System.setProperty("jol.magicFieldOffset", "true"); // else it refuses records and lambdas
            ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
            try (DogeExecutor executor = DogeExecutor.create()) {
                // warms up; what it finds is not told
                measure(executor, pool, shape[0], SIZES[3]);
                for (int size : SIZES) {
                    System.out.println(measure(executor, pool, shape[0], size).line());
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    /** What was found of a shape of some size. */
    private record Row(
            String shape,
            int tasks,
            double build,
            double run,
            double limit,
            double inARow,
            double limitInARow,
            double heap,
            double reached) {
        static Row parse(String line) {
            List<String> cells = Splitter.on(' ').splitToList(line);
            double[] figures =
                    cells.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
            return new Row(
                    cells.get(0),
                    Integer.parseInt(cells.get(1)),
                    figures[0],
                    figures[1],
                    figures[2],
                    figures[3],
                    figures[4],
                    figures[5],
                    figures[6]);
        }

        static Row median(List<Row> forks) {
            return new Row(
                    forks.get(0).shape,
                    forks.get(0).tasks,
                    median(forks, Row::build),
                    median(forks, Row::run),
                    median(forks, Row::limit),
                    median(forks, Row::inARow),
                    median(forks, Row::limitInARow),
                    median(forks, Row::heap),
                    median(forks, Row::reached));
        }

        private static double median(List<Row> forks, ToDoubleFunction<Row> figure) {
            return Growth.median(forks.stream().mapToDouble(figure).toArray());
        }

        /** Returns what {@link #parse} reads. */
        String line() {
            return shape
                    + ' '
                    + tasks
                    + ' '
                    + build
                    + ' '
                    + run
                    + ' '
                    + limit
                    + ' '
                    + inARow
                    + ' '
                    + limitInARow
                    + ' '
                    + heap
                    + ' '
                    + reached;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.1f | %.1f | %.1f | %.2f | %.1f | %.1f | %.2f | %.1f | %.1f |",
                    shape,
                    tasks,
                    build,
                    run,
                    limit,
                    run / limit,
                    inARow,
                    limitInARow,
                    inARow / limitInARow,
                    heap,
                    reached);
        }
    }

    private static String grown(List<Row> rows) {
        List<Row> large = rows.stream().filter(row -> row.tasks > LARGE).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |",
                rows.get(0).shape,
                spread(large, Row::run),
                spread(large, Row::limit),
                spread(large, Row::inARow),
                spread(large, Row::limitInARow),
                spread(large, Row::heap));
    }

    private static double spread(List<Row> rows, ToDoubleFunction<Row> figure) {
        DoubleSummaryStatistics all = rows.stream().mapToDouble(figure).summaryStatistics();
        return all.getMax() / all.getMin();
    }

    private static Row measure(DogeExecutor executor, ForkJoinPool pool, String name, int nodes)
            throws ExecutionException, InterruptedException {
        Shape shape = Shape.of(name, nodes);
        ShapeLimit.Plan plan = new ShapeLimit.Plan(shape);
        Integer[] keys = new Integer[shape.size()];
        Arrays.setAll(keys, Integer::valueOf);
        int rounds = Math.min(MOST, Math.max(FEWEST, TASKS / nodes));
        double[] build = new double[rounds];
        double[] run = new double[rounds];
        double[] limit = new double[rounds];
        for (int i = -rounds; i < rounds; i++) {
            long start = System.nanoTime();
            BuiltGraph graph = ShapePeers.graph(shape, keys);
            long built = System.nanoTime();
            executor.submit(graph.all()).get();
            long ran = System.nanoTime();
            ShapeLimit.start(pool, plan, ShapePeers::body).get();
            long ended = System.nanoTime();
            if (i >= 0) {
                build[i] = (double) (built - start) / shape.size();
                run[i] = (double) (ran - built) / shape.size();
                limit[i] = (double) (ended - ran) / shape.size();
            }
        }
        BuiltGraph graph = ShapePeers.graph(shape, keys);
        double row = row(shape, () -> executor.submit(graph.all()));
        double limitRow = row(shape, () -> ShapeLimit.start(pool, plan, ShapePeers::body));
        return new Row(
                name,
                shape.size(),
                median(build),
                median(run),
                median(limit),
                row,
                limitRow,
                (double) heap(executor, shape, keys) / shape.size(),
                (double) reached(ShapePeers.graph(shape, keys), keys) / shape.size());
    }

    /** Returns how many nanoseconds a task takes if a graph is run again and again, each time by the thread that has ended it. */
    private static double row(Shape shape, Supplier<CompletableFuture<?>> start)
            throws ExecutionException, InterruptedException {
        int length = Math.max(1, ROW / shape.size());
        double[] took = new double[Math.max(FEWEST, TASKS / (length * shape.size()))];
        for (int i = -took.length; i < took.length; i++) {
            long began = System.nanoTime();
            CompletableFuture<?> last = start.get();
            for (int k = 1; k < length; k++) {
                last = last.thenCompose(done -> start.get());
            }
            last.get();
            if (i >= 0) {
                took[i] = (double) (System.nanoTime() - began) / length / shape.size();
            }
        }
        return median(took);
    }

    /** Returns what the heap holds because of a graph that has been built and run. */
    private static long heap(DogeExecutor executor, Shape shape, Integer[] keys)
            throws ExecutionException, InterruptedException {
        BuiltGraph[] graphs = new BuiltGraph[Math.max(1, 200_000 / shape.size())];
        long before = Heap.used();
        for (int i = 0; i < graphs.length; i++) {
            graphs[i] = ShapePeers.graph(shape, keys);
            executor.submit(graphs[i].all()).get();
        }
        long after = Heap.used();
        if (graphs[0].view().size() != shape.size()) {
            throw new AssertionError();
        }
        return (after - before) / graphs.length;
    }

    /** Returns what JOL counts of what is reached from a graph, without its keys. */
    static long reached(BuiltGraph graph, Integer[] keys) {
        return GraphLayout.parseInstance(graph).totalSize()
                - GraphLayout.parseInstance((Object[]) keys).totalSize();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
