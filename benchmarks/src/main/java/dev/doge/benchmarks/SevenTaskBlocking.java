package dev.doge.benchmarks;

import dev.doge.benchmarks.Peers.OfDoge;
import dev.doge.benchmarks.Peers.OfParSeq;
import dev.doge.benchmarks.Peers.OfReactor;
import dev.doge.benchmarks.Peers.Pool;
import dev.doge.benchmarks.Peers.Users;
import dev.doge.benchmarks.SevenTasks.Page;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The seven-task request, one at a time: a caller waits for each, so waking threads is most of what it costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
public class SevenTaskBlocking {
    /** By hand. */
    @Benchmark
    public Page limit(Pool pool, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskLimit.start(pool.threads, users.next()).get();
    }

    /** One after the other, on the caller. */
    @Benchmark
    public Page sequential(Pool pool, Users users) {
        return pool.tasks.inTurn(users.next());
    }

    /** Doge. */
    @Benchmark
    public Page doge(OfDoge doge, Users users) {
        return doge.executor.run(doge.graph.page(users.next()));
    }

    /** CompletableFuture. */
    @Benchmark
    public Page futures(Pool pool, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskFutures.start(pool.threads, pool.tasks, users.next()).get();
    }

    /** Dagger Producers. */
    @Benchmark
    public Page producers(Pool pool, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskProducers.start(pool.producing, pool.producers, users.next())
                .get();
    }

    /** ParSeq. */
    @Benchmark
    public Page parseq(OfParSeq parseq, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskParSeq.start(parseq.engine, parseq.tasks, users.next()).get();
    }

    /** Reactor. */
    @Benchmark
    public Page reactor(OfReactor reactor, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskReactor.start(reactor.threads, reactor.tasks, users.next())
                .get();
    }

    /** Structured concurrency. */
    @Benchmark
    @Fork(
            value = 1,
            jvmArgs = {"-Xms1g", "-Xmx1g", "--enable-preview"})
    public Page scopes(Pool pool, Users users) {
        return SevenTaskScopes.run(pool.tasks, users.next());
    }
}
