package dev.doge.benchmarks;

import dev.doge.benchmarks.Peers.OfDoge;
import dev.doge.benchmarks.Peers.Pool;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SharedLoad.Flights;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sixteen threads at once that ask for the same key sixteen times, wait for it, and go on to the next. A page is made of nothing, so often it is
 * there, and gone again, before the next thread asks: then it is made anew, by whoever that is. By hand that is a map of futures.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Threads(SharedLoad.CALLERS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
public class SixteenThreads {
    /** Which key is asked for. Thread-safe. */
    @State(Scope.Benchmark)
    public static class Tickets {
        private final AtomicLong sold = new AtomicLong();

        long user() {
            // Long.valueOf caches small numbers
            return 1_000 + sold.getAndIncrement() / SharedLoad.CALLERS;
        }
    }

    /** By hand, with a map. */
    @Benchmark
    public Page limit(Pool pool, Flights flights, Tickets tickets) {
        long user = tickets.user();
        CompletableFuture<Page> flight = flights.future(user);
        if (flight == null) {
            flight = flights.future(user, () -> SevenTaskLimit.start(pool.threads, user));
        }
        return flight.join();
    }

    /** Doge. */
    @Benchmark
    public Page doge(OfDoge doge, Tickets tickets) {
        return doge.executor.run(doge.graph.page(tickets.user()));
    }

    /** CompletableFuture, with a map. */
    @Benchmark
    public Page futures(Pool pool, Flights flights, Tickets tickets) {
        long user = tickets.user();
        CompletableFuture<Page> flight = flights.future(user);
        if (flight == null) {
            flight = flights.future(user, () -> SevenTaskFutures.start(pool.threads, pool.tasks, user));
        }
        return flight.join();
    }

    /** CompletableFuture, with Caffeine. */
    @Benchmark
    public Page caffeine(Pool pool, Flights flights, Tickets tickets) {
        long user = tickets.user();
        CompletableFuture<Page> flight = flights.cached(user);
        if (flight == null) {
            flight = flights.cached(user, () -> SevenTaskFutures.start(pool.threads, pool.tasks, user));
        }
        return flight.join();
    }
}
