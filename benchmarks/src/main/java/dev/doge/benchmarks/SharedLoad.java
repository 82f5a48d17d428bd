package dev.doge.benchmarks;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.doge.benchmarks.Peers.OfDoge;
import dev.doge.benchmarks.Peers.OfParSeq;
import dev.doge.benchmarks.Peers.OfReactor;
import dev.doge.benchmarks.Peers.Pool;
import dev.doge.benchmarks.Peers.Users;
import dev.doge.benchmarks.SevenTasks.Page;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The seven-task request under load where sixteen callers in a row ask for the same, and share what runs. By hand that is a map of futures, from which each
 * goes when it is done; who leaves early and who fails alone is not dealt with there.
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
public class SharedLoad {
    static final int REQUESTS = 1_600;
    static final int CALLERS = 16;

    /** Futures of what runs, by key. */
    @State(Scope.Benchmark)
    public static class Flights {
        private final ConcurrentMap<Object, CompletableFuture<Page>> futures = new ConcurrentHashMap<>();
        private final ConcurrentMap<Object, ListenableFuture<Page>> listenables = new ConcurrentHashMap<>();
        private final AsyncCache<Object, Page> cache = Caffeine.newBuilder().buildAsync();

        @Nullable
        CompletableFuture<Page> future(Object key) {
            return futures.get(key);
        }

        CompletableFuture<Page> future(Object key, Supplier<CompletableFuture<Page>> start) {
            CompletableFuture<Page> flight = futures.computeIfAbsent(key, absent -> start.get());
            flight.whenComplete((page, thrown) -> futures.remove(key, flight));
            return flight;
        }

        @Nullable
        ListenableFuture<Page> listenable(Object key) {
            return listenables.get(key);
        }

        ListenableFuture<Page> listenable(Object key, Supplier<ListenableFuture<Page>> start) {
            ListenableFuture<Page> flight = listenables.computeIfAbsent(key, absent -> start.get());
            flight.addListener(() -> listenables.remove(key, flight), MoreExecutors.directExecutor());
            return flight;
        }

        @Nullable
        CompletableFuture<Page> cached(Object key) {
            return cache.getIfPresent(key);
        }

        CompletableFuture<Page> cached(Object key, Supplier<CompletableFuture<Page>> start) {
            CompletableFuture<Page> flight = cache.get(key, (absent, executor) -> start.get());
            flight.whenComplete((page, thrown) -> cache.asMap().remove(key, flight));
            return flight;
        }
    }

    /** Asks for a user's page. */
    interface Asking {
        void ask(long user, Arrivals arrivals);
    }

    static void load(Users users, int callers, Asking asking) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i += callers) {
            long user = users.next();
            for (int caller = 0; caller < callers; caller++) {
                asking.ask(user, arrivals);
            }
        }
        arrivals.await();
    }

    /** By hand, with a map. */
    @Benchmark
    public void limit(Pool pool, Flights flights, Users users) throws InterruptedException {
        load(users, CALLERS, (user, arrivals) -> {
            CompletableFuture<Page> flight = flights.future(user);
            if (flight == null) {
                flight = flights.future(user, () -> SevenTaskLimit.start(pool.threads, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** Doge. */
    @Benchmark
    public void doge(OfDoge doge, Users users) throws InterruptedException {
        load(
                users,
                CALLERS,
                (user, arrivals) -> doge.executor.submit(doge.graph.page(user)).whenComplete(arrivals));
    }

    /** Doge, where nobody shares. */
    @Benchmark
    public void unshared(OfDoge doge, Users users) throws InterruptedException {
        load(
                users,
                1,
                (user, arrivals) -> doge.executor.submit(doge.graph.page(user)).whenComplete(arrivals));
    }

    /** CompletableFuture, with a map. */
    @Benchmark
    public void futures(Pool pool, Flights flights, Users users) throws InterruptedException {
        load(users, CALLERS, (user, arrivals) -> {
            CompletableFuture<Page> flight = flights.future(user);
            if (flight == null) {
                flight = flights.future(user, () -> SevenTaskFutures.start(pool.threads, pool.tasks, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** CompletableFuture, with Caffeine. */
    @Benchmark
    public void caffeine(Pool pool, Flights flights, Users users) throws InterruptedException {
        load(users, CALLERS, (user, arrivals) -> {
            CompletableFuture<Page> flight = flights.cached(user);
            if (flight == null) {
                flight = flights.cached(user, () -> SevenTaskFutures.start(pool.threads, pool.tasks, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** Dagger Producers, with a map. */
    @Benchmark
    public void producers(Pool pool, Flights flights, Users users) throws InterruptedException {
        load(users, CALLERS, (user, arrivals) -> {
            ListenableFuture<Page> flight = flights.listenable(user);
            if (flight == null) {
                flight = flights.listenable(user, () -> SevenTaskProducers.start(pool.producing, pool.producers, user));
            }
            Futures.addCallback(flight, arrivals, MoreExecutors.directExecutor());
        });
    }

    /** ParSeq, with a map. */
    @Benchmark
    public void parseq(OfParSeq parseq, Flights flights, Users users) throws InterruptedException {
        load(users, CALLERS, (user, arrivals) -> {
            CompletableFuture<Page> flight = flights.future(user);
            if (flight == null) {
                flight = flights.future(user, () -> SevenTaskParSeq.start(parseq.engine, parseq.tasks, user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** Reactor, with a map. */
    @Benchmark
    public void reactor(OfReactor reactor, Flights flights, Users users) throws InterruptedException {
        load(users, CALLERS, (user, arrivals) -> {
            CompletableFuture<Page> flight = flights.future(user);
            if (flight == null) {
                flight = flights.future(user, () -> SevenTaskReactor.start(reactor.threads, reactor.tasks, user));
            }
            flight.whenComplete(arrivals);
        });
    }
}
