package dev.doge.benchmarks;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.doge.benchmarks.Peers.OfDoge;
import dev.doge.benchmarks.Peers.Pool;
import dev.doge.benchmarks.Peers.Users;
import dev.doge.benchmarks.SevenTasks.Page;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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
    private static final int CALLERS = 16;

    /** Futures of what runs. */
    @State(Scope.Benchmark)
    public static class Flights {
        final ConcurrentMap<Long, CompletableFuture<Page>> byUser = new ConcurrentHashMap<>();
        final AsyncCache<Long, Page> cache = Caffeine.newBuilder().buildAsync();
    }

    /** Asks for a user's page. */
    private interface Asking {
        void ask(long user, BiConsumer<Object, Throwable> arrivals);
    }

    private static void load(Users users, int callers, Asking asking) throws InterruptedException {
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
            CompletableFuture<Page> flight = flights.byUser.get(user);
            if (flight == null) {
                flight = flights.byUser.computeIfAbsent(user, u -> SevenTaskLimit.start(pool.threads, u));
                flight.whenComplete((page, thrown) -> flights.byUser.remove(user));
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
            CompletableFuture<Page> flight = flights.byUser.get(user);
            if (flight == null) {
                flight = flights.byUser.computeIfAbsent(user, u -> SevenTaskFutures.start(pool.threads, pool.tasks, u));
                flight.whenComplete((page, thrown) -> flights.byUser.remove(user));
            }
            flight.whenComplete(arrivals);
        });
    }

    /** CompletableFuture, with Caffeine. */
    @Benchmark
    public void caffeine(Pool pool, Flights flights, Users users) throws InterruptedException {
        load(users, CALLERS, (user, arrivals) -> {
            CompletableFuture<Page> flight =
                    flights.cache.get(user, (u, executor) -> SevenTaskFutures.start(pool.threads, pool.tasks, u));
            flight.whenComplete((page, thrown) -> flights.cache.synchronous().invalidate(user));
            flight.whenComplete(arrivals);
        });
    }
}
