package dev.doge.benchmarks.shapes;

import dev.doge.runtime.BuiltGraph;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.TaskGraphBuilder;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A graph of a million tasks that is built, run once, and forgotten. The keys are there before. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms4g", "-Xmx4g"})
@Warmup(iterations = 8)
@Measurement(iterations = 7)
@State(Scope.Benchmark)
public class MillionTasks {
    /** What the graph looks like, and how large it is. */
    @Param({"sparse:1000000"})
    String shape = "";

    private Shape nodes = new Shape(new int[0][]);
    private Integer[] keys = {};
    private final ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    /** Makes the edges and the keys. */
    @Setup
    public void prepare() {
        nodes = Shape.of(shape);
        keys = new Integer[nodes.size()];
        Arrays.setAll(keys, Integer::valueOf);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        pool.shutdown();
    }

    /** What Doge runs on. */
    @State(Scope.Benchmark)
    public static class OfDoge {
        final DogeExecutor executor = DogeExecutor.create();

        /** Ends the threads. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    /** By hand: edges and counters. */
    @Benchmark
    public Object limit() throws ExecutionException, InterruptedException {
        return ShapeLimit.start(pool, new ShapeLimit.Plan(nodes), ShapePeers::body)
                .get();
    }

    /** Doge. */
    @Benchmark
    public Object doge(OfDoge doge) throws ExecutionException, InterruptedException {
        BuiltGraph graph = ShapePeers.builder(nodes, keys).build();
        doge.executor.submit(graph.all()).get();
        return graph;
    }

    /** Doge, where values are let go of after their last reader. */
    @Benchmark
    public Object released(OfDoge doge) throws ExecutionException, InterruptedException {
        TaskGraphBuilder builder = ShapePeers.builder(nodes, keys);
        builder.release();
        BuiltGraph graph = builder.build();
        doge.executor.submit(graph.all()).get();
        return graph;
    }
}
