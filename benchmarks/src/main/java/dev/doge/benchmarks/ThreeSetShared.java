package dev.doge.benchmarks;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.doge.benchmarks.Peers.OfParSeq;
import dev.doge.benchmarks.Peers.OfReactor;
import dev.doge.benchmarks.Peers.Pool;
import dev.doge.benchmarks.Peers.Users;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SharedLoad.Flights;
import dev.doge.benchmarks.ThreeSetLoad.OfDoge;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The request with three sets of inputs under load where sixteen callers in a row ask for the same, and share what runs. By hand that is a map of
 * futures under a key of all inputs; that one of the sets is shared by others than these is not dealt with there.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SharedLoad.REQUESTS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
@SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
public class ThreeSetShared {
    private static final int LOCALE = ThreeSetLoad.LOCALE;
    private static final short CURRENCY = ThreeSetLoad.CURRENCY;

    /** What a page is of. */
    private record Key(long user, int locale, short currency) {}

    private static Key key(long user) {
        return new Key(user, LOCALE, CURRENCY);
    }

    /** By hand, with a map. */
    @Benchmark
    public void limit(Pool pool, Flights flights, Users users) throws InterruptedException {
        SharedLoad.load(users, SharedLoad.CALLERS, (user, arrivals) -> {
            Key key = key(user);
            CompletableFuture<Page> flight = flights.future(key);
            if (flight == null) {
                flight = flights.future(key, () -> ThreeSetLoad.limit(pool.threads, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** Doge. */
    @Benchmark
    public void doge(OfDoge doge, Users users) throws InterruptedException {
        SharedLoad.load(
                users,
                SharedLoad.CALLERS,
                (user, arrivals) -> doge.executor
                        .submit(doge.graph.page(user, LOCALE, CURRENCY))
                        .whenComplete(arrivals));
    }

    /** Doge, where nobody shares. */
    @Benchmark
    public void unshared(OfDoge doge, Users users) throws InterruptedException {
        SharedLoad.load(
                users,
                1,
                (user, arrivals) -> doge.executor
                        .submit(doge.graph.page(user, LOCALE, CURRENCY))
                        .whenComplete(arrivals));
    }

    /** CompletableFuture, with a map. */
    @Benchmark
    public void futures(Pool pool, Flights flights, Users users) throws InterruptedException {
        SharedLoad.load(users, SharedLoad.CALLERS, (user, arrivals) -> {
            Key key = key(user);
            CompletableFuture<Page> flight = flights.future(key);
            if (flight == null) {
                flight = flights.future(key, () -> ThreeSetLoad.futures(pool.threads, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** CompletableFuture, with Caffeine. */
    @Benchmark
    public void caffeine(Pool pool, Flights flights, Users users) throws InterruptedException {
        SharedLoad.load(users, SharedLoad.CALLERS, (user, arrivals) -> {
            Key key = key(user);
            CompletableFuture<Page> flight = flights.cached(key);
            if (flight == null) {
                flight = flights.cached(key, () -> ThreeSetLoad.futures(pool.threads, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** Dagger Producers, with a map. */
    @Benchmark
    public void producers(Pool pool, Flights flights, Users users) throws InterruptedException {
        SharedLoad.load(users, SharedLoad.CALLERS, (user, arrivals) -> {
            Key key = key(user);
            ListenableFuture<Page> flight = flights.listenable(key);
            if (flight == null) {
                flight = flights.listenable(key, () -> ThreeSetLoad.producers(pool, user));
            }
            Futures.addCallback(flight, arrivals, MoreExecutors.directExecutor());
        });
    }

    /** ParSeq, with a map. */
    @Benchmark
    public void parseq(OfParSeq parseq, Flights flights, Users users) throws InterruptedException {
        SharedLoad.load(users, SharedLoad.CALLERS, (user, arrivals) -> {
            Key key = key(user);
            CompletableFuture<Page> flight = flights.future(key);
            if (flight == null) {
                flight = flights.future(key, () -> ThreeSetLoad.parseq(parseq, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** Reactor, with a map. */
    @Benchmark
    public void reactor(OfReactor reactor, Flights flights, Users users) throws InterruptedException {
        SharedLoad.load(users, SharedLoad.CALLERS, (user, arrivals) -> {
            Key key = key(user);
            CompletableFuture<Page> flight = flights.future(key);
            if (flight == null) {
                flight = flights.future(key, () -> ThreeSetLoad.reactor(reactor, user));
            }
            flight.whenComplete(arrivals);
        });
    }
}
