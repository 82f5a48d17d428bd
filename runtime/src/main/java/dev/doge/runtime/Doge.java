package dev.doge.runtime;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests. While the work for a request is under way, every further request that is equal to it joins that work; a task runs once per
 * key however many wait for it. Who leaves disturbs nobody else; when the last one leaves, the work is cancelled.
 *
 * <p>Thread-safe. Arguments are never null.
 */
public interface Doge {
    /**
     * Runs a request and waits for its value.
     *
     * <p>The calling thread may run tasks that the request needs. An interrupt makes this call leave: the flag stays set.
     *
     * @param request what to run
     * @param <T> the type of the value
     * @return the value; null for a task without value and for one that may yield null
     * @throws TaskFailedException if the task or one that it needs fails
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted, or the executor is closed meanwhile
     * @throws java.util.concurrent.RejectedExecutionException if the executor is closed, or the nesting of blocking runs is too deep
     */
    default <T extends @Nullable Object> T run(Request<T> request) {
        return run(request, RunOptions.defaults());
    }

    /**
     * Runs a request with options and waits for its value, as {@link #run(Request)} does.
     *
     * @param request what to run
     * @param options how to run it
     * @param <T> the type of the value
     * @return the value
     */
    <T extends @Nullable Object> T run(Request<T> request, RunOptions options);

    /**
     * Starts a request and returns at once.
     *
     * <p>Cancelling the future, or completing it by hand, leaves the work. It fails with a {@link TaskFailedException}.
     *
     * @param request what to run
     * @param <T> the type of the value
     * @return the future of the value, of this caller alone
     * @throws java.util.concurrent.RejectedExecutionException if the executor is closed
     */
    default <T extends @Nullable Object> CompletableFuture<T> submit(Request<T> request) {
        return submit(request, RunOptions.defaults());
    }

    /**
     * Starts a request with options and returns at once, as {@link #submit(Request)} does.
     *
     * @param request what to run
     * @param options how to run it
     * @param <T> the type of the value
     * @return the future of the value, of this caller alone
     */
    <T extends @Nullable Object> CompletableFuture<T> submit(Request<T> request, RunOptions options);

    /**
     * Starts a request and returns a handle of the run.
     *
     * @param request what to run
     * @param <T> the type of the value
     * @return the run
     * @throws java.util.concurrent.RejectedExecutionException if the executor is closed
     */
    default <T extends @Nullable Object> TaskRun<T> start(Request<T> request) {
        return start(request, RunOptions.defaults());
    }

    /**
     * Starts a request with options and returns a handle of the run.
     *
     * @param request what to run
     * @param options how to run it
     * @param <T> the type of the value
     * @return the run
     */
    <T extends @Nullable Object> TaskRun<T> start(Request<T> request, RunOptions options);

    /**
     * Runs requests at the same time and waits for all values. The first failure, in order of time, ends the others, as far as nobody else
     * waits for their work; with {@link RunOptions#keepGoing()} all of them end, and one failure tells of all.
     *
     * @param requests what to run
     * @param <T> the type of the values
     * @return the values in the order of the requests; unmodifiable
     * @throws TaskFailedException if one of them fails
     */
    default <T extends @Nullable Object> List<T> runAll(Collection<Request<T>> requests) {
        return runAll(requests, RunOptions.defaults());
    }

    /**
     * Runs requests at the same time with options and waits for all values, as {@link #runAll(Collection)} does.
     *
     * @param requests what to run
     * @param options how to run each of them
     * @param <T> the type of the values
     * @return the values in the order of the requests; unmodifiable
     */
    <T extends @Nullable Object> List<T> runAll(Collection<Request<T>> requests, RunOptions options);
}
