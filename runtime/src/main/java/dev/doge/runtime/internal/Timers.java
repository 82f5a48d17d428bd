package dev.doge.runtime.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The machine's time. What happens later is one thread's, which exists only once something is scheduled, and only hands on. Thread-safe. */
final class Timers implements Clock {
    private @Nullable ScheduledThreadPoolExecutor scheduler;
    private boolean closed;

    /** Returns what schedules, which is made when something is scheduled for the first time. */
    private synchronized ScheduledThreadPoolExecutor scheduler() {
        ScheduledThreadPoolExecutor known = scheduler;
        if (known == null) {
            known = new ScheduledThreadPoolExecutor(1, body -> {
                Thread thread = new Thread(body, "doge-timer");
                thread.setDaemon(true);
                return thread;
            });
            known.setRemoveOnCancelPolicy(true);
            known.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            if (closed) {
                known.shutdownNow(); // it refuses, as one does that was there before
            }
            scheduler = known;
        }
        return known;
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
        ScheduledFuture<?> scheduled = scheduler().schedule(body, Clock.nanos(delay), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (scheduler != null) {
            scheduler.shutdownNow();
        }
    }
}
