package dev.doge.benchmarks.keyed;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.doge.benchmarks.keyed.TreePeers.Node;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Session;
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

/** A task that recurs over many keys, each of which is computed once. Nothing is kept from one tree to the next. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms4g", "-Xmx4g"})
@Warmup(iterations = 6)
@Measurement(iterations = 5)
@State(Scope.Benchmark)
public class RecursiveKeys {
    /** How many keys. */
    @Param({"1000000"})
    String shape = "";

    private int nodes;
    private ForkJoinPool pool = new ForkJoinPool(1);

    /** Makes the pool. */
    @Setup
    public void prepare() {
        nodes = Integer.parseInt(shape);
        pool.shutdown();
        pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
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

    private long checked(long sum) {
        if (sum != (long) nodes * (nodes + 1) / 2) {
            throw new IllegalStateException("the sum is " + sum);
        }
        return sum;
    }

    /** CompletableFuture, memoised by hand. */
    @Benchmark
    public long limit() throws ExecutionException, InterruptedException {
        return checked(new TreePeers(pool, nodes).sum(new Node(1)).get());
    }

    /** CompletableFuture, memoised in Caffeine. */
    @Benchmark
    public long caffeine() throws ExecutionException, InterruptedException {
        AsyncCache<Node, Long> cache = Caffeine.newBuilder().buildAsync();
        return checked(
                new TreePeers(pool, nodes, cache.asMap()).sum(new Node(1)).get());
    }

    /** Doge. */
    @Benchmark
    public long doge(OfDoge doge) {
        return checked(doge.executor.run(TreeTasksGraph.of(new TreeTasks(nodes)).sum(1)));
    }

    /** Doge in a session, which keeps the results. */
    @Benchmark
    public long session(OfDoge doge) {
        try (Session session = doge.executor.openSession()) {
            return checked(session.run(TreeTasksGraph.of(new TreeTasks(nodes)).sum(1)));
        }
    }

    /** Messages to one thread. */
    @Benchmark
    public long dispatcher() throws ExecutionException, InterruptedException {
        try (Dispatcher dispatcher = new Dispatcher(pool, nodes)) {
            return checked(dispatcher.sum(new Node(1)).get());
        }
    }
}
