package dev.doge.benchmarks;

import com.linkedin.parseq.Engine;
import com.linkedin.parseq.EngineBuilder;
import dev.doge.runtime.DogeExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What the peers run on. A fork makes only what the benchmark asks for, so nobody pays for another's threads. */
public final class Peers {
    private Peers() {}

    /** A pool with as many workers as there are cores. */
    @State(Scope.Benchmark)
    public static class Pool {
        final ForkJoinPool threads = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        final SevenTasks tasks = new SevenTasks();
        final SevenTaskProducers.Threads producing = new SevenTaskProducers.Threads(threads);
        final SevenTaskProducers.Tasks producers = new SevenTaskProducers.Tasks(tasks);

        /** Ends the threads. */
        @TearDown
        public void close() {
            threads.shutdown();
        }
    }

    /** ParSeq's engine on the threads that its guide advises. */
    @State(Scope.Benchmark)
    public static class OfParSeq {
        private final ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors() + 1);
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        final Engine engine = new EngineBuilder()
                .setTaskExecutor(threads)
                .setTimerScheduler(timer)
                .build();
        final SevenTasks tasks = new SevenTasks();

        /** Ends the threads. */
        @TearDown
        public void close() {
            engine.shutdown();
            timer.shutdown();
            threads.shutdown();
        }
    }

    /** Reactor's scheduler of as many workers. */
    @State(Scope.Benchmark)
    public static class OfReactor {
        final Scheduler threads =
                Schedulers.newParallel("reactor", Runtime.getRuntime().availableProcessors());
        final SevenTasks tasks = new SevenTasks();

        /** Ends the threads. */
        @TearDown
        public void close() {
            threads.dispose();
        }
    }

    /** An executor with its own pool, which is of the same size. */
    @State(Scope.Benchmark)
    public static class OfDoge {
        final DogeExecutor executor = DogeExecutor.create();
        final SevenTasksGraph graph = SevenTasksGraph.of(new SevenTasks());

        /** Ends the threads. */
        @TearDown
        public void close() {
            executor.close();
        }
    }

    /** Numbers of users. No two requests of an iteration are equal: nothing is shared. Not thread-safe. */
    @State(Scope.Thread)
    public static class Users {
        // Long.valueOf caches small numbers
        private long last = 1_000;

        long next() {
            return ++last;
        }
    }
}
