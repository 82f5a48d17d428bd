package dev.doge.runtime;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run: a request and the wait for its value. Thread-safe.
 *
 * @param <T> the type of the value
 */
public interface TaskRun<T extends @Nullable Object> extends AutoCloseable {
    /**
     * Returns what was asked for.
     *
     * @return the request
     */
    Request<T> request();

    /**
     * Waits for the value.
     *
     * @return the value
     * @throws TaskFailedException if the task or one that it needs fails
     * @throws java.util.concurrent.CancellationException if the run was cancelled, or the calling thread is interrupted, which cancels it
     */
    T join();

    /**
     * Waits for the value, but not longer than a limit. The run goes on after that.
     *
     * @param limit how long to wait
     * @return the value
     * @throws TimeoutException if the run is not done by then
     * @throws TaskFailedException if the task or one that it needs fails
     * @throws java.util.concurrent.CancellationException if the run was cancelled, or the calling thread is interrupted, which cancels it
     */
    T join(Duration limit) throws TimeoutException;

    /**
     * Returns a stage that ends as this run does. Completing it by hand does not end the run.
     *
     * @return the stage
     */
    CompletionStage<T> stage();

    /**
     * Waits for the end of the run and returns it as a value.
     *
     * @return a success, a failure or a cancellation
     */
    Outcome<T> outcome();

    /**
     * Returns whether the run has ended.
     *
     * @return true once there is a value, a failure or a cancellation
     */
    boolean isDone();

    /**
     * Leaves. Work that nobody else waits for is cancelled: what has not started never starts.
     *
     * @return whether the run was under way
     */
    boolean cancel();

    /**
     * Says how far the run has come.
     *
     * @return what has ended, and what is known to be needed; once a run has ended that was not recorded, the run itself counts as one
     */
    Progress progress();

    /**
     * Says what the run has done. It may be asked for while the run is under way.
     *
     * @return what {@link RunOptions#record()} has kept; without that, if the run has failed, the way to the first root cause
     */
    RunReport report();

    /**
     * Says why a request ran, did not, or has not ended yet, as far as this run knows: where its result came from, what it waits for, what it
     * was needed by. What is past is known if {@link RunOptions#record()} has kept it.
     *
     * @param request the request
     * @return what there is to say
     */
    Explanation explain(Request<?> request);

    /** Leaves, as {@link #cancel()} does. Does nothing once the run has ended. */
    @Override
    void close();
}
