package dev.doge.runtime.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's time. What happens later is one thread's, which exists only once something is scheduled, and only hands on. Thread-safe. */
final class Timers implements Clock {
    private final ScheduledThreadPoolExecutor scheduler;

    Timers() {
        scheduler = new ScheduledThreadPoolExecutor(1, body -> {
            Thread thread = new Thread(body, "doge-timer");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable body) {
        ScheduledFuture<?> scheduled = scheduler.schedule(body, Clock.nanos(delay), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
