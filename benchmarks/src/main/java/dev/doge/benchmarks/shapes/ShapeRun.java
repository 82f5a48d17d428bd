package dev.doge.benchmarks.shapes;

import dev.doge.runtime.BuiltGraph;
import dev.doge.runtime.DogeExecutor;
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
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One run of a whole graph, waited for. Limit and Doge have their plan from before; CompletableFuture knows none. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class ShapeRun {
    /** What the graph looks like, and how large it is. */
    @Param({"chain:1000", "fan:1000", "grid:4096", "layered:10000"})
    String shape = "";

    private Shape nodes = new Shape(new int[0][]);

    /** Makes the edges. */
    @Setup
    public void prepare() {
        nodes = Shape.of(shape);
    }

    /** What the limit runs on. */
    @State(Scope.Benchmark)
    public static class ByHand {
        final ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        ShapeLimit.Plan plan = new ShapeLimit.Plan(new Shape(new int[0][]));

        /** Makes the plan. */
        @Setup
        public void prepare(ShapeRun run) {
            plan = new ShapeLimit.Plan(run.nodes);
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            pool.shutdown();
        }
    }

    /** What Doge runs on. */
    @State(Scope.Benchmark)
    public static class OfDoge {
        final DogeExecutor executor = DogeExecutor.create();
        BuiltGraph graph = ShapePeers.graph(new Shape(new int[0][]));

        /** Builds the graph. */
        @Setup
        public void prepare(ShapeRun run) {
            graph = ShapePeers.graph(run.nodes);
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    /** Reactor's scheduler. */
    @State(Scope.Benchmark)
    public static class OfReactor {
        final Scheduler threads =
                Schedulers.newParallel("reactor", Runtime.getRuntime().availableProcessors());

        /** Ends the threads. */
        @TearDown
        public void close() {
            threads.dispose();
        }
    }

    /** By hand. */
    @Benchmark
    public Object limit(ByHand limit) throws ExecutionException, InterruptedException {
        return ShapeLimit.start(limit.pool, limit.plan, ShapePeers::body).get();
    }

    /** Doge. */
    @Benchmark
    public Object doge(OfDoge doge) throws ExecutionException, InterruptedException {
        doge.executor.submit(doge.graph.all()).get();
        return doge.graph;
    }

    /** CompletableFuture. */
    @Benchmark
    public Object futures(ByHand pool) throws ExecutionException, InterruptedException {
        ShapePeers.futures(nodes, pool.pool).get();
        return nodes;
    }

    /** Reactor. */
    @Benchmark
    public Object reactor(OfReactor reactor) {
        ShapePeers.monos(nodes, reactor.threads).block();
        return nodes;
    }

    /** dexecutor. */
    @Benchmark
    public Object dexecutor(ByHand pool) {
        ShapePeers.dexecutor(nodes, pool.pool);
        return nodes;
    }
}
