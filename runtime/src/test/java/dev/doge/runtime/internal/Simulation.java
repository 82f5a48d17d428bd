package dev.doge.runtime.internal;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.ExecutorOver;
import dev.doge.runtime.event.TaskListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose schedule is drawn from a seed, on a virtual clock: the same seed gives the same order of everything, as far as bodies do not
 * differ by themselves (R19). One thread runs at a time. It may be overtaken where it waits, and where it {@linkplain #pause pauses}.
 *
 * <p>The thread that makes a simulation is its test. When it waits for a run, the others go on until that has ended; when nobody can go on,
 * time passes; when there is nothing to wait for either, the test fails and is told who waits for what. Bodies must not block for anything but
 * runs, {@link #await} and {@link #sleep}, and stages are to be completed by the {@linkplain #clock clock} or the {@linkplain #executor
 * executor}: a thread from outside is refused.
 */
public final class Simulation implements AutoCloseable {
    /** What is tried with many seeds. */
    @FunctionalInterface
    public interface Trial {
        /** Tries it. */
        void with(Simulation simulation) throws Exception;
    }

    private static final int MOST_WORKERS = 4;

    private final long seed;
    private final SimulatedWorkers workers;
    private final Engine engine;
    private final DogeExecutor doge;

    private Simulation(long seed, int parallelism, boolean hasty, TaskListener... listeners) {
        this.seed = seed;
        this.workers = new SimulatedWorkers(seed, parallelism, hasty);
        this.engine = new Engine(workers, workers.clock(), List.of(listeners));
        this.doge = ExecutorOver.engine(engine);
        workers.serves(engine);
    }

    /** Makes a simulation with one to four workers, as the seed says. */
    public static Simulation seeded(long seed) {
        return seeded(seed, 1 + (int) Math.floorMod(seed, (long) MOST_WORKERS));
    }

    /** Makes a simulation with so many workers. */
    public static Simulation seeded(long seed, int parallelism, TaskListener... listeners) {
        return new Simulation(seed, parallelism, false, listeners);
    }

    /** Makes a simulation in which time may pass at any moment, as if the machine had kept threads waiting. */
    public static Simulation hasty(long seed, int parallelism, TaskListener... listeners) {
        return new Simulation(seed, parallelism, true, listeners);
    }

    /** Tries something with seeds from 0 on; {@code -Ddoge.seed=S} replays one. A failure names its seed. */
    public static void explore(int seeds, Trial trial) {
        Long replayed = Long.getLong("doge.seed");
        long first = replayed == null ? 0 : replayed;
        for (long seed = first; seed < (replayed == null ? seeds : first + 1); seed++) {
            try (Simulation simulation = seeded(seed)) {
                trial.with(simulation);
            } catch (Throwable thrown) { // whatever it is, the seed must be known
                throw new AssertionError(
                        "with seed " + seed + " (-Ddoge.seed=" + seed + " replays it): " + thrown, thrown);
            }
        }
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /** Returns the executor. */
    public DogeExecutor doge() {
        return doge;
    }

    Engine engine() {
        return engine;
    }

    /** Returns the clock. */
    public VirtualClock clock() {
        return workers.clock();
    }

    /** Returns an executor whose tasks are drawn like everything else. */
    public Executor executor() {
        return task -> workers.begin(new Strand.Work("a task", task, false));
    }

    /** Begins something on a thread of its own, as another caller would do it. */
    public <T extends @Nullable Object> CompletableFuture<T> fork(String name, Callable<T> caller) {
        CompletableFuture<T> result = new CompletableFuture<>();
        workers.begin(new Strand.Work(
                name,
                () -> {
                    try {
                        result.complete(caller.call());
                    } catch (Strand.Stopped e) {
                        throw e;
                    } catch (Throwable thrown) { // as a future does
                        result.completeExceptionally(thrown);
                    }
                },
                false));
        return result;
    }

    /** Lets others go on, or not, as the seed says. */
    public void pause() {
        workers.pause();
    }

    /** Lets all others go on until nobody can any more. No time passes. */
    public void settle() {
        workers.settle();
    }

    /** Waits until something is the case. */
    public void await(BooleanSupplier over, String what) throws InterruptedException {
        workers.await(over, Long.MAX_VALUE, what);
        stopIfInterrupted();
    }

    /** Waits for a stage. */
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) throws InterruptedException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        await(future::isDone, "a stage");
        return future.join();
    }

    /** Waits until a duration has passed. */
    public void sleep(Duration duration) throws InterruptedException {
        workers.await(() -> false, workers.clock().later(Clock.nanos(duration)), "the end of " + duration);
        stopIfInterrupted();
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Returns a number below a bound that the seed gives. */
    public int draw(int bound) {
        return workers.draw(bound);
    }

    /** Returns what has happened, in order. */
    public String schedule() {
        return workers.schedule();
    }

    /** Closes the executor at once, and ends all that still runs. */
    @Override
    public void close() {
        try {
            engine.close(Duration.ZERO);
            workers.stop();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
