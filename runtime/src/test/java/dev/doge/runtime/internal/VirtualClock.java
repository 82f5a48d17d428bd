package dev.doge.runtime.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of a simulation. It begins at the epoch and passes only when nothing else is left to do, or when it is told to. To be used by the
 * simulation's own threads.
 */
public final class VirtualClock implements Clock {
    private record Timer(long at, long number, Runnable body, boolean isEngines) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    private final SimulatedWorkers workers;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long now;
    private long numbers;

    VirtualClock(SimulatedWorkers workers) {
        this.workers = workers;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Lets time pass, and all happen that is due meanwhile, until nothing is left to do. */
    public void advance(Duration by) {
        long end = later(Clock.nanos(by));
        workers.settle();
        for (long next = workers.nextMoment(); next <= end; next = workers.nextMoment()) {
            passTo(next);
            workers.settle();
        }
        now = end;
    }

    /** Returns a future that is completed after a delay. */
    public CompletableFuture<@Nullable Void> after(Duration delay) {
        return after(delay, () -> null);
    }

    /** Returns a future that is completed with a value after a delay. */
    public <T extends @Nullable Object> CompletableFuture<T> after(Duration delay, Supplier<? extends T> value) {
        return CompletableFuture.supplyAsync(value::get, executor(delay));
    }

    /** Returns an executor that carries out each task after a delay, as {@link CompletableFuture#delayedExecutor} does in real time. */
    public Executor executor(Duration delay) {
        return task -> add(delay, task, false);
    }

    @Override
    public Runnable schedule(Duration delay, Runnable body) {
        Timer timer = add(delay, body, true);
        return () -> timers.remove(timer);
    }

    private Timer add(Duration delay, Runnable body, boolean isEngines) {
        Timer timer = new Timer(later(Clock.nanos(delay)), numbers++, body, isEngines);
        timers.add(timer);
        return timer;
    }

    /** Calls off what the engine has scheduled; what bodies have goes on. */
    @Override
    public void close() {
        timers.removeIf(Timer::isEngines);
    }

    /** Returns the moment after so many nanoseconds. */
    long later(long nanos) {
        long then = now + Math.max(0, nanos);
        return then < 0 ? Long.MAX_VALUE : then;
    }

    /** Returns when the next timer is due; {@link Long#MAX_VALUE} if there is none. */
    long nextTimer() {
        Timer next = timers.peek();
        return next == null ? Long.MAX_VALUE : next.at;
    }

    /** Lets it be a moment, at which timers may be due. */
    void passTo(long moment) {
        now = Math.max(now, moment);
        for (Timer next = timers.peek(); next != null && next.at <= now; next = timers.peek()) {
            timers.remove();
            workers.begin(new Strand.Work("a timer", next.body, false));
        }
    }
}
