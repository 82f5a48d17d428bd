package dev.doge.benchmarks;

import dev.doge.benchmarks.Peers.Users;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Request;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
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

/** A request of eight tasks under load, the last of which needs the page of seven in one way or another. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SevenTaskLoad.REQUESTS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 4, time = 1)
@SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
public class EdgeLoad {
    /** What it runs on. */
    @State(Scope.Benchmark)
    public static class OfDoge {
        private final DogeExecutor executor = DogeExecutor.create();

        void load(Users users, LongFunction<? extends Request<?>> letter) throws InterruptedException {
            Arrivals arrivals = new Arrivals(SevenTaskLoad.REQUESTS);
            for (int i = 0; i < SevenTaskLoad.REQUESTS; i++) {
                executor.submit(letter.apply(users.next())).whenComplete(arrivals);
            }
            arrivals.await();
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    /** Its value is taken. */
    @Benchmark
    public void plain(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_PlainGraph.of(new EdgeTasks.Plain())::letter);
    }

    /** What became of it is taken. */
    @Benchmark
    public void outcome(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_OfOutcomeGraph.of(new EdgeTasks.OfOutcome())::letter);
    }

    /** The eighth has a condition. */
    @Benchmark
    public void when(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_ConditionalGraph.of(new EdgeTasks.Conditional())::letter);
    }

    /** The eighth has a fallback. */
    @Benchmark
    public void fallback(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_RescuedGraph.of(new EdgeTasks.Rescued())::letter);
    }

    /** The eighth comes after it. */
    @Benchmark
    public void after(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_LaterGraph.of(new EdgeTasks.Later())::letter);
    }

    /** The eighth needs a fan-out beside it. */
    @Benchmark
    public void each(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_SpreadGraph.of(new EdgeTasks.Spread())::letter);
    }

    /** The eighth needs a task under a key that another yields. */
    @Benchmark
    public void with(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_BoundGraph.of(new EdgeTasks.Bound())::letter);
    }

    /** The eighth asks for it by itself. */
    @Benchmark
    public void lazy(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_PostponedGraph.of(new EdgeTasks.Postponed())::letter);
    }

    /** The eighth asks by itself for a task beside it. */
    @Benchmark
    public void onDemand(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_DemandingGraph.of(new EdgeTasks.Demanding())::letter);
    }

    /** The eighth takes its context. */
    @Benchmark
    public void taskContext(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_InContextGraph.of(new EdgeTasks.InContext())::letter);
    }

    /** The eighth is of each run. */
    @Benchmark
    public void shareRun(OfDoge doge, Users users) throws InterruptedException {
        doge.load(users, EdgeTasks_PerRunGraph.of(new EdgeTasks.PerRun())::letter);
    }
}
