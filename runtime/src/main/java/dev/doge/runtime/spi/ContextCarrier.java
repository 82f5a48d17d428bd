package dev.doge.runtime.spi;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Carries what is bound to a thread, such as a logging context, a trace or scoped values, from the caller of a run into the tasks that the run
 * is the first to demand. It is for diagnosis only: work is shared, so a task may run in the context of somebody else. What changes a result, or
 * who may see it, must be an input.
 *
 * <p>Called by many threads at once. What a carrier throws is logged and harms nobody: the task runs without it.
 */
@FunctionalInterface
public interface ContextCarrier {
    /**
     * Takes what the calling thread carries. Called once per run, on the thread that starts the run.
     *
     * @return what was taken
     */
    Snapshot capture();

    /** What was taken from a thread. Used by many threads, also at the same time. */
    @FunctionalInterface
    interface Snapshot {
        /**
         * Calls a body in the context that was taken, and restores the thread's own afterwards, also if the body throws. The body is to be called
         * once, on the calling thread; what it returns or throws is handed on as it is.
         *
         * @param body what to call
         * @param <T> the type of the value
         * @return the body's value
         * @throws Exception what the body throws
         */
        <T extends @Nullable Object> T call(Callable<T> body) throws Exception;
    }
}
