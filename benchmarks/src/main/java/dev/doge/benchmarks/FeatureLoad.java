package dev.doge.benchmarks;

import dev.doge.benchmarks.Peers.OfDoge;
import dev.doge.benchmarks.Peers.Users;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Priority;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.Session;
import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.event.TaskListener;
import dev.doge.runtime.spi.ContextCarrier;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The seven-task request under load with one feature on, beside the same with none. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SevenTaskLoad.REQUESTS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
@SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
public class FeatureLoad {
    private static final int TASKS = 7;

    /** An executor that carries a context, with its own pool. */
    @State(Scope.Benchmark)
    public static class Carrying {
        private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

        final DogeExecutor executor =
                DogeExecutor.builder().context(Carrying::carrier).build();

        private static ContextCarrier.Snapshot carrier() {
            @Nullable String taken = CONTEXT.get();
            return new ContextCarrier.Snapshot() {
                @Override
                public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
                    @Nullable String before = CONTEXT.get();
                    CONTEXT.set(taken);
                    try {
                        return body.call();
                    } finally {
                        CONTEXT.set(before);
                    }
                }
            };
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    /** A listener that counts. */
    @State(Scope.Benchmark)
    public static class Counting {
        private final LongAdder events = new LongAdder();
        final TaskListener listener = event -> events.increment();
        final RunOptions options = RunOptions.defaults().listener(listener);
    }

    /** An executor with a listener that counts, with its own pool. */
    @State(Scope.Benchmark)
    public static class Listening {
        private final LongAdder events = new LongAdder();
        final DogeExecutor executor =
                DogeExecutor.builder().listener(event -> events.increment()).build();

        /** Ends the threads. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    private static void load(DogeExecutor executor, SevenTasksGraph graph, Users users, RunOptions options)
            throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            executor.submit(graph.page(users.next()), options).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Nothing. */
    @Benchmark
    public void plain(OfDoge doge, Users users) throws InterruptedException {
        load(doge.executor, doge.graph, users, RunOptions.defaults());
    }

    /** A listener. */
    @Benchmark
    public void listener(OfDoge doge, Counting counting, Users users) throws InterruptedException {
        load(doge.executor, doge.graph, users, counting.options);
    }

    /**
     * What no listener can do without: the same events, made and passed to the same listener, some where the request is asked for and the others where it
     * ends. By hand: nothing orders them, and all are of one request.
     */
    @Benchmark
    public void eventsByHand(OfDoge doge, Counting counting, Users users) throws InterruptedException {
        Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
        for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
            Request<SevenTasks.Page> request = doge.graph.page(users.next());
            for (int n = 0; n < TASKS; n++) {
                counting.listener.on(new TaskEvent.Requested(request, i, null));
            }
            doge.executor.submit(request).whenComplete((page, thrown) -> {
                for (int n = 0; n < TASKS; n++) {
                    counting.listener.on(new TaskEvent.Ready(request, 1));
                    counting.listener.on(new TaskEvent.Started(request, 1, 1));
                    counting.listener.on(new TaskEvent.Finished(request, 1, TaskEvent.End.SUCCEEDED, ""));
                }
                arrivals.accept(page, thrown);
            });
        }
        arrivals.await();
    }

    /** Recording. */
    @Benchmark
    public void recording(OfDoge doge, Users users) throws InterruptedException {
        load(doge.executor, doge.graph, users, RunOptions.defaults().record());
    }

    /** A deadline that is far away. */
    @Benchmark
    public void deadline(OfDoge doge, Users users) throws InterruptedException {
        load(doge.executor, doge.graph, users, RunOptions.defaults().deadline(Duration.ofHours(1)));
    }

    /** Going on after failures, of which there are none. */
    @Benchmark
    public void keepGoing(OfDoge doge, Users users) throws InterruptedException {
        load(doge.executor, doge.graph, users, RunOptions.defaults().keepGoing());
    }

    /** A listener of the executor. */
    @Benchmark
    public void ofExecutor(OfDoge doge, Listening listening, Users users) throws InterruptedException {
        load(listening.executor, doge.graph, users, RunOptions.defaults());
    }

    /** A priority other than the usual. */
    @Benchmark
    public void priority(OfDoge doge, Users users) throws InterruptedException {
        load(doge.executor, doge.graph, users, RunOptions.defaults().priority(Priority.LOW));
    }

    /** A context. */
    @Benchmark
    public void context(OfDoge doge, Carrying carrying, Users users) throws InterruptedException {
        load(carrying.executor, doge.graph, users, RunOptions.defaults());
    }

    /** A session that is new for each thousand requests. */
    @Benchmark
    public void session(OfDoge doge, Users users) throws InterruptedException {
        try (Session session = doge.executor.openSession()) {
            Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
            for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
                session.submit(doge.graph.page(users.next())).whenComplete(arrivals);
            }
            arrivals.await();
        }
    }
}
