package dev.doge.benchmarks.keyed;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Asking again for what is there, with an equal key that is newly made. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 4, time = 1)
public class SessionRepeat {
    private static final int KEYS = 1_000;

    /** The key. */
    record Key(int node) {}

    /** Which key is next. Not thread-safe. */
    @State(Scope.Thread)
    public static class Next {
        private int last;

        int node() {
            last = last == KEYS ? 1 : last + 1;
            return 100_000 + last;
        }
    }

    /** What Doge runs on. */
    @State(Scope.Benchmark)
    public static class OfDoge {
        private final DogeExecutor executor = DogeExecutor.create();
        final Session session = executor.openSession();
        final TreeTasksGraph graph = TreeTasksGraph.of(new TreeTasks(1));

        /** Computes all. */
        @Setup
        public void prepare(Next next) {
            for (int i = 0; i < KEYS; i++) {
                session.run(graph.sum(next.node()));
            }
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            session.close();
            executor.close();
        }
    }

    /** Maps with the values. */
    @State(Scope.Benchmark)
    public static class Maps {
        final ConcurrentMap<Key, Long> map = new ConcurrentHashMap<>();
        final AsyncCache<Key, Long> cache = Caffeine.newBuilder().buildAsync();

        /** Computes all. */
        @Setup
        public void prepare(Next next) {
            for (int i = 0; i < KEYS; i++) {
                int node = next.node();
                map.put(new Key(node), (long) node);
                cache.put(new Key(node), CompletableFuture.completedFuture((long) node));
            }
        }
    }

    /** A map. */
    @Benchmark
    public @Nullable Object limit(Maps maps, Next next) {
        return maps.map.get(new Key(next.node()));
    }

    /** Doge. */
    @Benchmark
    public Object doge(OfDoge doge, Next next) {
        return doge.session.run(doge.graph.sum(next.node()));
    }

    /** Caffeine. */
    @Benchmark
    public Object caffeine(Maps maps, Next next) {
        return maps.cache
                .get(new Key(next.node()), key -> {
                    throw new IllegalStateException("it is there");
                })
                .join();
    }
}
