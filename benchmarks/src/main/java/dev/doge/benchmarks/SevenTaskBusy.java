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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The seven-task request, one at a time, with bodies that compute: what running them beside each other gains over doing it in turn. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 4, time = 1)
@State(Scope.Benchmark)
public class SevenTaskBusy {
    /** How many microseconds a body takes. */
    @Param({"100"})
    String shape = "";

    private SevenTasks tasks = new SevenTasks();
    private SevenTasksGraph graph = SevenTasksGraph.of(tasks);
    private SevenTaskProducers.Tasks producers = new SevenTaskProducers.Tasks(tasks);

    /** Makes the bodies. */
    @Setup
    public void prepare() {
        tasks = new BusyTasks(Long.parseLong(shape));
        graph = SevenTasksGraph.of(tasks);
        producers = new SevenTaskProducers.Tasks(tasks);
    }

    /** One after the other, on the caller. */
    @Benchmark
    public Page sequential(Users users) {
        return tasks.inTurn(users.next());
    }

    /** Doge. */
    @Benchmark
    public Page doge(OfDoge doge, Users users) {
        return doge.executor.run(graph.page(users.next()));
    }

    /** CompletableFuture. */
    @Benchmark
    public Page futures(Pool pool, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskFutures.start(pool.threads, tasks, users.next()).get();
    }

    /** Dagger Producers. */
    @Benchmark
    public Page producers(Pool pool, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskProducers.start(pool.producing, producers, users.next()).get();
    }

    /** ParSeq. */
    @Benchmark
    public Page parseq(OfParSeq parseq, Pool pool, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskParSeq.spread(parseq.engine, pool.threads, tasks, users.next())
                .get();
    }

    /** Reactor. */
    @Benchmark
    public Page reactor(OfReactor reactor, Users users) throws ExecutionException, InterruptedException {
        return SevenTaskReactor.spread(reactor.threads, tasks, users.next()).get();
    }

    /** Structured concurrency. */
    @Benchmark
    @Fork(
            value = 1,
            jvmArgs = {"-Xms1g", "-Xmx1g", "--enable-preview"})
    public Page scopes(Users users) {
        return SevenTaskScopes.run(tasks, users.next());
    }
}
