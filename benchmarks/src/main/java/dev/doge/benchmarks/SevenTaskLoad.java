package dev.doge.benchmarks;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.doge.benchmarks.Peers.OfDoge;
import dev.doge.benchmarks.Peers.OfParSeq;
import dev.doge.benchmarks.Peers.OfReactor;
import dev.doge.benchmarks.Peers.Pool;
import dev.doge.benchmarks.Peers.Users;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The seven-task request under load: 1,000 requests from one outside thread on as many workers as there are cores. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SevenTaskLoad.REQUESTS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
@SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
public class SevenTaskLoad {
    static final int REQUESTS = 1_000;

    /** By hand. */
    @Benchmark
    public void limit(Pool pool, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            SevenTaskLimit.start(pool.threads, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Doge. */
    @Benchmark
    public void doge(OfDoge doge, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            doge.executor.submit(doge.graph.page(users.next())).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** CompletableFuture. */
    @Benchmark
    public void futures(Pool pool, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            SevenTaskFutures.start(pool.threads, pool.tasks, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Dagger Producers. */
    @Benchmark
    public void producers(Pool pool, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            Futures.addCallback(
                    SevenTaskProducers.start(pool.producing, pool.producers, users.next()),
                    arrivals,
                    MoreExecutors.directExecutor());
        }
        arrivals.await();
    }

    /** ParSeq. */
    @Benchmark
    public void parseq(OfParSeq parseq, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            SevenTaskParSeq.start(parseq.engine, parseq.tasks, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Reactor. */
    @Benchmark
    public void reactor(OfReactor reactor, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            SevenTaskReactor.start(reactor.threads, reactor.tasks, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }
}
