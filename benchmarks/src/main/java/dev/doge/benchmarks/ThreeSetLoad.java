package dev.doge.benchmarks;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.doge.benchmarks.Peers.OfParSeq;
import dev.doge.benchmarks.Peers.OfReactor;
import dev.doge.benchmarks.Peers.Pool;
import dev.doge.benchmarks.Peers.Users;
import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import dev.doge.runtime.DogeExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The request under load where a graph has three sets of inputs. Only Doge keeps them apart; to the others an input is a variable, and what they do
 * is what they do for one set.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SevenTaskLoad.REQUESTS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
@SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
public class ThreeSetLoad {
    static final int LOCALE = 1_049;
    static final short CURRENCY = 978;
    private static final ThreeSetTasks TASKS = new ThreeSetTasks();

    /** What Doge runs on. */
    @State(Scope.Benchmark)
    public static class OfDoge {
        final DogeExecutor executor = DogeExecutor.create();
        final ThreeSetTasksGraph graph = ThreeSetTasksGraph.of(new ThreeSetTasks());

        /** Ends the threads. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    /** By hand. */
    @Benchmark
    public void limit(Pool pool, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            limit(pool.threads, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Doge. */
    @Benchmark
    public void doge(OfDoge doge, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            doge.executor
                    .submit(doge.graph.page(users.next(), LOCALE, CURRENCY))
                    .whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** CompletableFuture. */
    @Benchmark
    public void futures(Pool pool, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            futures(pool.threads, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Dagger Producers. */
    @Benchmark
    public void producers(Pool pool, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            Futures.addCallback(producers(pool, users.next()), arrivals, MoreExecutors.directExecutor());
        }
        arrivals.await();
    }

    /** ParSeq. */
    @Benchmark
    public void parseq(OfParSeq parseq, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            parseq(parseq, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Reactor. */
    @Benchmark
    public void reactor(OfReactor reactor, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            reactor(reactor, users.next()).whenComplete(arrivals);
        }
        arrivals.await();
    }

    static CompletableFuture<Page> limit(ForkJoinPool pool, long userId) {
        return new Limit(pool, userId, LOCALE, CURRENCY).start();
    }

    static CompletableFuture<Page> futures(Executor pool, long userId) {
        CompletableFuture<User> user = CompletableFuture.supplyAsync(() -> TASKS.user(userId), pool);
        CompletableFuture<Orders> orders = user.thenApplyAsync(TASKS::orders, pool);
        CompletableFuture<Profile> profile = user.thenApplyAsync(TASKS::profile, pool);
        CompletableFuture<Prefs> prefs = user.thenApplyAsync(it -> TASKS.prefs(it, LOCALE), pool);
        CompletableFuture<Recs> recs = orders.thenCombineAsync(profile, TASKS::recs, pool);
        CompletableFuture<Offers> offers = profile.thenCombineAsync(prefs, TASKS::offers, pool);
        return recs.thenCombineAsync(offers, (r, o) -> TASKS.page(user.join(), r, o, CURRENCY), pool);
    }

    static ListenableFuture<Page> producers(Pool pool, long userId) {
        SevenTaskProducers.Tasks tasks = new SevenTaskProducers.Tasks(new LocalTasks(LOCALE, CURRENCY));
        return SevenTaskProducers.start(pool.producing, tasks, userId);
    }

    static CompletableFuture<Page> parseq(OfParSeq parseq, long userId) {
        return SevenTaskParSeq.start(parseq.engine, new LocalTasks(LOCALE, CURRENCY), userId);
    }

    static CompletableFuture<Page> reactor(OfReactor reactor, long userId) {
        return SevenTaskReactor.start(reactor.threads, new LocalTasks(LOCALE, CURRENCY), userId);
    }

    private static final class Limit extends SevenTaskLimit {
        private final int locale;
        private final short currency;

        Limit(ForkJoinPool pool, long userId, int locale, short currency) {
            super(pool, userId);
            this.locale = locale;
            this.currency = currency;
        }

        @Override
        Prefs prefs(User of) {
            return new Prefs(of.id() + locale);
        }

        @Override
        Page page(User of, Recs some, Offers good) {
            return new Page(of.id() + some.x() + good.x() + currency);
        }
    }
}
