package dev.doge.runtime.event;

/**
 * Hears what becomes of requests: those of one run ({@code RunOptions.listener}), or all of an executor
 * ({@code DogeExecutor.Builder.listener}).
 *
 * <p>That a task which has always been short has begun is told together with its end, or if it does not end, some ten milliseconds later.
 *
 * <p>A listener is never called by two threads at once for one call ({@code run}, {@code submit}, {@code runAll}, {@code startAll}), nor for the executor;
 * one that is given to several calls may be, as these know nothing of each other. The events of one request come in order. It is called on whatever thread did what
 * it hears of, so it returns soon: while it does not, that thread runs no tasks. All events of a run come before the run ends for its caller.
 * It may ask for runs and cancel them, but must not wait for one. What it throws is logged and counted
 * ({@code DogeExecutor.listenerFailures}), and disturbs nobody.
 */
@FunctionalInterface
public interface TaskListener {
    /**
     * Hears of an event.
     *
     * @param event what has happened
     */
    void on(TaskEvent event);
}
