package dev.doge.runtime;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
     * <p>A callback of the future is called by whoever ends the work. It may run something and wait for it: that is a run of its own, and no demand of the body that this
     * thread may be in. What the thread would have gone on with is handed to others before. It must not wait for what needs the very body that it is called in, as of one that
     * completes a future itself: no ring is found there.
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
     * waits for their work; with {@link RunOptions#keepGoing()} all of them end, and one failure tells of all. Within the call a key executes once, so all
     * values that were computed for it are kept until the last has ended; {@link #startAll(Collection)} lets go of each as it ends.
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

    /**
     * Starts requests at the same time, and returns their runs in the order in which they end. A failure of one does not end the others: each
     * element says by itself how it ended. Equal requests have an element each.
     *
     * <p>All of them have begun when this returns. The stream waits for the next that ends whenever it is asked for an element; the thread that
     * does so may be interrupted, which cancels the runs that are left. Closing the stream cancels them, too; a stream that is neither
     * closed nor read to its end lets them go on. The stream is sequential, and as every stream for one thread.
     *
     * @param requests what to run
     * @param <T> the type of the values
     * @return the runs, each {@linkplain TaskRun#isDone() done}; to be closed unless it is read to its end
     * @throws java.util.concurrent.RejectedExecutionException if the executor is closed; nothing goes on then
     */
    default <T extends @Nullable Object> Stream<TaskRun<T>> startAll(Collection<Request<T>> requests) {
        return startAll(requests, RunOptions.defaults());
    }

    /**
     * Starts requests at the same time with options, as {@link #startAll(Collection)} does.
     *
     * @param requests what to run
     * @param options how to run each of them
     * @param <T> the type of the values
     * @return the runs, each done
     */
    <T extends @Nullable Object> Stream<TaskRun<T>> startAll(Collection<Request<T>> requests, RunOptions options);

    /**
     * Returns what is running at present: tasks whose body runs, or has returned a stage that is awaited. It is a snapshot, taken while work
     * goes on: what begins or ends meanwhile may be in it or not.
     *
     * @return the tasks, in no particular order; unmodifiable
     */
    List<Running> running();
}
