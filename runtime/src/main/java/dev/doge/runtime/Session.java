package dev.doge.runtime;

import dev.doge.runtime.internal.Engine;
import dev.doge.runtime.internal.SessionState;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests and keeps what became of each task: a key is executed once, however often and by however many it is asked for, until the
 * session is closed or told that something has changed. Failures are kept as values are; what was cancelled is not.
 *
 * <p>When {@link #invalidate} says that a task is to be executed again, whatever depends on it is looked at when it is next asked for, in the order in
 * which it was computed: a task runs again only if something that it reads is no longer equal to what it was. So a change that makes no
 * difference goes no further. Tasks of {@code Share.RUN} are executed per run, here as elsewhere, and not kept.
 *
 * <p>A call sees the session as it was when the call began, also if something is invalidated meanwhile: one result never mixes old and new. Work
 * is not shared with the executor or with other sessions. Values must not be changed once they are returned: the session hands out the same objects.
 *
 * <pre>{@code
 * try (Session session = doge.openSession()) {
 *   session.run(graph.binary(target));
 *   session.invalidate(graph.source(file));
 *   session.run(graph.binary(target)); // compiles what has changed
 * }
 * }</pre>
 *
 * <p>Thread-safe. Arguments are never null. After {@link #close()}, or that of the executor, runs are refused with
 * {@link java.util.concurrent.RejectedExecutionException}.
 */
public final class Session extends EngineCalls implements AutoCloseable {
    private final SessionState state;

    Session(Engine engine, SessionState state, RunOptions runDefaults) {
        super(engine, state, runDefaults);
        this.state = state;
    }

    /**
     * Says that a task is to be executed again when it is next asked for, and with it whatever then turns out to have read something else than
     * before. Calls that are under way do not see it. Never starts work.
     *
     * @param request the task and its key
     * @return whether the session knew an outcome of it that counts as valid, or works for its key
     */
    public boolean invalidate(Request<?> request) {
        return state.invalidate(Objects.requireNonNull(request, "request"));
    }

    /**
     * Does what {@link #invalidate} does for a task with all its keys, in all graphs.
     *
     * @param task the task
     * @return for how many requests {@code invalidate} would have returned true
     */
    public int invalidateAll(TaskId<?> task) {
        return state.invalidateAll(Objects.requireNonNull(task, "task"));
    }

    /**
     * Forgets failures: what has failed is executed again when it is next asked for. A task whose fallback has supplied the value has not
     * failed.
     */
    public void retryFailures() {
        state.retryFailures();
    }

    /**
     * Returns what the session knows of a request. Never starts work and never waits.
     *
     * @param request the request
     * @param <T> the type of the value
     * @return how it ended; empty if that is not known, or if something that it depends on was invalidated and it has not been asked for since
     */
    public <T extends @Nullable Object> Optional<Outcome<T>> peek(Request<T> request) {
        return state.peek(Objects.requireNonNull(request, "request"));
    }

    /** Cancels the session's runs and forgets everything; does not wait for bodies that run. The second call does nothing. */
    @Override
    public void close() {
        state.close();
    }
}
